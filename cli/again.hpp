#pragma once

#include <string>

#include "cli/beside.hpp"
#include "cli/play_settings.hpp"
#include "cli/stage.hpp"

namespace ensaio {

/// `word` for a shell: as it is where that is safe, else in quotes.
std::string shell_word(const std::string& word);

/// The line that plays this piece again, to the receiver as it is now: with the same seed and,
/// where ids are made, with fresh ones, for a receiver that remembers the last run. Its application
/// is started again; the user's command is not.
std::string again(const Staged& staged, const PlayWords& words, const BesideWords& beside = {});

}  // namespace ensaio
