#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace ensaio {

/// The word of `words` that `text` most likely meant: fewest edits (insert, delete, replace, swap
/// of neighbours, a change of case costs nothing), at most a third of the length and at least one,
/// but never the only letter. Nothing where none is near. Of equals the one that begins most alike,
/// then the first.
std::optional<std::string_view> nearest(std::string_view text,
                                        std::span<const std::string_view> words);

}  // namespace ensaio
