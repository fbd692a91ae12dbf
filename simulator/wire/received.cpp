#include "simulator/wire/received.hpp"

#include <algorithm>
#include <cassert>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "simulator/base/nearest.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/dialect_row.hpp"
#include "simulator/wire/json.hpp"
#include "simulator/wire/object_text.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kSuffix = ".json";

using Examples = std::map<std::string_view, Json, std::less<>>;  ///< By variant.

Examples examples_below(std::string_view folder) {
  Examples examples;
  for (const EmbeddedFile& file : received_examples()) {
    std::string_view name = file.name;
    if (!name.starts_with(folder) || !name.ends_with(kSuffix)) continue;
    name.remove_prefix(folder.size());
    name.remove_suffix(kSuffix.size());
    auto example = parsed_json(file.text);
    assert(example && example->form == Json::Form::Object);
    examples.emplace(name, *std::move(example));
  }
  assert(examples.contains("text"));
  return examples;
}

const Examples& examples_of(Dialect dialect) {
  static const auto kAll = [] {
    std::vector<Examples> all;
    for (const auto& row : kDialects) all.push_back(examples_below(std::string(row.text) + '/'));
    return all;
  }();
  return kAll.at(static_cast<std::size_t>(dialect));
}

bool has_variant(Dialect dialect, std::string_view variant) {
  return examples_of(dialect).contains(variant);
}

Error unknown_variant(Dialect dialect, const std::string& variant) {
  std::string message = "no example of a received message is called '" + variant + "'";
  std::vector<std::string_view> known;
  for (const auto& row : kDialects) {
    for (const auto& [name, example] : examples_of(row.value)) known.push_back(name);
  }
  const auto owners = [](std::string_view name) {
    return dialects_where([&](Dialect other) { return has_variant(other, name); });
  };
  if (const std::string names = owners(variant); !names.empty()) {
    return {"dialect " + std::string(kDialects.text(dialect)) +
                " documents no received message like '" + variant + "'",
            "dialects that have it: " + names};
  }
  const auto meant = nearest(variant, known);
  if (!meant) return {message, "text is in every dialect"};
  return {message,
          "did you mean '" + std::string(*meant) + "'? dialects that have it: " + owners(*meant)};
}

bool is(Json& example, std::string_view field) {
  const Json* value = member(example, field);
  return value != nullptr && value->form == Json::Form::Plain && value->text == "true";
}

/// Puts `value` into `field`, where the example has such a field.
void put(Json& example, std::string_view field, Json value) {
  if (Json* place = member(example, field)) *place = std::move(value);
}

/// The same for a text that may be unknown: then the example's own stays.
void put_known(Json& example, std::string_view field, const std::string& value) {
  if (!value.empty()) put(example, field, Json::of_text(value));
}

/// Puts `field` in right after `neighbour`, or last where there is no such neighbour.
void put_after(Json& example, std::string_view neighbour, const std::string& field, Json value) {
  auto& members = example.inside;
  auto place = std::find_if(members.begin(), members.end(),
                            [&](const JsonMember& each) { return each.name == neighbour; });
  if (place != members.end()) ++place;
  members.insert(place, {field, std::move(value)});
}

/// Who wrote. Observed in groups: participantPhone right after broadcast, before participantLid.
void put_participant(Json& example, const ReceivedCallback& callback) {
  if (callback.participant.empty()) {
    if (!is(example, "isGroup") || callback.chat.type == ChatType::Group) return;
    // A group's example told in a private chat: nobody took part.
    put(example, "participantPhone", {});
    put(example, "participantLid", {});
    return;
  }
  put(example, "participantLid", {});  // Observed so in groups, when it was not known.
  if (member(example, "participantPhone") == nullptr) {
    put_after(example, "broadcast", "participantPhone", {});
  }
  put(example, "participantPhone", Json::of_text(callback.participant));
}

/// Observed: a group has no LID of its own.
Json lid_of(const ReceivedCallback& callback) {
  if (callback.lid.empty() || callback.chat.type == ChatType::Group) return {};
  return Json::of_text(callback.lid);
}

void put_names(Json& example, const ReceivedCallback& callback) {
  put_known(example, "senderName", callback.sender_name);
  if (callback.chat.type == ChatType::Group) return;  // There chatName is the group's.
  put_known(example, "chatName", callback.sender_name);
}

/// Where the words of a message stand that is no plain text: "/image/caption". Empty: nowhere.
std::string words_of(Json& example) {
  for (JsonMember& each : example.inside) {
    for (const std::string_view field : {"message", "caption"}) {
      if (member(each.value, field) != nullptr) return '/' + each.name + '/' + std::string(field);
    }
  }
  return {};
}

std::optional<Error> put_text(Json& example, const ReceivedCallback& callback) {
  if (!callback.text_given) return std::nullopt;
  Json* text = member(example, "text");
  Json* message = text == nullptr ? nullptr : member(*text, "message");
  if (message != nullptr) {
    *message = Json::of_text(callback.text);
    return std::nullopt;
  }
  const std::string words = words_of(example);
  return Error{"a received message like '" + callback.like + "' has no text",
               words.empty() ? "" : "set its words with: { " + words + ": ... }"};
}

/// The example to fill: in a group the one that was seen in a group, where there is one.
const Json* example_for(Dialect dialect, const ReceivedCallback& callback) {
  const Examples& examples = examples_of(dialect);
  if (callback.chat.type == ChatType::Group) {
    const auto found = examples.find("group_" + callback.like);
    if (found != examples.end()) return &found->second;
  }
  const auto found = examples.find(callback.like);
  return found == examples.end() ? nullptr : &found->second;
}

}  // namespace

std::vector<std::string_view> received_variants(Dialect dialect) {
  std::vector<std::string_view> names;
  for (const auto& [name, example] : examples_of(dialect)) names.push_back(name);
  return names;
}

Result<std::string> received_body(Dialect dialect, const ReceivedCallback& callback) {
  const Json* original = example_for(dialect, callback);
  if (original == nullptr) return unknown_variant(dialect, callback.like);
  Json example = *original;
  put_participant(example, callback);
  put(example, "isGroup", Json::of_bool(callback.chat.type == ChatType::Group));
  put(example, "instanceId", Json::of_text(callback.instance.get()));
  put(example, "messageId", Json::of_text(callback.message.get()));
  put(example, "phone", Json::of_text(callback.chat.phone));
  put_known(example, "connectedPhone", callback.connected_phone);
  put(example, "chatLid", lid_of(callback));
  put(example, "senderLid", lid_of(callback));
  put_names(example, callback);
  // Observed: whole seconds, but for a few. Source: callbacks of September 2025.
  put(example, "momment", {Json::Form::Plain, momment_json(callback.at, Precision::WholeSeconds)});
  if (auto error = put_text(example, callback)) return *std::move(error);
  return compact(example);
}

}  // namespace ensaio
