#include <algorithm>
#include <utility>

#include "simulator/base/nearest.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/json.hpp"

namespace ensaio {
namespace {

/// Where an edit acts: in `parent`, at its member or element `last`; `path` is all of it, written
/// as the user did.
struct Spot {
  Json* parent = nullptr;
  std::string last{};
  std::string path{};
};

bool is_leaf(const Json& json) {
  return json.form == Json::Form::Plain || json.form == Json::Form::Text;
}

bool is_list(const Json& json) { return json.form == Json::Form::List; }

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
  if (!is_list(*spot.parent)) {
    for (const JsonMember& each : spot.parent->inside) names.emplace_back(each.name);
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
    if (is_leaf(*spot.parent)) return unreachable(spot);
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

constexpr const char* kEndOfList = "the last part - stands for the end of the list";

std::optional<Error> add(const Spot& spot, Json value) {
  Json& parent = *spot.parent;
  const bool list = is_list(parent);
  if (part_of(parent, spot.last) != nullptr) {
    return Error{"the body has '" + spot.path + "' already",
                 list ? kEndOfList : "to change it, use with"};
  }
  const std::string next = std::to_string(parent.inside.size());
  if (list && spot.last != "-" && spot.last != next) {
    return Error{"'" + spot.path + "' is no next place in a list of " + next, kEndOfList};
  }
  parent.inside.push_back({list ? std::string() : spot.last, std::move(value)});
  return std::nullopt;
}

std::optional<Error> remove(const Spot& spot) {
  Json& parent = *spot.parent;
  const Json* place = part_of(parent, spot.last);
  if (place == nullptr) return missing(spot, FieldEdit::Do::Remove);
  if (is_list(parent)) {
    const auto at = std::find_if(parent.inside.begin(), parent.inside.end(),
                                 [&](const JsonMember& each) { return &each.value == place; });
    parent.inside.erase(at);
  } else {
    std::erase_if(parent.inside, [&](const JsonMember& each) { return each.name == spot.last; });
  }
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
  return value->form == Json::Form::Text ? value->text : compact(*value);
}

}  // namespace ensaio
