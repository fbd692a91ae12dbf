#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "simulator/scenario/expectation.hpp"
#include "simulator/scenario/step.hpp"
#include "simulator/wire/callback.hpp"

namespace ensaio {

/// Who speaks: an instance of the provider's. Empty fields are made from the seed.
struct Instance {
  std::string name{};  ///< As in `instances`; empty for the only one.
  std::string id{};
  std::string token{};
  std::string client_token{};
  std::string phone{};
};

/// A conversation partner.
struct ChatRole {
  std::string name{};
  std::string phone{};  ///< With its suffix; empty: made from the seed.
  std::string lid{};    ///< Empty: made from the seed.
  std::string display_name{};
  ChatType type = ChatType::Private;
  InstanceIndex instance = 0;
};

/// A message, or `count` of them that are told together.
struct MessageRole {
  std::string name{};
  ChatIndex chat = 0;
  std::string id{};  ///< Empty: made from the seed. Only where count is 1.
  std::string text{};
  std::string type = "text";
  std::uint32_t count = 1;
  bool awaited = false;  ///< An `await` names it: from there on it is what the application sent.
};

/// Where callbacks of a kind go, where the file says so. No kind: `every`.
struct WebhookUrl {
  std::optional<Kind> kind{};
  std::string url{};  ///< May hold templates.
};

/// A name and a text, as in `env` and in headers.
struct NamedText {
  std::string name{};
  std::string text{};
};

/// How to ask the receiver what it believes. Kept as written until it can be played.
struct Oracle {
  Place place{};
};

/// What a person wrote, checked: every name is resolved to an index, every value has its type.
/// Immutable once loaded.
struct Scenario {
  std::string file{};  ///< As the user named it; "-" for standard input; "pack:odd/late-read".
  Place place{};       ///< Of the document's `scenario` key.
  std::string name{};
  std::string about{};
  std::vector<std::string> tags{};
  Dialect dialect = Dialect::Zapi;
  std::optional<std::uint64_t> seed{};
  std::optional<WallTime> start{};  ///< Nothing: now.
  Clock clock{};
  bool clock_given = false;  ///< By the file itself.
  Pace pace = Pace::Answered;
  std::optional<std::string> target{};  ///< From the project file only.
  std::vector<Instance> instances{};    ///< At least one.
  std::vector<ChatRole> chats{};        ///< At least one, where anything needs one.
  std::vector<MessageRole> messages{};
  std::vector<WebhookUrl> webhooks{};
  std::vector<std::string> env{};    ///< Names of environment variables that templates may use.
  std::vector<std::string> saved{};  ///< Names that `save` gives, in order of the file.
  std::vector<Step> steps{};
  RunExpectation expect{};
  std::optional<Oracle> oracle{};
  std::vector<std::string> invariants{};
  std::vector<std::string>
      files{};  ///< Place::file indexes this: the file itself, then those it uses.
  std::vector<Unplayable> unplayable{};  ///< What this version can check but not play, in order.
};

}  // namespace ensaio
