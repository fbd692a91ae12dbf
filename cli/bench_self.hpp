#pragma once

#include "cli/bench_settings.hpp"
#include "cli/exit_code.hpp"
#include "cli/streams.hpp"

namespace ensaio {

/// `ensaio bench --self`: what this program can do on this machine, at receivers of its own in
/// processes beside it. `settings` are those of `words`.
Exit bench_self(const BenchWords& words, const BenchSettings& settings, Streams& io);

}  // namespace ensaio
