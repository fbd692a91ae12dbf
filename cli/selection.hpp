#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/repertoire.hpp"
#include "cli/streams.hpp"
#include "simulator/base/result.hpp"

namespace ensaio {

/// Which of the scenarios are meant.
struct Selection {
  std::vector<std::string> only{};  ///< Names; empty: all.
  std::vector<std::string> tags{};  ///< With at least one of these; empty: all.
  std::vector<std::string> skip{};  ///< Without any of these.
};

/// The pieces that are meant, in their order. Error: none, or a name that none of them has.
Result<std::vector<const Piece*>> selected(const Repertoire& repertoire,
                                           const Selection& selection);

/// Those that are meant and can be played. Nothing where anything is wrong with the files or the
/// selection, or where one cannot be played yet; all of it has been told then.
std::optional<std::vector<const Piece*>> playable(Repertoire& repertoire,
                                                  const Selection& selection, Streams& io);

}  // namespace ensaio
