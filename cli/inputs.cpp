#include "cli/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <set>
#include <string_view>
#include <system_error>

#include "cli/complaint.hpp"
#include "cli/packs.hpp"
#include "simulator/document/codes.hpp"

namespace ensaio {
namespace {

namespace fs = std::filesystem;

/// One byte more than a file may have, so that the loader sees that there is too much.
constexpr std::size_t kMost = (std::size_t{16} << 20U) + 1;

std::string read_all(std::istream& in) {
  std::string text;
  std::string piece(std::size_t{64} << 10U, '\0');
  while (text.size() < kMost && in) {
    in.read(piece.data(),
            static_cast<std::streamsize>(std::min(piece.size(), kMost - text.size())));
    text.append(piece, 0, static_cast<std::size_t>(in.gcount()));
  }
  return text;
}

Problem problem(Code code, const std::string& file, std::string message, std::string hint = {}) {
  return {.code = code, .file = file, .message = std::move(message), .hint = std::move(hint)};
}

bool is_scenario_file(const fs::path& path) {
  const bool yaml = path.extension() == ".yaml" || path.extension() == ".yml";
  return yaml && path.filename() != "ensaio.yaml";
}

bool is_hidden(const fs::path& path) { return path.filename().string().starts_with("."); }

/// Every scenario file below `folder`, in byte order. An error ends the walk.
std::vector<std::string> files_below(const fs::path& folder, std::error_code& error) {
  std::vector<std::string> files;
  auto at = fs::recursive_directory_iterator(folder, error);
  for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (at->is_directory(error) && is_hidden(at->path())) {
      at.disable_recursion_pending();
    } else if (!is_hidden(at->path()) && is_scenario_file(at->path()) && !at->is_directory(error)) {
      files.push_back(at->path().string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// `name`: "pack:odd/late-read".
Error not_one_pack(const std::string& name, std::size_t files) {
  const std::string bare = name.substr(std::string_view("pack:").size());
  if (files > 0) {
    return {.message = fmt::format("pack '{}' has {} files: name one", bare, files),
            .hint = "see ensaio list"};
  }
  return {.message = fmt::format("there is no pack '{}'{}", bare, or_perhaps(bare, pack_names())),
          .hint = "see ensaio list"};
}

/// Gathers what names mean.
class Gathering {
 public:
  Gathering(Folders folders, std::istream& in) : folders_(folders), in_(in) {}

  void add(const std::string& name) {
    std::error_code ignored;
    if (name == "-") {
      add_standard_input();
    } else if (name.starts_with("pack:")) {
      add_pack(name);
    } else if (fs::is_directory(name, ignored)) {
      add_folder(name);
    } else {
      add_file(name);
    }
  }

  Inputs inputs() && { return std::move(inputs_); }

 private:
  void add_standard_input() {
    if (!seen_.insert("-").second) return;
    inputs_.sources.push_back({.file = "-", .text = read_all(in_), .folder = "."});
  }

  void add_pack(const std::string& name) {
    const std::vector<EmbeddedFile> files = pack(name);
    if (files.empty()) {
      const Error none = not_one_pack(name, 0);
      inputs_.problems.push_back(problem(Code::Unreadable, name, none.message, none.hint));
    }
    for (const EmbeddedFile& file : files) {
      const std::string known_as = fmt::format("pack:{}", pack_name(file));
      if (!seen_.insert(known_as).second) continue;
      inputs_.sources.push_back({.file = known_as, .text = std::string(file.text), .folder = "."});
    }
  }

  void add_folder(const std::string& name) {
    if (folders_ == Folders::Refused) {
      inputs_.problems.push_back(
          problem(Code::Unreadable, name, "this is a directory", "name one file"));
      return;
    }
    std::error_code error;
    const std::vector<std::string> files = files_below(name, error);
    if (error) {
      inputs_.problems.push_back(
          problem(Code::Unreadable, name, "cannot be read: " + error.message()));
    } else if (files.empty()) {
      inputs_.problems.push_back(problem(Code::Empty, name, "there are no scenarios here",
                                         "scenario files are named *.yaml or *.yml"));
    }
    for (const std::string& file : files) add_file(file);
  }

  void add_file(const std::string& name) {
    std::error_code ignored;
    if (!seen_.insert(fs::weakly_canonical(name, ignored).string()).second) return;
    Result<std::string> text = read_text(name);
    if (!text) {
      inputs_.problems.push_back(problem(Code::Unreadable, name, text.error().message));
      return;
    }
    std::string folder = fs::path(name).parent_path().string();
    inputs_.sources.push_back(
        {.file = name, .text = *std::move(text), .folder = folder.empty() ? "." : folder});
  }

  Folders folders_;
  std::istream& in_;
  std::set<std::string> seen_;
  Inputs inputs_;
};

}  // namespace

Inputs read_inputs(const std::vector<std::string>& names, Folders folders, std::istream& in) {
  Gathering gathering(folders, in);
  for (const std::string& name : names) gathering.add(name);
  return std::move(gathering).inputs();
}

Result<std::string> read_text(const std::string& path) {
  if (path.starts_with("pack:")) {
    const std::vector<EmbeddedFile> files = pack(path);
    if (files.size() == 1) return std::string(files.front().text);
    return not_one_pack(path, files.size());
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::string text;
  if (in) text = read_all(in);
  if (!in.is_open() || in.bad() || (text.empty() && errno != 0)) {
    return Error{.message = fmt::format("cannot be read: {}", std::strerror(errno))};
  }
  return text;
}

}  // namespace ensaio
