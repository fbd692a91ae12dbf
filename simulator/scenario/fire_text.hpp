#pragma once

#include <string>
#include <vector>

#include "simulator/base/result.hpp"

namespace ensaio {

/// One callback that somebody wants sent by hand. Empty: not said.
struct FireWords {
  std::string verb{};
  std::string phone{};
  std::vector<std::string> ids{};
  std::vector<std::string> by{};  ///< Participants of a group.
  std::string text{};
  std::string like{};
  std::string error{};
  std::string error_code{};
  std::string device{};
  std::string late{};
  std::string kind{};                  ///< Of `raw`, where no type in the body says it.
  std::string with{};                  ///< A JSON object; of `raw` the whole body.
  std::vector<std::string> headers{};  ///< "name: value".
};

/// What the words are called where they were said, for errors.
struct FireNames {
  std::string phone = "--phone";
  std::string ids = "--id";
  std::string with = "--with";
  std::string headers = "--header";
};

/// The same as the text of a scenario with one step, so that it is checked and played like any.
/// Error: an unknown verb, or words that are no JSON object, no header, or that
/// mean nothing beside the verb.
Result<std::string> fire_text(const FireWords& words, const FireNames& names = {});

/// Whether the verb tells something of a chat, so that a phone is needed.
bool needs_chat(const std::string& verb);

}  // namespace ensaio
