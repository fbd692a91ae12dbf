#include "simulator/grammar/code_pages.hpp"

#include <algorithm>
#include <vector>

#include "simulator/document/values.hpp"

namespace ensaio {
namespace {

std::vector<CodePage> all_pages() {
  std::vector<CodePage> pages;
  for (const auto& some : {kFilePages, kShapePages, kValuePages, kNamePages, kMeaningPages,
                           kRulePages, kLintPages, kLoadPages}) {
    pages.insert(pages.end(), some.begin(), some.end());
  }
  std::ranges::sort(pages, {}, &CodePage::code);
  return pages;
}

}  // namespace

std::span<const CodePage> code_pages() {
  static const std::vector<CodePage> kPages = all_pages();
  return kPages;
}

std::optional<Code> parse_code(std::string_view text) {
  if (!text.starts_with('S') && !text.starts_with('s')) return std::nullopt;
  const auto number = text.size() == 4 ? parse_unsigned(text.substr(1)) : std::nullopt;
  if (!number) return std::nullopt;
  const auto code = static_cast<Code>(*number);
  const auto pages = code_pages();
  const auto page = std::ranges::find(pages, code, &CodePage::code);
  return page == pages.end() ? std::nullopt : std::optional(code);
}

}  // namespace ensaio
