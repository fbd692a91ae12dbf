#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/scenario/tree.hpp"

namespace ensaio {

class Page;

/// A piece of a text with templates.
struct TextPiece {
  std::string_view text{};     ///< A literal as it stands, or the words of `{{ words }}`, trimmed.
  std::string_view written{};  ///< With its braces.
  bool is_template = false;
};

/// `text` cut at its templates, in order. A `{{` without its `}}` is a literal: the loader has
/// refused it.
std::vector<TextPiece> cut_templates(std::string_view text);

/// `text`, which stands at `at`, with its templates put as the whole scenario says them. Complains
/// about each that is unknown, or has no end.
std::string resolved_text(const Page& page, const Node& at, std::string_view text);

/// The same without a word. JSON text may be given: `{{` stands in its strings only.
std::string renamed_text(const Page& page, std::string_view text);

}  // namespace ensaio
