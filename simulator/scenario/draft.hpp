#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/document/tree.hpp"
#include "simulator/scenario/load.hpp"

// What the readers of one scenario share while it is read. Private to the loader.

namespace ensaio {

/// What a problem says, beside its code and its place.
struct Saying {
  std::string message{};
  std::string hint{};
  std::string note{};
};

/// A scenario that is being read, from all its files.
struct Draft {
  Scenario scenario{};
  Problems problems{};
  LoadOptions options{};
  std::uint32_t pages = 0;
  bool dialect_known = true;       ///< Otherwise it was misspelt, and no word is held against it.
  bool reading_steps = false;      ///< Before that, what any call saves may be named.
  bool asking_oracle = false;      ///< Its templates know `id` and `phone` too.
  std::set<MessageIndex> bound{};  ///< Awaited messages whose `await` has been read.
  std::set<Kind> warned{};         ///< Kinds without a webhook: once per scenario is enough.
  std::shared_ptr<const Modifiers> defaults{};       ///< Null: none.
  std::map<std::string, Mark, std::less<>> saves{};  ///< Every name that some call saves: where.
  std::map<std::string, std::shared_ptr<const Modifiers>>
      modifiers{};  ///< By how they are written.
};

/// What the names of one file stand for.
struct Names {
  std::map<std::string, ChatIndex, std::less<>> chats{};
  std::map<std::string, MessageIndex, std::less<>> messages{};
  std::map<std::string, Mark, std::less<>> labels{};
  std::size_t own_chats = 0;        ///< How many the file itself names.
  std::optional<ChatIndex> only{};  ///< The chat of messages that name none, if it has just one.
  /// Some could not be read: an unknown name may be one of them, and is nobody's mistake twice.
  bool incomplete = false;
};

/// One file of a scenario, while it is read: where its nodes stand and what its names mean. A file
/// that is used twice is two pages, since its names may stand for others each time.
class Page {
 public:
  /// `draft` must outlive it; `user` is the page that uses this one, null for the main one.
  Page(Draft& draft, std::uint32_t file, Page* user)
      : draft_(draft), file_(file), serial_(draft.pages++), user_(user) {}
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  Draft& draft() const { return draft_; }
  Scenario& scenario() const { return draft_.scenario; }
  Page* user() const { return user_; }
  std::uint32_t file() const { return file_; }
  /// Different for every page of a draft.
  std::uint32_t serial() const { return serial_; }
  const std::string& file_name() const { return draft_.scenario.files[file_]; }

  Place place(const Node& node) const { return {file_, node.mark(), node.width()}; }
  void error(Code code, const Node& at, Saying saying) const;
  void warning(Code code, const Node& at, Saying saying) const;
  /// This version reads it, and checks it, but cannot play it.
  void not_yet(const Node& at, std::string_view what) const;

  /// The chat or message that `name` stands for here. Nothing, and a problem, where there is none.
  std::optional<ChatIndex> chat(const Node& name) const;
  /// `instead`: what is asked where a chat is named, "did you mean incoming?".
  std::optional<MessageIndex> message(const Node& name, std::string_view instead = {}) const;
  std::optional<InstanceIndex> instance(const Node& name) const;

  /// A scalar's text, its templates checked and put as the whole scenario says them: the names of a
  /// used file may stand for others.
  std::string text(const Node& scalar) const;
  /// The same for a text where no template can stand.
  std::string plain(const Node& scalar) const;
  /// Any value as compact JSON, its templates treated as those of text().
  std::string json(const Node& value) const;

  Names names{};
  /// The pages that this one uses, by the place of the `use`.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::unique_ptr<Page>> uses{};
  std::optional<Node> document{};

 private:
  void tell(Severity severity, Code code, const Node& at, Saying saying) const;

  Draft& draft_;
  std::uint32_t file_;
  std::uint32_t serial_;
  Page* user_;
};

/// A problem at a node of `file`.
Problem problem_at(Severity severity, Code code, const std::string& file, const Node& at,
                   Saying saying);

/// "a, b, c", at most twelve of them.
std::string listed(const std::vector<std::string_view>& words);

/// "did you mean 'sent'?", or nothing where no word is near.
std::string did_you_mean(std::string_view text, const std::vector<std::string_view>& words);

/// The keys of a map of names.
template <class Map>
std::vector<std::string_view> keys_of(const Map& map) {
  std::vector<std::string_view> keys;
  keys.reserve(map.size());
  for (const auto& [key, value] : map) keys.emplace_back(key);
  return keys;
}

}  // namespace ensaio
