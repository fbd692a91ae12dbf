#pragma once

#include <cstdint>

namespace ensaio {

/// Should the program die from here on, by an assert, a signal or a sanitizer, it says on stderr
/// that it was at `seed`, and how to repeat it. Good until the next call.
void prepare_last_words(std::uint64_t seed);

}  // namespace ensaio
