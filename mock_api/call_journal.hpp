#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "mock_api/sent_message.hpp"
#include "simulator/report/record.hpp"
#include "simulator/scenario/scenario.hpp"

namespace ensaio {

/// A request that the mock API was asked, on any path but its own control API's.
struct HeardCall {
  WallTime at{};
  std::string instance{};  ///< Its id; empty where the request names none.
  std::string method{};
  std::string path{};        ///< As it was written, with its query.
  std::string route{};       ///< "send-text"; empty where nothing stands at that path.
  std::string phone{};       ///< Of what was sent, else empty; so are the next two.
  std::string message_id{};  ///< As it was answered.
  std::string zaap_id{};
  std::string body{};       ///< At most 16 KiB of it.
  int status = 0;           ///< What we answered.
  std::string near_miss{};  ///< What was probably meant; empty where all is well.
  std::string warning{};    ///< What the real provider would take amiss; likewise.
};

/// One attempt of a callback.
struct SentCallback {
  WallTime at{};  ///< When its ending was known.
  std::string instance{};
  std::uint64_t cause = 0;  ///< The call that it follows, by its number; 0: none.
  std::uint64_t run = 0;    ///< The conversation that it belongs to.
  Attempt attempt{};
};

/// What the mock API heard and told, in the order in which it did, with cause and effect linked.
/// Bounded: the oldest entries go first. One thread.
class CallJournal {
 public:
  static constexpr std::size_t kMostEntries = 10'000;
  static constexpr std::size_t kMostBody = std::size_t{16} * 1024;

  /// Which entries are wanted. Empty texts: all.
  struct Wanted {
    enum class Direction : std::uint8_t { Both, In, Out };
    std::uint64_t since = 0;  ///< The first number wanted.
    Direction direction = Direction::Both;
    bool unmatched = false;  ///< Only calls that nothing stands for.
    std::string instance{};
    std::string route{};       ///< May end in `*`. Of calls.
    std::string phone{};       ///< Of calls.
    std::size_t limit = 1000;  ///< No more than so many; `next` of the answer has the rest.
  };

  struct Entry {
    std::uint64_t number = 0;
    std::variant<HeardCall, SentCallback> what{};
    std::vector<std::uint64_t> caused{};  ///< Of a call.
  };

  /// Those that were wanted, copied.
  struct Page {
    std::vector<Entry> entries{};
    std::uint64_t next = 0;  ///< The `since` of the next page.
    std::uint64_t evicted = 0;
  };

  explicit CallJournal(std::size_t most_entries = kMostEntries) : most_entries_(most_entries) {}

  /// The number of the entry, from 1.
  std::uint64_t add(HeardCall call);
  std::uint64_t add(SentCallback callback);
  /// What the call was answered in the end.
  void set_status(std::uint64_t number, int status);

  Page page(const Wanted& wanted) const;
  /// Calls that an endpoint stands for, all of them, whatever the limit says.
  Page calls(const Wanted& wanted) const;

  /// The last message that `instance` sent and that was answered that messageId or zaapId; its
  /// phone and its ids. Nothing where there is none.
  std::optional<SentMessage> sent(const std::string& instance, const std::string& id) const;

  /// Forgets what belongs to `instance`; everything where it is empty. Numbers go on.
  void forget(const std::string& instance);

 private:
  std::uint64_t put(std::variant<HeardCall, SentCallback> what);
  Entry* find(std::uint64_t number);
  std::deque<Entry>::const_iterator from(std::uint64_t number) const;

  const std::size_t most_entries_;
  std::deque<Entry> entries_;  ///< By number.
  std::uint64_t last_ = 0;
  std::uint64_t evicted_ = 0;
};

/// {"entries": [...], "next": N, "evicted": N}: ask again with `since` = N for what comes later.
std::string journal_json(const CallJournal::Page& page);
/// {"count": N, "calls": [...], "evicted": N}
std::string calls_json(const CallJournal::Page& page);

}  // namespace ensaio
