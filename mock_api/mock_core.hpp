#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "mock_api/call_journal.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/player_thread.hpp"
#include "mock_api/provider.hpp"
#include "mock_api/rule_book.hpp"
#include "mock_api/runs.hpp"
#include "mock_api/story.hpp"
#include "simulator/timeline/calls.hpp"

namespace ensaio {

struct MockCoreSettings {
  ProviderSettings provider{};
  Rules rules{};
  MagicNumbers magic = MagicNumbers::Meant;
  std::vector<std::shared_ptr<const Story>> plays{};  ///< Once for each instance that registers.
  TargetRule rule{};
  SocketOptions sockets{};
  Clock clock{};         ///< Of what follows calls. Runs keep their own.
  std::string target{};  ///< Where callbacks go that no webhook is registered for; empty: nowhere.
  std::uint64_t seed = 0;
  /// Told of every call that an endpoint stands for, on the thread that answers it. It returns when
  /// the answer may be written; what it returns lives until that was done. Null: nobody is told.
  std::function<std::shared_ptr<void>(IncomingCall call)> hear{};
};

/// What a caller may wait for.
struct Awaited {
  enum class What : std::uint8_t {
    Quiet,     ///< Nothing under way or to come, and nothing happened for `quiet`.
    Finished,  ///< Every run is over.
    Count,     ///< At least `count` callbacks of `kind` were told.
  };
  What what = What::Quiet;
  Offset quiet{};
  std::string kind{};
  std::uint64_t count = 0;
};

/// What was still open when a wait ended.
struct StillOpen {
  bool reached = false;
  std::size_t conversations = 0;  ///< Under way, with callbacks to come.
  std::size_t runs = 0;
  std::uint64_t told = 0;  ///< Callbacks of the kind that was waited for.
};

/// The mock API without its sockets for being asked: what it knows, what it plays, what it tells
/// about it. Every member function may be called from any thread.
class MockCore {
 public:
  explicit MockCore(MockCoreSettings settings);
  /// Stops; nobody may be in one of the functions below.
  ~MockCore();
  MockCore(const MockCore&) = delete;
  MockCore& operator=(const MockCore&) = delete;

  /// Where it is reached, for templates.
  void be_at(std::string url);

  /// A call of the application's, on any path of the provider's.
  Reply call(const Question& question);

  /// Begins to play `story`, as `instance` tells it where it is not empty. Its id.
  Runs::Begun begin(const std::shared_ptr<const Story>& story, std::optional<std::uint64_t> seed,
                    const std::string& instance);

  /// Waits no longer than `within`. `instance`: of which one, empty for all.
  StillOpen wait(const Awaited& awaited, Offset within, const std::string& instance);
  /// The same for one run; whether it is over.
  bool wait_for_run(std::uint64_t id, Offset within);
  /// Ends every wait, now and from now on.
  void end_waits();

  /// Nothing where there is no such run.
  std::optional<std::string> run_json(std::uint64_t id) const;
  std::string runs_json(const std::string& instance) const;
  std::string journal_json(const CallJournal::Wanted& wanted) const;
  std::string calls_json(const CallJournal::Wanted& wanted) const;
  /// The instances, what they have registered, and what they had.
  std::string webhooks_json(const std::string& instance) const;

  /// Rules of one instance, or of all where it is empty, until they are reset.
  void set_rules(const std::string& instance, Rules rules);
  /// Forgets registrations, rules, runs and journal of one instance, or of all.
  void reset(const std::string& instance);

  /// How many calls were heard, and attempts of callbacks told, since it began.
  struct Totals {
    std::uint64_t calls = 0;
    std::uint64_t callbacks = 0;
  };
  Totals totals() const;

 private:
  /// What is known of one instance beside what the provider knows.
  struct Local {
    std::shared_ptr<const RuleBook> rules;  ///< Null: those of all.
    RuleCounts counts;
    std::set<const Story*> played;  ///< Of `plays`.
    std::size_t under_way = 0;
    Offset last{};  ///< When something happened.
  };

  struct Ordered {
    std::shared_ptr<Rendition> rendition;
    std::string instance;
    std::uint64_t cause = 0;
    std::optional<std::uint64_t> run{};
    std::string otherwise{};  ///< The URL for kinds that none is registered for.
  };

  /// What follows a call.
  struct Followers {
    std::vector<PlayOrder> orders{};
    bool overtake = false;  ///< They leave before our answer does.
  };

  PlayOrder order(Ordered ordered);
  PlayOrder order_of(Sequel sequel, const std::string& instance, std::uint64_t cause);
  std::string url_of(const std::string& instance, Kind kind, const std::string& otherwise) const;
  const Endpoint* way(const std::string& instance, Kind kind, const std::string& otherwise);
  void told(const Ordered& ordered, const Outcome& outcome);
  void over(const Ordered& ordered);
  void happened(const std::string& instance);
  void follow_send(const SentMessage& message, std::uint64_t cause, Reply& reply,
                   Followers& followers);
  void follow_registration(const ProviderAnswer& answer, std::uint64_t cause, Followers& followers);
  IncomingCall incoming_call(const Question& question, const ProviderAnswer& answer) const;
  bool spoilt(const ProviderAnswer& answer, Reply& reply);
  Reply let_go(Reply reply, Followers followers);
  CallContext context(const std::string& instance);
  const RuleBook& rules_for(const Local& local) const;
  StillOpen look(const Awaited& awaited, const std::string& instance) const;
  std::size_t under_way(const std::string& instance) const;

  const MockCoreSettings settings_;
  mutable std::mutex mutex_;  // Guards all below but the player.
  std::condition_variable changed_;
  std::string url_;
  Provider provider_;
  std::shared_ptr<const RuleBook> rules_;
  std::map<std::string, Local, std::less<>> locals_;
  std::map<std::string, Endpoint, std::less<>> endpoints_;  ///< Never erased: the player has them.
  CallJournal journal_;
  Runs runs_;
  Totals totals_;
  std::uint64_t last_number_ = 0;
  bool waits_end_ = false;
  bool stopping_ = false;
  PlayerThread player_;  // Last: it calls back into all of it.
};

}  // namespace ensaio
