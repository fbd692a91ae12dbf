#include "simulator/timeline/rendering.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "simulator/base/json_text.hpp"
#include "simulator/base/random.hpp"
#include "simulator/timeline/span.hpp"
#include "simulator/wire/headers.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

/// Observed of Z-API in 2025: the participant of a status is digits alone, a LID too, where `phone`
/// would end in "@lid".
std::string_view participant(std::string_view phone) {
  constexpr std::string_view kSuffix = "@lid";
  if (phone.ends_with(kSuffix)) phone.remove_suffix(kSuffix.size());
  return phone;
}

using std::chrono::milliseconds;
using std::chrono::seconds;

void append_number(std::string& out, std::int64_t number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(), number).ptr;
  out.append(digits.begin(), end);
}

/// Wall time of scenario time `at`, rounded down.
template <class Unit>
std::int64_t since_1970(WallTime start, Offset at) {
  const auto wall = start + std::chrono::floor<milliseconds>(at);
  return std::chrono::floor<Unit>(wall).time_since_epoch().count();
}

/// Which bytes stand in a JSON string as they are. The others are control characters, quotes,
/// backslashes and what may be no UTF-8.
constexpr auto kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

/// Of our own making, and such that neither JSON nor a header's line need mind it.
bool is_plain(Slot slot) {
  switch (slot) {
    case Slot::MommentMs:
    case Slot::MommentSeconds:
    case Slot::NowMs:
    case Slot::NowSeconds:
    case Slot::Uuid:
    case Slot::UserAgent:
      return true;
    default:
      return false;
  }
}

/// What is escaped in a JSON string: escaped in place, without the quotes.
void escape_from(std::string& out, std::size_t first) {
  const bool plain = std::all_of(out.begin() + static_cast<std::ptrdiff_t>(first), out.end(),
                                 [](char c) { return kPlain[static_cast<unsigned char>(c)]; });
  if (plain) return;
  const std::string text = out.substr(first);
  out.resize(first);
  append_json_string(out, text);
  out.erase(first, 1);
  out.pop_back();
}

using Known = std::optional<std::string_view>;

/// What a template stands for, or itself, of two words, where nothing is known of it.
void append_known(std::string& out, Known text, std::string_view word, std::string_view name) {
  if (text) {
    out.append(*text);
  } else {
    out.append("{{ ").append(word).append(name).append(" }}");
  }
}

Known known(const std::string& url) { return url.empty() ? Known() : Known(url); }

Known known(const std::vector<std::optional<std::string>>& texts, std::uint32_t index) {
  return index < texts.size() && texts[index] ? Known(*texts[index]) : Known();
}

}  // namespace

void Rendering::append(std::string& out, Fragments fragments, const Send& send) const {
  for (std::uint32_t i = 0; i < fragments.count; ++i) {
    const Fragment& fragment = script_.fragments[fragments.first + i];
    if (fragment.slot == Slot::Literal) {
      out.append(script_.bytes, fragment.index, fragment.length);
      continue;
    }
    const std::size_t first = out.size();
    append_slot(out, fragment.slot, fragment.index, send);
    if (fragment.in_json && !is_plain(fragment.slot)) escape_from(out, first);
  }
}

bool Rendering::append_line(std::string& out, Fragments fragments, const Send& send) const {
  bool stays = true;
  for (std::uint32_t i = 0; i < fragments.count; ++i) {
    const Fragment& fragment = script_.fragments[fragments.first + i];
    if (fragment.slot == Slot::Literal) {
      out.append(script_.bytes, fragment.index, fragment.length);
      continue;
    }
    const std::size_t first = out.size();
    append_slot(out, fragment.slot, fragment.index, send);
    if (is_plain(fragment.slot)) continue;
    stays = stays && !ends_a_line(std::string_view(out).substr(first));
  }
  return stays;
}

std::string Rendering::body(const Send& send) const {
  std::string out;
  append(out, script_.lines[send.line].body, send);
  return out;
}

