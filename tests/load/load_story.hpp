#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "bench/load/load_arrivals.hpp"
#include "tests/support/story.hpp"

namespace ensaio::story {

/// `scenario` as a load has it, every callback aimed at `url`.
LoadPiece piece(const Scenario& scenario, const std::string& url = "http://receiver.test/hook");

/// These, one after the other.
LoadMoments listed(std::vector<LoadMoment> moments);

/// `count` conversations of the first scenario, one each `gap`; those that are every `of`-th from
/// `index` on.
LoadMoments every(Offset gap, std::uint64_t count, std::uint64_t index = 0, std::uint64_t of = 1);

}  // namespace ensaio::story
