#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/base/offset.hpp"
#include "simulator/base/result.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {

/// A run of bytes that stay, or a gap to be filled in.
struct Fragment {
  Slot slot = Slot::Literal;
  bool in_json = false;      ///< Inside a JSON string: what fills the gap is escaped.
  std::uint32_t index = 0;   ///< Of the slot; for a literal where it begins in Script::bytes.
  std::uint32_t length = 0;  ///< Of a literal.
  bool operator==(const Fragment&) const = default;
};

/// Some of Script::fragments, in a row.
struct Fragments {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
};

struct CompiledHeader {
  std::string name{};
  Fragments value{};
};

/// The headers of a request: each, and all of them as they stand in it.
struct HeaderSet {
  std::vector<CompiledHeader> each{};
  Fragments text{};  ///< "name: value", CR and LF after each.
  bool has_host = false;
  bool has_length = false;  ///< A content-length.
  bool breaks_out = false;  ///< What stands in one of them itself holds a line break or NUL.
};

/// What one step says, written into its dialect once, with gaps for what differs.
struct Line {
  std::uint32_t step = 0;  ///< Into Script::steps.
  Verb verb = Verb::Sent;
  std::optional<Kind> kind{};  ///< Nothing: a call.
  InstanceIndex instance = 0;
  std::string method = "POST";
  Fragments url{};  ///< Of a call; else empty, and the kind's URL is looked up.
  Fragments body{};
  std::uint32_t headers = 0;  ///< Into Script::header_sets: shared by lines that have the same.
  std::optional<Span> late{};
  std::uint32_t copies = 1;
  Offset copies_gap{};
  Offset timeout{};
  std::shared_ptr<const Expectation> expect{};  ///< Null: none but the run's.
  Fragments to{};                               ///< The URL that the expectation's `to` says.
  std::vector<std::pair<std::uint32_t, std::string>> save{};
  std::string callback{};  ///< What a timeline calls it: "COMPOSING", "READ", "DeliveryCallback".
};

/// What reports say of a step.
struct StepName {
  std::string position{};  ///< "3", or "4.2" inside a group, "4.left.1" in a named branch.
  std::string label{};
  std::string intent{};
  Place place{};
};

/// A group whose `expect` says how long all of it may take, from its first send to its last ending.
struct TimedGroup {
  StepName name{};
  Offset within{};               ///< Real time.
  std::uint32_t first_line = 0;  ///< The lines inside it: a range of Script::lines.
  std::uint32_t lines = 0;
  std::uint32_t repeats = 0;  ///< How many repeats stand around it; each of their rounds is timed.
};

/// Which calls of the application are meant, as one telling says it.
struct CallMatch {
  struct Condition {
    std::string field{};  ///< Its name, or a JSON Pointer.
    Fragments json{};     ///< What it must be: JSON; in a string `*` stands for anything.
  };
  std::string route{};  ///< `*` stands for anything.
  std::vector<Condition> where{};
  std::string words{};  ///< "a send-text to ana".
};

/// A step that waits for the application.
struct Await {
  /// A message that the call becomes.
  struct As {
    std::string name{};
    std::uint32_t id = 0;    ///< Into Cast::message_ids.
    std::uint32_t own = 0;   ///< Into Cast::chats: the message's own entry,
    std::uint32_t chat = 0;  ///< and that of its chat.
    bool in_group = false;   ///< What is told of it is written as of a group.
  };
  std::uint32_t step = 0;  ///< Into Script::steps.
  CallMatch call{};
  std::optional<Offset> quiet{};  ///< Until there has been no call for so long.
  Offset within{};
  std::optional<As> as{};
  bool overtaken = false;  ///< The next step leaves before our answer to the call.
};

/// How many calls of a sort there must have been in the end.
struct CallTally {
  CallMatch calls{};
  std::uint64_t count = 0;
  Offset lasts{};          ///< How long they are counted after the last step.
  bool until_met = false;  ///< No longer than it takes to reach the count.
};

/// How the story goes on: a tree in one array.
struct Beat {
  enum class Do : std::uint8_t { Say, Wait, At, Row, Parallel, Shuffle, Choose, Repeat, Await };
  Do what = Do::Row;
  /// Say: into lines. Await: into awaits. Wait: into spans. Shuffle: into keeps. Choose: into
  /// weights.
  std::uint32_t index = 0;
  std::uint32_t first = 0;  ///< Children, a range of Script::children; each an index into beats.
  std::uint32_t count = 0;
  std::uint64_t key = 0;    ///< Of its random stream: scenario name and label or position.
  Offset time{};            ///< At: when. Repeat: `every`; 0 is none.
  std::uint32_t times = 1;  ///< Of a repeat.
};

/// A scenario made ready to play: shared by all conversations that play it, never changed.
struct Script {
  std::string name{};
  std::vector<StepName> steps{};
  std::vector<Line> lines{};
  std::vector<Await> awaits{};
  std::vector<CallTally> tallies{};
  std::vector<TimedGroup> timed{};  ///< Inner ones before those around them.
  std::vector<HeaderSet> header_sets{};
  std::vector<Fragment> fragments{};
  std::string bytes{};
  std::vector<Beat> beats{};  ///< The first is the whole: a row. So are a parallel's children.
  std::vector<std::uint32_t> children{};
  std::vector<Span> spans{};
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> keeps{};  ///< Of shuffles.
  std::vector<std::vector<std::uint32_t>> weights{};                          ///< Of chooses.
  std::vector<std::string> env{};    ///< What Slot::Env counts.
  std::vector<std::string> saved{};  ///< What Slot::Saved counts.
  /// How many ids Slot::MessageId counts: those of the scenario's messages, in their order. One
  /// more stands for a message that only its own step knows: its id comes from the step's stream.
  std::uint32_t message_ids = 0;
  Pace pace = Pace::Answered;

  /// Whether anything in it depends on what the application calls.
  bool listens() const { return !awaits.empty() || !tallies.empty(); }
  /// Whether it says anywhere where the mock API is.
  bool names_api() const {
    return std::any_of(fragments.begin(), fragments.end(),
                       [](const Fragment& one) { return one.slot == Slot::Api; });
  }
};

/// Writes `scenario` into its dialect, once. Every problem that only shows in the bodies is told: a
/// field that is not there to be set, an `at` earlier than the step before. `scenario` must have
/// loaded without errors and hold nothing unplayable.
Result<Script, Problems> script(const Scenario& scenario);

/// The shortest time that the beat at `index` can take, where no answer takes any.
Offset shortest(const Script& script, std::uint32_t index);

/// When the beat at `index` that begins at `begin` ends at the latest, where no answer takes any
/// time.
Offset latest_end(const Script& script, std::uint32_t index, Offset begin);

/// One problem per thing in `scenario` that this version can check but not play.
Problems not_yet_playable(const Scenario& scenario);

}  // namespace ensaio
