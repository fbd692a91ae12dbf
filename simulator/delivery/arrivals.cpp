#include "simulator/delivery/arrivals.hpp"

#include <algorithm>
#include <utility>

namespace ensaio {

ListedArrivals::ListedArrivals(std::vector<Arrival> all) : all_(std::move(all)) {
  for (std::size_t i = 0; i < all_.size(); ++i) all_[i].number = i;
  std::ranges::stable_sort(all_, {}, &Arrival::at);
}

std::optional<Offset> ListedArrivals::next() {
  if (taken_ == all_.size()) return std::nullopt;
  return all_[taken_].at;
}

Arrival ListedArrivals::take(Offset) { return std::move(all_[taken_++]); }

}  // namespace ensaio
