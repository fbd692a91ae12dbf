#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "simulator/base/enum_table.hpp"
#include "simulator/base/offset.hpp"
#include "simulator/timeline/conversation.hpp"

namespace ensaio {

/// The receiver answered, whatever it said.
struct Answered {
  int status = 0;
  std::string head{};      ///< "name: value" lines of the answer's headers, as received.
  std::string body{};      ///< At most 1 MiB of it.
  bool truncated = false;  ///< There was more.
};

/// No complete answer in time.
struct TimedOut {
  std::string where{};  ///< "connecting", "connecting, in the TLS handshake", "sending",
                        ///< "waiting for the answer", "reading the answer".
};

/// There was no way to an answer.
struct Unreachable {
  enum class Why : std::uint8_t {
    Refused,  ///< Nothing listens there.
    NameNotFound,
    NotAllowed,   ///< The target rule.
    Certificate,  ///< The receiver's, not trusted.
    Tls,          ///< The handshake failed otherwise; nothing that was sent was heard.
    Reset,
    Closed,    ///< Without a complete answer.
    Garbage,   ///< Not HTTP.
    Overflow,  ///< Not sent: no more may be under way, and it was not to wait.
    Other,
  };
  Why why = Why::Other;
  std::string reason{};  ///< In words: "connection refused".
};

/// The run ended before it did.
struct Abandoned {};

/// How one attempt ended. A failed delivery is not an error of ours: it is what we came to see.
using Ending = std::variant<Answered, TimedOut, Unreachable, Abandoned>;

/// What a call was to keep of its answer, and why it could not.
struct NotSaved {
  std::string name{};
  std::string why{};  ///< In words: "nothing at '/id'".
};

/// One attempt. Always: due <= sent <= answered, real time since the start of the run.
struct Outcome {
  Send send{};
  std::uint32_t attempt = 1;
  std::string url{};
  std::string request{};  ///< The body that was sent.
  Offset due{};           ///< When it should have been sent.
  Offset sent{};          ///< When it was.
  Offset answered{};      ///< When the ending was known.
  Ending ending{};
  bool resent = false;                ///< Once more by the client, unheard before; see World.
  std::vector<NotSaved> not_saved{};  ///< Of a call. Each is a failed check "save NAME".
};

}  // namespace ensaio
