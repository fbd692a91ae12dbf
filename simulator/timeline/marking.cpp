#include "simulator/timeline/marking.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "simulator/wire/headers.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\n") - first + 1);
}

/// NAME of "chats.NAME.phone"; nothing where the text is of another form.
std::optional<std::string_view> between(std::string_view text, std::string_view before,
                                        std::string_view after) {
  if (text.size() <= before.size() + after.size()) return std::nullopt;
  if (!text.starts_with(before) || !text.ends_with(after)) return std::nullopt;
  return text.substr(before.size(), text.size() - before.size() - after.size());
}

/// Whether what stands from `first` to `last` is all of a JSON string that is a value.
bool is_whole_string(std::string_view json, std::size_t first, std::size_t last) {
  if (first == 0 || json[first - 1] != '"' || last >= json.size() || json[last] != '"') {
    return false;
  }
  if (first >= 2 && json[first - 2] == '\\') return false;  // A quote inside a longer string.
  const std::size_t next = json.find_first_not_of(" \t\r\n", last + 1);
  return next == std::string_view::npos || json[next] != ':';  // Else it is a key.
}

/// The mark of the entry of `names` that `name` is; empty where it is none of them.
std::string listed_mark(Slot slot, const std::vector<std::string>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return {};
  return slot_mark(slot, static_cast<std::size_t>(found - names.begin()));
}

}  // namespace

Marking::Marking(const Scenario& scenario) : scenario_(scenario) {
  for (std::uint32_t i = 0; i < scenario.chats.size(); ++i) {
    chats_.emplace(scenario.chats[i].name, i);
  }
  std::uint32_t ids = 0;
  auto own = static_cast<std::uint32_t>(scenario.chats.size());
  first_ids_.reserve(scenario.messages.size() + 1);
  chats_of_.reserve(scenario.messages.size());
  for (std::uint32_t i = 0; i < scenario.messages.size(); ++i) {
    messages_.emplace(scenario.messages[i].name, i);
    first_ids_.push_back(ids);
    ids += scenario.messages[i].count;
    chats_of_.push_back(scenario.messages[i].awaited ? own++ : scenario.messages[i].chat);
  }
  first_ids_.push_back(ids);
}

void Marking::begin_step(InstanceIndex instance) {
  instance_ = instance;
  uuids_ = 0;
}

Result<std::string> Marking::text(std::string_view text) { return marked(text, false); }

Result<std::string> Marking::json(std::string_view json) { return marked(json, true); }

Result<std::string> Marking::marked(std::string_view text, bool json) {
  std::string out;
  std::size_t done = 0;
  for (auto open = text.find(kOpen); open != std::string_view::npos;
       open = text.find(kOpen, done)) {
    const auto close = text.find(kClose, open);
    if (close == std::string_view::npos) return Error{"a template has no end", "close it with }}"};
    const std::size_t end = close + kClose.size();
    const std::string_view words = trimmed(text.substr(open + 2, close - open - 2));
    const bool whole = json && is_whole_string(text, open, end);
    const std::string mark = this->mark(words, whole ? At::WholeString : At::Text);
    if (mark.empty()) return Error{"unknown template '{{ " + std::string(words) + " }}'", ""};
    out.append(text.substr(done, open - done)).append(mark);
    done = end;
  }
  return out.append(text.substr(done));
}

std::string Marking::mark(std::string_view words, At at) {
  std::string mark = fixed_mark(words, at);
  return mark.empty() ? named_mark(words) : mark;
}

/// Of the templates that hold no name; empty for the others.
std::string Marking::fixed_mark(std::string_view words, At at) {
  const auto number = at == At::WholeString ? number_mark : slot_mark;
  if (words == "now.ms") return number(Slot::NowMs, 0);
  if (words == "now.seconds") return number(Slot::NowSeconds, 0);
  if (words == "instance.id") return slot_mark(Slot::InstanceId, instance_);
  if (words == "instance.token") return slot_mark(Slot::InstanceToken, instance_);
  if (words == "target") return slot_mark(Slot::Target);
  if (words == "target.origin") return slot_mark(Slot::TargetOrigin);
  if (words == "api") return slot_mark(Slot::Api);
  if (words == "uuid") return slot_mark(Slot::Uuid, uuids_++);
  return {};
}

/// Of the templates that hold a name; empty where the name is unknown.
std::string Marking::named_mark(std::string_view words) const {
  if (const auto name = between(words, "chats.", ".phone")) {
    const auto chat = chats_.find(*name);
    return chat == chats_.end() ? std::string() : slot_mark(Slot::Phone, chat->second);
  }
  if (const auto name = between(words, "messages.", ".id")) {
    const auto message = messages_.find(*name);
    if (message == messages_.end()) return {};
    return slot_mark(Slot::MessageId, first_ids_[message->second]);
  }
  if (const auto name = between(words, "env.", "")) {
    return listed_mark(Slot::Env, scenario_.env, *name);
  }
  return listed_mark(Slot::Saved, scenario_.saved, words);
}

Result<std::vector<Header>> Marking::headers(std::vector<Header> headers,
                                             const std::vector<HeaderChange>& changes) {
  for (const HeaderChange& change : changes) {
    const auto known = std::find_if(headers.begin(), headers.end(), [&](const Header& header) {
      return same_name(header.name, change.name);
    });
    if (!change.value) {
      if (known != headers.end()) headers.erase(known);
      continue;
    }
    auto value = text(*change.value);
    if (!value) return value.error();
    if (known != headers.end()) {
      known->value = *std::move(value);
    } else {
      headers.push_back({change.name, *std::move(value)});
    }
  }
  return headers;
}

}  // namespace ensaio
