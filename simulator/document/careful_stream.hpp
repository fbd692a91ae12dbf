#pragma once

#include <cstddef>
#include <streambuf>
#include <string_view>

#include "simulator/document/tree_builder.hpp"

namespace ensaio {

/// Feeds a text to the YAML library as long as that gets on. Its scanner keeps every token of a
/// bracket that is not closed yet (some 100 bytes each), so 10 MB of brackets would cost it a
/// gigabyte before the first event; here such a text ends early, and stopped() says so.
/// A last line without a line feed gets one: the scanner throws at a quote that is open at the end,
/// but takes one that is open behind a line feed, which the builder then explains.
class CarefulStream : public std::streambuf {
 public:
  CarefulStream(std::string_view text, const TreeBuilder& builder)
      : text_(text), builder_(builder) {}

  bool stopped() const { return stopped_; }
  /// Whether it stopped because brackets were opened and opened.
  bool nests_deep() const { return deep_; }
  /// Where the first bracket too many is, or the first value of those that are too many.
  std::size_t deep_at() const;

 protected:
  int_type underflow() override;

 private:
  int_type last_line_feed();
  bool too_far_ahead(std::string_view chunk);

  std::string_view text_;
  const TreeBuilder& builder_;
  std::size_t fed_ = 0;
  std::size_t events_ = 0;     ///< Of the builder, when it last got on.
  std::size_t since_ = 0;      ///< Where in the text that was.
  std::size_t values_ = 0;     ///< Brackets and commas since then.
  std::ptrdiff_t opened_ = 0;  ///< Brackets opened and not closed since then.
  bool ended_ = false;
  bool stopped_ = false;
  bool deep_ = false;
  char buffer_[4096];
};

}  // namespace ensaio
