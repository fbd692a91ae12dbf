#include "cli/project_file.hpp"

#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/inputs.hpp"

namespace ensaio {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "ensaio.yaml";

bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

/// The folder with the `.git` above `folder`, or `folder` itself where there is none.
fs::path top_of(const fs::path& folder) {
  for (fs::path at = folder;; at = at.parent_path()) {
    if (is_there(at / ".git")) return at;
    if (at == at.parent_path()) return folder;
  }
}

std::optional<fs::path> nearest_file(const fs::path& folder) {
  const fs::path top = top_of(folder);
  for (fs::path at = folder;; at = at.parent_path()) {
    if (is_there(at / kName)) return at / kName;
    if (at == top) return std::nullopt;
  }
}

/// As short as it is clear: relative to where the user is, if that does not lead far up.
std::string shown(const fs::path& file) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  const std::string relative = error ? std::string() : file.lexically_relative(here).string();
  return relative.empty() || relative.starts_with("../../..") ? file.string() : relative;
}

}  // namespace

Result<Project> ProjectFiles::of(const std::string& folder) {
  if (folder.empty()) return Project{};
  std::error_code error;
  const fs::path absolute = fs::weakly_canonical(fs::absolute(folder, error), error);
  const auto known = by_folder_.find(absolute.string());
  if (known != by_folder_.end()) return known->second;
  Project project;
  if (const auto file = nearest_file(absolute)) {
    Result<std::string> text = read_text(file->string());
    if (!text) return Error{.message = text.error().message, .hint = shown(*file)};
    project = {.file = shown(*file), .text = *std::move(text)};
  }
  by_folder_.emplace(absolute.string(), project);
  return project;
}

}  // namespace ensaio
