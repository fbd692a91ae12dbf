#include "bench/load/load_arrivals.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace ensaio {
namespace {

std::vector<const Scenario*> scenarios_of(const std::vector<LoadPiece>& pieces) {
  std::vector<const Scenario*> scenarios;
  for (const LoadPiece& piece : pieces) scenarios.push_back(piece.scenario.get());
  return scenarios;
}

bool tells(const Script& script, Slot slot) {
  return std::ranges::any_of(script.fragments,
                             [=](const Fragment& fragment) { return fragment.slot == slot; });
}

}  // namespace

LoadArrivals::LoadArrivals(Parts parts, LoadMoments moments)
    : parts_(std::move(parts)), moments_(std::move(moments)), next_(moments_()) {
  const std::vector<const Scenario*> scenarios = scenarios_of(parts_.pieces);
  LoadCast::Shares shares{roles_of(scenarios), message_ids_of(scenarios)};
  casts_.reserve(parts_.pieces.size());  // Arrivals point into it; so they do into the next.
  surroundings_.reserve(parts_.pieces.size());
  stagings_.reserve(parts_.pieces.size());
  for (const LoadPiece& piece : parts_.pieces) {
    shares.zaap_ids = tells(*piece.script, Slot::ZaapId);
    shares.lids = tells(*piece.script, Slot::Lid);
    casts_.emplace_back(*piece.scenario, parts_.seed, parts_.numbers, shares);
    surroundings_.push_back(piece.surroundings);
    stagings_.push_back({.script = piece.script.get(),
                         .cast = &casts_.back().cast(),
                         .surroundings = &surroundings_.back(),
                         .seed = parts_.seed,
                         .clock = parts_.clock,
                         .routes = piece.routes});
  }
}

std::optional<Offset> LoadArrivals::next() {
  if (stopped_.load(std::memory_order_relaxed) || !next_) return std::nullopt;
  const std::uint64_t playing = counts_.started - counts_.finished - counts_.given_up;
  const bool full = parts_.at_once && playing >= *parts_.at_once;
  const bool nobody = !parts_.numbers.as_written && !parts_.people.any();
  return full || nobody ? Offset::max() : next_->due;
}

Arrival LoadArrivals::take(Offset now) {
  assert(next_);
  const LoadMoment moment = *next_;
  next_ = moments_();
  ++counts_.started;
  const std::uint64_t number = free_number();
  const auto people =
      static_cast<std::uint32_t>(parts_.numbers.as_written ? 0 : *parts_.people.take());
  under_way_[number] = {people, moment.piece, moment.conversation};
  return {.at = parts_.at_once ? std::max(now, moment.due) : moment.due,
          .number = number,
          .iteration = moment.conversation,
          .staging = {std::shared_ptr<const void>(), &stagings_[moment.piece]}};
}

void LoadArrivals::recall(const Arrival& arrival) {
  const UnderWay& one = under_way_[arrival.number];
  casts_[one.piece].be({arrival.iteration, one.people});
  surroundings_[one.piece].start =
      parts_.start + std::chrono::floor<std::chrono::milliseconds>(arrival.at);
}

void LoadArrivals::over(std::uint64_t number) {
  ++(parts_.world.interrupted() ? counts_.given_up : counts_.finished);
  if (!parts_.numbers.as_written) parts_.people.give_back(under_way_[number].people);
  free_numbers_.push_back(number);
}

std::uint64_t LoadArrivals::free_number() {
  if (free_numbers_.empty()) {
    free_numbers_.push_back(under_way_.size());
    under_way_.emplace_back();
  }
  const std::uint64_t number = free_numbers_.back();
  free_numbers_.pop_back();
  return number;
}

}  // namespace ensaio