std::string Rendering::url(const Send& send) const {
  std::string out;
  append(out, script_.lines[send.line].url, send);
  return out;
}

void Rendering::append_slot(std::string& out, Slot slot, std::uint32_t index,
                            const Send& send) const {
  switch (slot) {
    case Slot::Literal:
      return;
    case Slot::Phone:
    case Slot::Lid:
    case Slot::Participant:
    case Slot::MessageId:
    case Slot::ZaapId:
    case Slot::MessageText:
    case Slot::InstanceId:
    case Slot::InstanceToken:
    case Slot::InstancePhone:
      return append_cast(out, slot, index, send);
    case Slot::MommentMs:
    case Slot::MommentSeconds:
    case Slot::NowMs:
    case Slot::NowSeconds:
      return append_number(out, time(slot, send));
    case Slot::Uuid:
    case Slot::UserAgent:
      return append_drawn(out, slot, index, send);
    case Slot::Saved:
    case Slot::Target:
    case Slot::TargetOrigin:
    case Slot::Api:
    case Slot::Env:
      return append_surroundings(out, slot, index);
  }
}

void Rendering::append_cast(std::string& out, Slot slot, std::uint32_t index,
                            const Send& send) const {
  switch (slot) {
    case Slot::Phone:
      out.append(cast_.chats[index].phone);
      return;
    case Slot::Lid:
      out.append(cast_.chats[index].lid);
      return;
    case Slot::Participant:
      out.append(participant(cast_.chats[index].phone));
      return;
    case Slot::ZaapId:
      out.append(cast_.zaap_ids[index]);
      return;
    case Slot::MessageText:
      out.append(cast_.texts[index]);
      return;
    case Slot::InstanceId:
      out.append(cast_.instances[index].id);
      return;
    case Slot::InstanceToken:
      out.append(cast_.instances[index].token);
      return;
    case Slot::InstancePhone:
      out.append(cast_.instances[index].phone);
      return;
    default:
      break;
  }
  if (index < script_.message_ids) {
    out.append(cast_.message_ids[index]);
    return;
  }
  Random random = numbers(mixed(send.stream, cast_.fresh_ids), Purpose::OwnId);
  append_message_id(out, random);
}

std::int64_t Rendering::time(Slot slot, const Send& send) const {
  const WallTime start = surroundings_.start;
  switch (slot) {
    case Slot::MommentMs:
      return since_1970<milliseconds>(start, send.told);
    case Slot::MommentSeconds:
      return since_1970<seconds>(start, send.told) * 1000;
    case Slot::NowMs:
      return since_1970<milliseconds>(start, send.present);
    default:
      return since_1970<seconds>(start, send.present);
  }
}

void Rendering::append_drawn(std::string& out, Slot slot, std::uint32_t index,
                             const Send& send) const {
  if (slot == Slot::UserAgent) {
    Random random = numbers(send.stream, Purpose::UserAgent);
    out.append(user_agent(random));
    return;
  }
  const std::uint64_t stream =
      cast_.fresh_ids == 0 ? send.stream : mixed(send.stream, cast_.fresh_ids);
  Random random = numbers(mixed(stream, index), Purpose::Uuid);
  append_uuid(out, random);
}

void Rendering::append_surroundings(std::string& out, Slot slot, std::uint32_t index) const {
  switch (slot) {
    case Slot::Target:
      return append_known(out, known(surroundings_.target), "target", "");
    case Slot::TargetOrigin:
      return append_known(out, known(surroundings_.target_origin), "target.origin", "");
    case Slot::Api:
      return append_known(out, known(surroundings_.api), "api", "");
    case Slot::Env:
      return append_known(out, known(surroundings_.env, index), "env.", script_.env[index]);
    default:
      return append_known(out, known(surroundings_.saved, index), "", script_.saved[index]);
  }
}

}  // namespace ensaio
