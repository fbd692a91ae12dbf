#include "cli/packs.hpp"

#include <algorithm>

#include "mock_api/rule_packs.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kPrefix = "pack:";
constexpr std::string_view kSuffix = ".yaml";

std::string_view bare(std::string_view name) {
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  while (name.ends_with('/')) name.remove_suffix(1);
  return name;
}

bool is_in(std::string_view name, std::string_view folder) {
  return name.size() > folder.size() && name.starts_with(folder) && name[folder.size()] == '/';
}

}  // namespace

std::string_view pack_name(const EmbeddedFile& file) {
  std::string_view name = file.name;
  if (name.ends_with(kSuffix)) name.remove_suffix(kSuffix.size());
  return name;
}

std::vector<EmbeddedFile> pack(std::string_view name) {
  const std::string_view wanted = bare(name);
  std::vector<EmbeddedFile> found;
  for (const EmbeddedFile& file : pack_files()) {
    const bool named = file.name == wanted || pack_name(file) == wanted;
    if (named || wanted == "all" || is_in(file.name, wanted)) found.push_back(file);
  }
  // Rules are no scenarios: they come only to who asks for them.
  for (const EmbeddedFile& file : rule_packs()) {
    if (file.name == wanted || pack_name(file) == wanted) found.push_back(file);
  }
  return found;
}

std::vector<std::string_view> pack_names() {
  std::vector<std::string_view> names;
  for (const EmbeddedFile& file : pack_files()) {
    names.push_back(pack_name(file));
    const std::string_view folder = file.name.substr(0, file.name.find('/'));
    const bool known = std::find(names.begin(), names.end(), folder) != names.end();
    if (folder.size() < file.name.size() && !known) names.push_back(folder);
  }
  for (const EmbeddedFile& file : rule_packs()) names.push_back(pack_name(file));
  return names;
}

}  // namespace ensaio
