#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <istream>

#include "simulator/scenario/careful_stream.hpp"
#include "simulator/scenario/text_check.hpp"
#include "simulator/scenario/tree_builder.hpp"
#include "simulator/scenario/yaml_trouble.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kLargest = std::size_t{16} << 20;

/// Where the next document's `---` begins, from `pos` on; the end where there is none. No YAML
/// text holds that at a line's beginning, not even a quoted one.
std::size_t next_document(std::string_view text, std::size_t pos) {
  for (std::size_t feed = text.find('\n', pos); feed != std::string_view::npos;
       feed = text.find('\n', feed + 1)) {
    const std::string_view line = text.substr(feed + 1, 4);
    if (!line.starts_with("---")) continue;
    if (line.size() == 3 || line[3] == ' ' || line[3] == '\n' || line[3] == '\r') return feed + 1;
  }
  return text.size();
}

/// Whether nothing but comments, directives and blank lines stands there.
bool holds_nothing(std::string_view piece) {
  for (std::size_t pos = 0; pos < piece.size();
       pos = std::min(piece.find('\n', pos), piece.size() - 1) + 1) {
    const std::size_t first = piece.find_first_not_of(" \t\r", pos);
    if (first == std::string_view::npos) return true;
    const bool directive = first == pos && piece[first] == '%';
    if (piece[first] != '\n' && piece[first] != '#' && !directive) return false;
    pos = first;
  }
  return true;
}

class Reading {
 public:
  Reading(std::string_view text, const std::string& file, Problems& problems)
      : cursor_(text), builder_(cursor_, file, problems) {}

  std::vector<Tree> run() {
    const std::string_view text = cursor_.text();
    std::size_t pieces = 0;
    for (std::size_t begin = 0; begin < text.size() && !builder_.full();) {
      std::size_t end = next_document(text, begin);
      if (begin == 0 && holds_nothing(text.substr(0, end))) end = next_document(text, end);
      if (++pieces > kMostDocuments) {
        builder_.tell(
            builder_.problem(Code::TooLarge, begin, 1, "too many documents in a file", "split it"));
        break;
      }
      read_piece(begin, end);
      begin = end;
    }
    return std::move(builder_.trees());
  }

 private:
  void read_piece(std::size_t begin, std::size_t end) {
    builder_.begin_piece(begin);
    CarefulStream bytes(cursor_.text().substr(begin, end - begin), builder_);
    std::istream stream(&bytes);
    try {
      YAML::Parser parser(stream);
      // The library begins document after document without end where one begins with a comma.
      while (parser.HandleNextDocument(builder_) && !builder_.lost()) {
      }
    } catch (const YAML::Exception& trouble) {
      const auto offset = static_cast<std::size_t>(std::max(trouble.mark.pos, 0));
      const std::size_t pos = std::min(begin + offset, end);
      if (!builder_.lost() && !bytes.stopped()) {
        builder_.tell(yaml_trouble(builder_, {cursor_.text(), begin, end, pos, trouble.msg}));
      }
    }
    if (bytes.stopped() && !builder_.lost()) builder_.tell(too_much(begin, bytes));
  }

  Problem too_much(std::size_t begin, const CarefulStream& bytes) {
    if (bytes.nests_deep()) {
      return builder_.problem(Code::TooDeep, begin + bytes.deep_at(), 1,
                              "brackets nest more than 64 deep", "");
    }
    return builder_.problem(Code::TooLarge, begin + bytes.deep_at(), 1,
                            "too many values between two brackets",
                            "write long lists with one '- ' per line");
  }

  TextCursor cursor_;
  TreeBuilder builder_;
};

Problem whole_file(const std::string& file, Code code, std::string message, std::string hint) {
  Problem made;
  made.code = code;
  made.file = file;
  made.message = std::move(message);
  made.hint = std::move(hint);
  return made;
}

Problem not_text(std::string_view text, const std::string& file, const TextFault& fault) {
  Problem made = whole_file(file, Code::NotText, fault.message, fault.hint);
  made.mark = TextCursor(text).mark(fault.pos);
  return made;
}

}  // namespace

std::vector<Tree> read_yaml(std::string_view text, const std::string& file, Problems& problems) {
  if (text.size() > kLargest) {
    problems.push_back(
        whole_file(file, Code::TooLarge, "the file is larger than 16 MiB", "split it"));
    return {};
  }
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // A byte order mark.
  if (const auto fault = text_fault(text)) {
    problems.push_back(not_text(text, file, *fault));
    return {};
  }
  const auto before = static_cast<std::ptrdiff_t>(problems.size());
  std::vector<Tree> trees;
  try {
    trees = Reading(text, file, problems).run();
  } catch (const std::exception& trouble) {
    problems.push_back(whole_file(file, Code::MalformedYaml, "the file cannot be read as YAML",
                                  fmt::format("the parser says: {}", trouble.what())));
    return {};
  }
  std::stable_sort(
      problems.begin() + before, problems.end(), [](const Problem& a, const Problem& b) {
        return std::pair(a.mark.line, a.mark.column) < std::pair(b.mark.line, b.mark.column);
      });
  if (trees.empty() && static_cast<std::ptrdiff_t>(problems.size()) == before) {
    const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
    problems.push_back(whole_file(file, Code::Empty,
                                  blank ? "the file is empty" : "the file holds no document",
                                  "a scenario begins with 'scenario: some name'"));
  }
  return trees;
}

}  // namespace ensaio
