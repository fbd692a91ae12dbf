#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/document/values.hpp"
#include "simulator/grammar/words.hpp"
#include "simulator/scenario/expectation.hpp"
#include "simulator/scenario/place.hpp"
#include "simulator/wire/body.hpp"
#include "simulator/wire/dialect.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {

using InstanceIndex = std::uint32_t;  ///< Into Scenario::instances.
using ChatIndex = std::uint32_t;      ///< Into Scenario::chats.
using MessageIndex = std::uint32_t;   ///< Into Scenario::messages.

/// Something that this version reads and checks but cannot play yet.
struct Unplayable {
  Place place{};
  std::string what{};  ///< The word: "together", "fault", "oracle".
};

struct Step;
using Steps = std::vector<Step>;

struct PresenceStep {
  ChatIndex chat = 0;
  Presence presence = Presence::Available;
};

struct StatusStep {
  std::vector<MessageIndex> messages{};  ///< Of one chat; one callback with all their ids.
  std::vector<ChatIndex> by{};           ///< Participants of a group: one callback each.
  MessageStatus status = MessageStatus::Sent;
  int device = 0;
};

struct DeliveryStep {
  MessageIndex message = 0;
  std::string error{};
  std::string error_code{};
};

struct IncomingStep {
  std::optional<MessageIndex> message{};  ///< Nothing: a message of its own, in `chat`.
  ChatIndex chat = 0;
  std::optional<std::string> text{};
  std::string like = "text";
  std::optional<ChatIndex> by{};  ///< Who wrote, in a group.
};

struct ConnectionStep {
  InstanceIndex instance = 0;
  bool connected = true;
};

struct RawStep {
  std::string json{};
  Kind kind = Kind::Status;
  InstanceIndex instance = 0;
};

struct WaitStep {
  Span span{};
};

/// `together`, `outage` and `use`: steps in a row, by the verb with something more to them.
struct GroupStep {
  Steps steps;
  Offset lasts{};  ///< Of an outage.
};

struct Branch {
  std::string name{};
  Steps steps;
};

struct ParallelStep {
  std::vector<Branch> branches{};
};

struct ShuffleStep {
  Steps steps;
  /// The first of each pair comes before the second; indexes into `steps`.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> keep{};
};

struct Option {
  std::uint32_t weight = 1;
  Steps steps;
};

struct ChooseStep {
  std::vector<Option> options{};
};

/// `times` rounds one after the other, or one every `every` as long as it begins before `lasts`.
struct RepeatStep {
  std::uint32_t times = 1;  ///< Where `every` is 0; else how many `lasts` makes.
  Offset every{};
  Offset lasts{};
  Steps steps;
};

/// The oldest call of the application that is meant and that nobody has taken yet; or that it has
/// not called for a while. All times are real.
struct AwaitStep {
  CallPattern call{};
  std::optional<Offset> quiet{};     ///< Then nothing of `call` counts.
  Offset within{};                   ///< How long to wait.
  std::optional<MessageIndex> as{};  ///< Whose ids, chat and text are those of the call.
};

/// A header to set, or to leave out.
struct HeaderChange {
  std::string name{};
  std::optional<std::string> value{};  ///< Nothing: the header is removed.
};

/// A request of our own making to any URL.
struct CallStep {
  std::string method = "POST";
  std::string url{};                    ///< May hold templates.
  std::string json{};                   ///< The body as JSON text, with templates; empty: none.
  std::vector<HeaderChange> headers{};  ///< To the content type that a body brings.
  /// What to keep of the answer: an index into Scenario::saved, and where it is in the body.
  std::vector<std::pair<std::uint32_t, std::string>> save{};
};

using Action = std::variant<PresenceStep, StatusStep, DeliveryStep, IncomingStep, ConnectionStep,
                            RawStep, WaitStep, GroupStep, ParallelStep, ShuffleStep, ChooseStep,
                            RepeatStep, AwaitStep, CallStep>;

/// How a step is played other than plainly. Shared by the steps that have the same (defaults).
struct Modifiers {
  std::optional<Offset> at{};
  std::optional<Span> late{};
  std::vector<FieldEdit>
      edits{};  ///< `with`, then `add`, then `remove`; values may hold templates.
  std::vector<HeaderChange> headers{};
  std::uint32_t copies = 1;
  Offset copies_gap{};
  std::optional<Offset> timeout{};
  std::optional<Expectation> expect{};
  bool overtake = false;  ///< It leaves before our answer to the call that was awaited just before.
};

/// One line of the story.
struct Step {
  Place place{};
  Verb verb = Verb::Wait;
  std::string label{};
  std::string intent{};
  Action action{};
  std::shared_ptr<const Modifiers> modifiers{};  ///< Null where there are none.
};

}  // namespace ensaio
