#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mock_api/following.hpp"
#include "mock_api/rule_book.hpp"

namespace ensaio {

/// One callback as the receiver sees it.
struct ToldCallback {
  Offset at{};
  std::string callback{};  ///< As Line::callback.
  std::string body{};
};

/// Plays a sequel in virtual time at a receiver that answers at once.
std::vector<ToldCallback> performed(const Sequel& sequel);

/// The same in short: "50 DeliveryCallback, 100 SENT"; "silence" where there is no sequel.
std::string told(const Following& following);

/// A message of "send-text" to a person, and a call of instance INSTANCE in which it is sent.
SentMessage sent_message(std::string route = "send-text", Dialect dialect = Dialect::Zapi);
CallContext call_context(std::uint64_t number = 0, Offset now = {});

/// What a rule book without rules says of the message.
Following lived(const SentMessage& message, const CallContext& context = call_context());

/// The rules of a text, which must have no error. Files that they play are by their name in
/// `files`.
using TextFiles = std::map<std::string, std::string>;
Rules rules_of(const std::string& text, const TextFiles& files = {});

/// The fault in short: "503", "503 after 20 ms", "10 B/s empty", "reset"; "" where there is none.
std::string fault_text(const std::optional<AnswerFault>& fault);

}  // namespace ensaio
