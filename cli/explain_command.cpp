#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "simulator/scenario/codes.hpp"

namespace ensaio {
namespace {

std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    out += line.empty() ? "\n" : fmt::format("    {}\n", line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

void print(const CodePage& page, std::ostream& out) {
  out << fmt::format("{}: {}\n\n{}\n", code_text(page.code), page.title, page.text);
  if (!page.bad.empty()) out << "\nBad:\n\n" << indented(page.bad);
  if (!page.good.empty()) out << "\nGood:\n\n" << indented(page.good);
}

void print_all(std::ostream& out) {
  for (const CodePage& page : code_pages()) {
    out << fmt::format("{}  {}\n", code_text(page.code), page.title);
  }
}

Exit unknown(const std::string& code, Streams& io) {
  std::vector<std::string> codes;
  for (const CodePage& page : code_pages()) codes.push_back(code_text(page.code));
  const std::vector<std::string_view> views(codes.begin(), codes.end());
  complain(io.err,
           {.message = fmt::format("there is no code '{}'{}", code, or_perhaps(code, views)),
            .hint = "ensaio explain lists them all"});
  return Exit::Refused;
}

}  // namespace

Exit explain_command(const Arguments& arguments, Streams& io) {
  std::vector<std::string> codes;
  Options options("explain", "Explains an error code, with a bad and a good example.",
                  "  ensaio explain S012\n"
                  "  ensaio explain\n");
  options.words("CODE", codes, "such as S012; without one all are listed");
  if (const auto done = options.parse(arguments, io)) return *done;
  if (codes.empty()) print_all(io.out);
  for (const std::string& text : codes) {
    const auto pages = code_pages();
    const auto code = parse_code(text);
    const auto page = std::find_if(pages.begin(), pages.end(), [&code](const CodePage& candidate) {
      return code == candidate.code;
    });
    if (page == pages.end()) return unknown(text, io);
    print(*page, io.out);
  }
  return Exit::Passed;
}

}  // namespace ensaio
