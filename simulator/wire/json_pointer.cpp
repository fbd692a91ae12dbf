#include <algorithm>
#include <charconv>

#include "simulator/wire/json.hpp"

namespace ensaio {
namespace {

std::optional<std::string> unescaped(std::string_view part) {
  std::string text;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != '~') {
      text += part[i];
      continue;
    }
    if (++i == part.size() || (part[i] != '0' && part[i] != '1')) return std::nullopt;
    text += part[i] == '0' ? '~' : '/';
  }
  return text;
}

std::optional<std::size_t> index_of(std::string_view part) {
  if (part.empty() || (part.size() > 1 && part[0] == '0')) return std::nullopt;
  std::size_t index = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), index);
  if (read.ec != std::errc{} || read.ptr != part.data() + part.size()) return std::nullopt;
  return index;
}

}  // namespace

std::optional<std::vector<std::string>> pointer_parts(std::string_view pointer) {
  std::vector<std::string> parts;
  while (!pointer.empty()) {
    if (pointer[0] != '/') return std::nullopt;
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    auto part = unescaped(pointer.substr(0, end));
    if (!part) return std::nullopt;
    parts.push_back(*std::move(part));
    pointer.remove_prefix(end);
  }
  return parts;
}

std::string pointer_to(const std::vector<std::string>& parts, std::size_t count) {
  std::string pointer;
  for (std::size_t i = 0; i < count; ++i) pointer += '/' + escaped_part(parts.at(i));
  return pointer;
}

std::string escaped_part(std::string_view part) {
  std::string text;
  for (const char c : part) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

Json* part_of(Json& parent, const std::string& part) {
  if (parent.form != Json::Form::List) return member(parent, part);
  const auto index = index_of(part);
  if (!index || *index >= parent.inside.size()) return nullptr;
  return &parent.inside[*index].value;
}

}  // namespace ensaio
