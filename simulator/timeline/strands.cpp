#include "simulator/timeline/strands.hpp"

#include <cassert>
#include <utility>

namespace ensaio {

struct Strands::Rest {
  std::vector<Frame> frames{};         ///< From kNear on.
  std::vector<StrandState> strands{};  ///< From 1 on.
  std::vector<Strand> free_strands{};
  std::vector<Strand> ready{};
  std::vector<std::vector<std::uint32_t>> orders{};
  std::vector<std::uint32_t> free_orders{};
};

Strands::Strands() = default;
Strands::~Strands() = default;
Strands::Strands(Strands&&) noexcept = default;
Strands& Strands::operator=(Strands&&) noexcept = default;

Strands::Rest& Strands::rest() {
  if (!rest_) rest_ = std::make_unique<Rest>();
  return *rest_;
}

Frame& Strands::frame(std::uint32_t index) {
  return index < kNear ? near_.at(index) : rest_->frames.at(index - kNear);
}

const Frame& Strands::frame(std::uint32_t index) const {
  return index < kNear ? near_.at(index) : rest_->frames.at(index - kNear);
}

StrandState& Strands::strand(Strand index) {
  return index == 0 ? first_ : rest_->strands.at(index - 1);
}

const StrandState& Strands::strand(Strand index) const {
  return index == 0 ? first_ : rest_->strands.at(index - 1);
}

Frame& Strands::push(Strand strand, std::uint32_t beat) {
  std::uint32_t index = free_;
  if (index != kBottom) {
    free_ = frame(index).below;
  } else {
    index = frames_++;
    if (index >= kNear) rest().frames.emplace_back();
  }
  Frame& made = frame(index);
  made = Frame{.beat = beat, .below = this->strand(strand).top};
  this->strand(strand).top = index;
  return made;
}

void Strands::pop(Strand strand) {
  StrandState& state = this->strand(strand);
  assert(state.top != kBottom);
  const std::uint32_t index = state.top;
  state.top = frame(index).below;
  frame(index).below = free_;
  free_ = index;
}

Strand Strands::branch(std::uint32_t top, Offset now) {
  Rest& rest = this->rest();
  Strand made = 0;
  if (rest.free_strands.empty()) {
    rest.strands.emplace_back();
    made = static_cast<Strand>(rest.strands.size());
  } else {
    made = rest.free_strands.back();
    rest.free_strands.pop_back();
  }
  strand(made) = StrandState{.now = now, .top = top};
  return made;
}

void Strands::give_back(Strand strand) { rest().free_strands.push_back(strand); }

void Strands::ready(Strand strand) { rest().ready.push_back(strand); }

bool Strands::any_ready() const { return rest_ && !rest_->ready.empty(); }

Strand Strands::take_ready() {
  const Strand taken = rest().ready.back();
  rest().ready.pop_back();
  return taken;
}

std::uint32_t Strands::keep_order(std::vector<std::uint32_t> order) {
  Rest& rest = this->rest();
  if (rest.free_orders.empty()) {
    rest.orders.push_back(std::move(order));
    return static_cast<std::uint32_t>(rest.orders.size() - 1);
  }
  const std::uint32_t index = rest.free_orders.back();
  rest.free_orders.pop_back();
  rest.orders.at(index) = std::move(order);
  return index;
}

const std::vector<std::uint32_t>& Strands::order(std::uint32_t index) const {
  return rest_->orders.at(index);
}

void Strands::give_back_order(std::uint32_t index) { rest().free_orders.push_back(index); }

}  // namespace ensaio
