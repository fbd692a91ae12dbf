#include "simulator/timeline/press.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "simulator/base/random.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/wire/headers.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {
namespace {

constexpr Offset kAnswerTimeout = std::chrono::seconds(10);

std::uint64_t hash(const std::vector<Fragment>& fragments) {
  std::uint64_t key = fragments.size();
  for (const Fragment& fragment : fragments) {
    key = mixed(key, static_cast<std::uint64_t>(fragment.slot));
    key = mixed(key, (std::uint64_t{fragment.index} << 32U) | fragment.length);
  }
  return key;
}

/// What the modifiers of a step that has none say.
const Modifiers& modifiers_of(const Step& step) {
  static const Modifiers kPlain{};
  return step.modifiers ? *step.modifiers : kPlain;
}

Problem unknown_template(const Error& error) {
  return {.code = Code::UnknownTemplate, .message = error.message, .hint = error.hint};
}

}  // namespace

Press::Press(const Scenario& scenario, Marking& marking, Script& script)
    : scenario_(scenario),
      marking_(marking),
      script_(script),
      plain_sets_(scenario.instances.size()) {}

Result<Line, Problem> Press::line(const Step& step, const Said& said) {
  const Modifiers& modifiers = modifiers_of(step);
  Line line{.verb = step.verb, .kind = said.kind, .instance = said.instance};
  line.method = said.method;
  line.url = fragments(said.url, false);
  line.body = fragments(said.body, true);
  line.late = modifiers.late;
  line.copies = std::max(modifiers.copies, 1U);
  line.copies_gap = modifiers.copies_gap;
  line.timeout = modifiers.timeout.value_or(kAnswerTimeout);
  line.callback = said.callback;
  if (const auto* call = std::get_if<CallStep>(&step.action)) line.save = call->save;
  const auto headers = header_set(step, said);
  if (!headers) return unknown_template(headers.error());
  line.headers = *headers;
  if (!modifiers.expect) return line;
  // A pointer into the step's modifiers, which it keeps alive.
  line.expect = {step.modifiers, &*modifiers.expect};
  const auto to = marking_.text(line.expect->to);
  if (!to) return unknown_template(to.error());
  line.to = fragments(*to, false);
  return line;
}

Result<std::uint32_t> Press::header_set(const Step& step, const Said& said) {
  const auto& changes = modifiers_of(step).headers;
  const bool plain = said.kind && changes.empty();
  if (plain && plain_sets_[said.instance]) return *plain_sets_[said.instance];
  auto headers =
      said.kind ? callback_headers(scenario_.dialect, slot_mark(Slot::InstanceToken, said.instance),
                                   slot_mark(Slot::UserAgent))
                : said.headers;
  const auto changed = marking_.headers(std::move(headers), changes);
  if (!changed) return changed.error();
  const std::uint32_t set = header_set(*changed);
  if (plain) plain_sets_[said.instance] = set;
  return set;
}

Fragments Press::fragments(std::string_view marked, bool in_json) {
  cut_.clear();
  cut(marked, [&](Slot slot, std::size_t index, std::string_view bytes) {
    cut_.push_back(slot == Slot::Literal ? literal(bytes)
                                         : Fragment{.slot = slot,
                                                    .in_json = in_json,
                                                    .index = static_cast<std::uint32_t>(index)});
  });
  const std::uint64_t key = hash(cut_);
  const auto [first, last] = runs_.equal_range(key);
  for (auto run = first; run != last; ++run) {
    const auto begin = script_.fragments.begin() + static_cast<std::ptrdiff_t>(run->second.first);
    if (run->second.count == cut_.size() && std::equal(cut_.begin(), cut_.end(), begin)) {
      return run->second;
    }
  }
  const Fragments made{static_cast<std::uint32_t>(script_.fragments.size()),
                       static_cast<std::uint32_t>(cut_.size())};
  script_.fragments.insert(script_.fragments.end(), cut_.begin(), cut_.end());
  runs_.emplace(key, made);
  return made;
}

Fragment Press::literal(std::string_view bytes) {
  const std::uint64_t key = mixed(0, bytes);
  const auto [first, last] = literals_.equal_range(key);
  const std::string_view all = script_.bytes;
  for (auto known = first; known != last; ++known) {
    if (all.substr(known->second.index, known->second.length) == bytes) return known->second;
  }
  const Fragment made{.index = static_cast<std::uint32_t>(all.size()),
                      .length = static_cast<std::uint32_t>(bytes.size())};
  script_.bytes.append(bytes);
  literals_.emplace(key, made);
  return made;
}

std::uint32_t Press::header_set(const std::vector<Header>& marked) {
  std::string key;
  for (const Header& header : marked) {
    key.append(header.name).append(1, '\0').append(header.value).append(1, '\0');
  }
  const auto next = static_cast<std::uint32_t>(script_.header_sets.size());
  const auto [known, is_new] = header_sets_.emplace(key, next);
  if (!is_new) return known->second;
  HeaderSet set;
  std::string text;
  for (const Header& header : marked) {
    set.each.push_back({header.name, fragments(header.value, false)});
    text.append(header.name).append(": ").append(header.value).append("\r\n");
    set.breaks_out = set.breaks_out || ends_a_line(header.name) || ends_a_line(header.value);
    set.has_host = set.has_host || same_name(header.name, "host");
    set.has_length = set.has_length || same_name(header.name, "content-length");
  }
  set.text = fragments(text, false);
  script_.header_sets.push_back(std::move(set));
  return next;
}

}  // namespace ensaio
