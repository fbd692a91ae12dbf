#include "simulator/timeline/plan.hpp"

#include <algorithm>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "simulator/base/json_text.hpp"
#include "simulator/base/sha256.hpp"
#include "simulator/timeline/conversation.hpp"

namespace ensaio {
namespace {

/// Writes a send as a line of the plan.
class LineText {
 public:
  LineText(const Script& script, const Rendering& rendering)
      : script_(script), rendering_(rendering) {}

  /// Good until the next call.
  const std::string& of(const Send& send) {
    const Line& line = script_.lines[send.line];
    const StepName& step = script_.steps[line.step];
    const auto at = std::chrono::floor<std::chrono::microseconds>(send.at);
    text_.assign(R"({"at_us":)").append(std::to_string(at.count()));
    append(R"(,"step":)", step.position);
    append(R"(,"label":)", step.label);
    append(R"(,"verb":)", kVerbs.text(line.verb));
    append(R"(,"kind":)", line.kind ? kKinds.text(*line.kind) : "call");
    append_headers(line, send);
    text_.append(R"(,"body":)");
    if (line.body.count == 0) text_.append("null");
    rendering_.append(text_, line.body, send);
    return text_.append("}");
  }

 private:
  void append(std::string_view key, std::string_view text) {
    text_.append(key);
    append_json_string(text_, text);
  }

  void append_headers(const Line& line, const Send& send) {
    text_.append(R"(,"headers":{)");
    bool first = true;
    for (const CompiledHeader& header : script_.header_sets[line.headers].each) {
      value_.clear();
      rendering_.append(value_, header.value, send);
      append(first ? "" : ",", header.name);
      append(":", value_);
      first = false;
    }
    text_.append("}");
  }

  const Script& script_;
  const Rendering& rendering_;
  std::string text_{};
  std::string value_{};
};

/// A send that is due. Of equal times the one that was asked for first comes first.
struct Due {
  Send send{};
  std::uint64_t number = 0;
  bool operator>(const Due& other) const {
    return std::pair(send.at, number) > std::pair(other.send.at, other.number);
  }
};

/// What is due, in order.
class Agenda {
 public:
  void add(std::vector<Send>& sends) {
    for (const Send& send : sends) due_.push(Due{.send = send, .number = added_++});
    sends.clear();
  }
  bool empty() const { return due_.empty(); }
  Send take() {
    const Send send = due_.top().send;
    due_.pop();
    return send;
  }

 private:
  std::priority_queue<Due, std::vector<Due>, std::greater<>> due_{};
  std::uint64_t added_ = 0;
};

/// What the application is still to say stays as it may be written.
Cast as_far_as_known(const Script& script, Cast cast) {
  for (const Await& await : script.awaits) {
    if (!await.as) continue;
    cast.message_ids[await.as->id] = "{{ messages." + await.as->name + ".id }}";
    cast.zaap_ids[await.as->id] = "{{ messages." + await.as->name + ".zaap_id }}";
    cast.texts[await.as->id] = "{{ messages." + await.as->name + ".text }}";
  }
  return cast;
}

}  // namespace

Plan plan(const Script& script, const Cast& cast, Seed seed, WallTime start,
          const std::function<void(const Send&, const std::string& json_line)>& told) {
  const Surroundings surroundings{.start = start};
  std::optional<Cast> known;
  if (!script.awaits.empty()) known = as_far_as_known(script, cast);
  const Rendering rendering(script, known ? *known : cast, surroundings);
  LineText text(script, rendering);
  Plan plan;
  Sha256 hash;
  Agenda agenda;
  Conversation conversation(script, seed);
  std::vector<Send> sends;
  conversation.begin(Offset::zero(), sends);
  for (agenda.add(sends); !agenda.empty(); agenda.add(sends)) {
    const Send send = agenda.take();
    if (send.is_await()) {
      if (told) told(send, {});
      conversation.called(send.strand, send.at, sends);
      continue;
    }
    const std::string& line = text.of(send);
    hash.add(line);
    hash.add("\n");
    if (told) told(send, line);
    ++plan.sends;
    plan.ends = std::max(plan.ends, send.at);
    conversation.departed(send.strand, sends);
    conversation.settled(send.strand, send.at, sends);
  }
  plan.hash = hash.hex();
  return plan;
}

}  // namespace ensaio
