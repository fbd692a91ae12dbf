#include <algorithm>
#include <charconv>

#include "simulator/base/nearest.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/json.hpp"
#include "simulator/wire/pointer.hpp"

namespace ensaio {
namespace {

/// Where an edit acts: in `parent`, at its member or element `last`; `path` is all of it, written
/// as the user did.
struct Spot {
  Json* parent = nullptr;
  std::string last{};
  std::string path{};
};

Error unreachable(const Spot& spot) {
  return {"'" + spot.path + "' leads through something that is no object or list", ""};
}

/// `path` with its last part replaced: "/text/mesage" becomes "/text/message".
std::string beside(const std::string& path, std::string_view last) {
  if (!path.starts_with('/')) return std::string(last);
  return path.substr(0, path.rfind('/') + 1) + escaped_part(last);
}

std::string missing_hint(const Spot& spot, FieldEdit::Do what) {
  std::vector<std::string_view> names;
  if (spot.parent->is_object()) {
    for (const auto& [name, value] : spot.parent->get_ref<const Json::object_t&>()) {
      names.emplace_back(name);
    }
  }
  if (const auto meant = nearest(spot.last, names)) {
    return "did you mean '" + beside(spot.path, *meant) + "'?";
  }
  return what == FieldEdit::Do::Set ? "to put in a new field, use add" : "";
}

Error missing(const Spot& spot, FieldEdit::Do what) {
  return {"the body has no field '" + spot.path + "'", missing_hint(spot, what)};
}

/// The container that holds the last part of `path`.
Result<Spot> spot_of(Json& root, const std::string& path) {
  auto parts = path.starts_with('/') ? pointer_parts(path) : std::vector<std::string>{path};
  if (!parts) return Error{"'" + path + "' is not a JSON Pointer", "~ must be written ~0 or ~1"};
  Spot spot{.parent = &root, .last = {}, .path = path};
  for (std::size_t i = 0; i < parts->size(); ++i) {
    if (!spot.parent->is_structured()) return unreachable(spot);
    spot.last = parts->at(i);
    if (i + 1 == parts->size()) break;
    Json* next = part_of(*spot.parent, spot.last);
    if (next == nullptr) {
      Spot here{.parent = spot.parent, .last = spot.last, .path = pointer_to(*parts, i + 1)};
      return missing(here, FieldEdit::Do::Remove);
    }
    spot.parent = next;
  }
  return spot;
}

std::optional<Error> set(const Spot& spot, Json value) {
  Json* place = part_of(*spot.parent, spot.last);
  if (place == nullptr) return missing(spot, FieldEdit::Do::Set);
  *place = std::move(value);
  return std::nullopt;
}

std::optional<Error> add(const Spot& spot, Json value) {
  if (part_of(*spot.parent, spot.last) != nullptr) {
    return Error{"the body has '" + spot.path + "' already",
                 spot.parent->is_array() ? "the last part - stands for the end of the list"
                                         : "to change it, use with"};
  }
  if (spot.parent->is_object()) {
    spot.parent->get_ref<Json::object_t&>().emplace_back(spot.last, std::move(value));
    return std::nullopt;
  }
  if (spot.last != "-" && spot.last != std::to_string(spot.parent->size())) {
    return Error{"'" + spot.path + "' is not the next place of a list of " +
                     std::to_string(spot.parent->size()),
                 "the last part - stands for the end of the list"};
  }
  spot.parent->push_back(std::move(value));
  return std::nullopt;
}

std::optional<Error> remove(const Spot& spot) {
  Json* place = part_of(*spot.parent, spot.last);
  if (place == nullptr) return missing(spot, FieldEdit::Do::Remove);
  if (spot.parent->is_array()) {
    auto& list = spot.parent->get_ref<Json::array_t&>();
    list.erase(list.begin() + (place - list.data()));
    return std::nullopt;
  }
  Json::object_t rest;
  for (auto& [name, value] : spot.parent->get_ref<Json::object_t&>()) {
    if (name != spot.last) rest.emplace_back(name, std::move(value));
  }
  spot.parent->get_ref<Json::object_t&>() = std::move(rest);
  return std::nullopt;
}

std::optional<Error> apply(Json& root, const FieldEdit& edit) {
  auto spot = spot_of(root, edit.path);
  if (!spot) return spot.error();
  if (edit.what == FieldEdit::Do::Remove) return remove(*spot);
  auto value = parsed_json(edit.json);
  if (!value) return Error{"the value for '" + edit.path + "' is not JSON", ""};
  return edit.what == FieldEdit::Do::Set ? set(*spot, *std::move(value))
                                         : add(*spot, *std::move(value));
}

}  // namespace

Result<std::string> edited(const std::string& body, const std::vector<FieldEdit>& edits) {
  if (edits.empty()) return body;
  auto root = parsed_json(body);
  if (!root)
    return Error{"the body is not JSON",
                 "numbers, quotes and commas must be right, and "
                 "nothing nested deeper than 64"};
  for (const FieldEdit& edit : edits) {
    if (auto error = apply(*root, edit)) return *std::move(error);
  }
  return compact(*root);
}

Result<std::string> value_at(std::string_view json, std::string_view pointer) {
  auto root = parsed_json(json);
  if (!root) return Error{"not JSON", ""};
  const auto parts = pointer_parts(pointer);
  if (!parts) {
    return Error{"'" + std::string(pointer) + "' is not a JSON Pointer", "it begins with /"};
  }
  Json* value = &*root;
  for (const std::string& part : *parts) {
    value = part_of(*value, part);
    if (value == nullptr) return Error{"there is nothing at '" + std::string(pointer) + "'", ""};
  }
  return text_of(*value);
}

}  // namespace ensaio
