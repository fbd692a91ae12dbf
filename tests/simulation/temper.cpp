#include "tests/simulation/temper.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace ensaio {
namespace {

using namespace std::chrono_literals;

template <class T, std::size_t N>
T one_of(Random& random, const std::array<T, N>& all) {
  return all[random.below(N)];
}

void draw_way(Random& random, Temper& temper) {
  temper.latency = one_of<Offset, 4>(random, {0us, 100us, 2ms, 20ms});
  temper.ack_delay = one_of<Offset, 3>(random, {0us, 0us, 40ms});
  temper.send_buffer = one_of<std::size_t, 4>(random, {1U << 20U, 1U << 20U, 400, 64});
  temper.window = one_of<std::size_t, 4>(random, {1U << 20U, 1U << 20U, 300, 250});
  temper.segment = one_of<std::size_t, 3>(random, {1U << 16U, 1460, 200});
  temper.read_most = one_of<std::size_t, 4>(random, {1U << 20U, 1U << 20U, 1U << 20U, 20});
  temper.stalls = one_of<PerMille, 3>(random, {0, 20, 200});
  temper.long_stalls = one_of<PerMille, 3>(random, {0, 0, 50});
  temper.spurious = one_of<PerMille, 3>(random, {0, 0, 100});
  temper.events_at_once = one_of<std::size_t, 4>(random, {256, 256, 2, 1});
  temper.reads_in_pieces = one_of<PerMille, 3>(random, {0, 100, 900});
  temper.in_pieces = one_of<PerMille, 3>(random, {0, 300, 900});
  temper.answers_within = one_of<Offset, 3>(random, {0us, 1ms, 100ms});
  temper.large = one_of<PerMille, 4>(random, {0, 0, 0, 5});
  temper.ends_idle = one_of<PerMille, 3>(random, {0, 100, 700});
  temper.restarts = one_of<PerMille, 2>(random, {0, 500});
  temper.dead_addresses = one_of<PerMille, 2>(random, {0, 600});
}

/// Two to four kinds of faults, each rare or frequent: so that faults meet, and yet most of a
/// simulation comes to what it is about.
void draw_faults(Random& random, Temper& temper) {
  const std::array<PerMille*, 20> faults = {&temper.open_fails,
                                            &temper.refused,
                                            &temper.unreachable,
                                            &temper.unheard,
                                            &temper.slow_accept,
                                            &temper.dies_early,
                                            &temper.silent,
                                            &temper.ends_unanswered,
                                            &temper.stops_reading,
                                            &temper.cut,
                                            &temper.garbage,
                                            &temper.twice,
                                            &temper.early,
                                            &temper.late,
                                            &temper.resets_idle,
                                            &temper.strays_idle,
                                            &temper.name_unknown,
                                            &temper.name_unheard,
                                            &temper.resets_unanswered,
                                            &temper.cut};
  const std::uint64_t kinds = 2 + random.below(3);
  for (std::uint64_t i = 0; i < kinds; ++i) {
    *one_of(random, faults) = one_of<PerMille, 3>(random, {50, 200, 600});
  }
}

}  // namespace

Offset drawn_offset(Random& random, Offset most) {
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(most).count();
  return std::chrono::microseconds(random.between(0, std::max<std::int64_t>(us, 0)));
}

Temper drawn_temper(Random& random) {
  Temper temper;
  temper.calm = happens(random, 250);
  draw_way(random, temper);
  if (!temper.calm) draw_faults(random, temper);
  return temper;
}

}  // namespace ensaio
