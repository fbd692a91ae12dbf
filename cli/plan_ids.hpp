#pragma once

#include "cli/exit_code.hpp"
#include "cli/play_settings.hpp"
#include "cli/repertoire.hpp"
#include "cli/streams.hpp"

namespace ensaio {

/// `ensaio plan PROFILE --ids csv`: prints the phones and the message ids of the one load profile
/// of `repertoire`, for the receiver's database.
Exit print_load_ids(Repertoire& repertoire, const PlaySettings& settings, Streams& io);

}  // namespace ensaio
