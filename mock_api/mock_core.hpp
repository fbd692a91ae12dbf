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
#include <utility>
#include <vector>

#include "mock_api/call_journal.hpp"
#include "mock_api/http_message.hpp"
#include "mock_api/notice.hpp"
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
  Clock clock{};         ///< Of what follows calls, and of runs that have none of their own.
  std::string target{};  ///< Where callbacks go that no webhook is registered for; empty: nowhere.
  std::uint64_t seed = 0;
  /// Told of every call that an endpoint stands for, on the thread that answers it. It returns when
  /// the answer may be written; what it returns lives until that was done. Null: nobody is told.
  std::function<std::shared_ptr<void>(IncomingCall call)> hear{};
  Notice warn{};  ///< Null: warnings stand in the journal alone.
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
  std::uint64_t told = 0;           ///< Callbacks of the kind that was waited for.
  std::size_t halted = 0;           ///< Conversations that wait for a manual clock to go on.
  std::optional<Offset> next_in{};  ///< How far it has to, for the first of them.
};

/// What is to be played, and how.
struct RunRequest {
  std::shared_ptr<const Story> story{};
  std::optional<std::uint64_t> seed{};  ///< Else the story's, else one is drawn.
  std::string instance{};  ///< Who tells it where it names nobody; empty: somebody made up.
  std::vector<std::string> zaap_ids{};  ///< Of its messages, where known; empty texts: made.
  bool at_once = false;                 ///< By a real clock, whatever the server's is.
};

/// What came of asking for the end of a run.
enum class Cancelling : std::uint8_t { NoSuchRun, WasOver, Done };

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

  /// Begins to play. Its id.
  Runs::Begun begin(const RunRequest& request);

  /// Ends a run, what is under way of it as abandoned. Returns when it is over.
  Cancelling cancel(std::uint64_t run);

  const Clock& clock() const { return settings_.clock; }
  bool has_manual_clock() const { return settings_.clock.mode == Clock::Mode::Manual; }
  /// Requires has_manual_clock(). Lets the clock of an instance go on, of each where it is empty:
  /// what is due until then is told in the order of its times, each callback after the answer to
  /// the one before it. Returns when all of it was told, or `within` has passed: then the clock
  /// stands at what was told last.
  StillOpen advance(const std::string& instance, Offset by, Offset within);
  /// How far the clocks of instances have gone; of all where it is empty.
  std::map<std::string, Offset> clocks(const std::string& instance) const;

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
  /// What the application sent as that instance and was answered that messageId or zaapId, as far
  /// back as the journal goes; nothing where there is no such message.
  std::optional<SentMessage> sent(const std::string& instance, const std::string& id) const;
  /// What the instance speaks; nothing where it is not known.
  std::optional<Dialect> dialect(const std::string& instance) const;
  /// The ids of all that are known.
  std::vector<std::string> instances() const;
  /// The instances, what they have registered, and what they had.
  std::string webhooks_json(const std::string& instance) const;

  /// Rules of one instance, or of all where it is empty, until they are reset.
  void set_rules(const std::string& instance, Rules rules);
  /// Cancels what is under way, then forgets registrations, rules, runs and journal of one
  /// instance, or of all; manual clocks begin again.
  void reset(const std::string& instance);

  /// How many calls were heard, and callbacks sent, since it began.
  struct Totals {
    std::uint64_t calls = 0;
    std::uint64_t callbacks = 0;
  };
  Totals totals() const;

 private:
  /// One order, from its making to its end.
  struct UnderWay {
    std::optional<std::uint64_t> run{};
    bool ordered = false;          ///< The player has it.
    bool told = false;             ///< One of its callbacks was told.
    bool manual = false;           ///< It goes by the instance's manual clock,
    Offset begun{};                ///< and began when that stood there.
    std::optional<Offset> next{};  ///< Where that has to be for it to go on; nothing: it is busy.
  };

  /// What is known of one instance beside what the provider knows.
  struct Local {
    std::shared_ptr<const RuleBook> rules;  ///< Null: those of all.
    RuleCounts counts;
    std::set<const Story*> played;  ///< Of `plays`.
    std::map<OrderKey, UnderWay> under_way;
    std::map<std::string, std::uint64_t, std::less<>> told;  ///< Callbacks answered, by kind.
    Offset last{};                                           ///< When something happened.
    Offset clock{};                                          ///< Where the manual clock stands.
    bool advancing = false;
  };

  struct Ordered {
    std::shared_ptr<Rendition> rendition;
    std::string instance;
    std::uint64_t cause = 0;
    std::optional<std::uint64_t> run{};
    std::string otherwise{};  ///< The URL for kinds that none is registered for.
    /// What it tells of the instance's connection is so already.
    bool tells_what_is = false;
    OrderKey key = 0;
  };

  /// What follows a call.
  struct Followers {
    std::vector<PlayOrder> orders{};
    bool overtake = false;  ///< They leave before our answer does.
  };

  PlayOrder order(Ordered ordered);
  PlayOrder order_of(Sequel sequel, const std::string& instance, std::uint64_t cause);
  std::string url_of(const std::string& instance, Kind kind, const std::string& otherwise) const;
  void play(PlayOrder order, const std::string& instance);
  const Endpoint* way(const Ordered& ordered, InstanceIndex index, Kind kind);
  void connection_told(const Ordered& ordered, const std::string& instance, Kind kind);
  void told(const Ordered& ordered, const Outcome& outcome);
  void call_news(const Ordered& ordered, const CallNews& news);
  void halted(const Ordered& ordered, Offset next);
  void over(const Ordered& ordered, Stop stop);
  void happened(const std::string& instance);
  void follow_connection(const ProviderAnswer& answer, std::uint64_t cause, Followers& followers);
  std::shared_ptr<const Script> connection_script(Dialect dialect, bool connected);
  WallTime wall(const std::string& instance) const;
  void cancel_all(const std::string& instance, std::unique_lock<std::mutex>& lock);
  void surround(Surroundings& surroundings, const std::string& instance) const;
  void go_by(Rendition& telling, const Scenario& scenario, const std::string& instance) const;
  bool advance(Local& local, Offset by, Offset until, std::unique_lock<std::mutex>& lock);
  void follow_send(const SentMessage& message, std::uint64_t cause, bool queued, Reply& reply,
                   Followers& followers);
  void follow_released(const std::vector<SentMessage>& messages, std::uint64_t cause,
                       Followers& followers);
  void follow_registration(const ProviderAnswer& answer, std::uint64_t cause, Followers& followers);
  std::optional<SentMessage> message_of(const ProviderAnswer& answer) const;
  std::optional<IncomingCall> awaited_call(const Question& question, const ProviderAnswer& answer,
                                           const std::optional<SentMessage>& sent) const;
  Reply let_go(Reply reply, Followers followers, const std::string& instance);
  CallContext context(const std::string& instance);
  const RuleBook& rules_for(const Local& local) const;
  StillOpen look(const Awaited& awaited, const std::string& instance) const;
  StillOpen still_open(const std::string& instance) const;
  std::uint64_t told_of(const std::string& kind, const std::string& instance) const;

  const MockCoreSettings settings_;
  mutable std::mutex mutex_;  // Guards all below but the player.
  std::condition_variable changed_;
  std::string url_;
  Provider provider_;
  std::shared_ptr<const RuleBook> rules_;
  std::map<std::string, Local, std::less<>> locals_;
  std::map<std::string, Endpoint, std::less<>> endpoints_;  ///< Never erased: the player has them.
  std::map<std::pair<Dialect, bool>, std::shared_ptr<const Script>> connection_scripts_;
  CallJournal journal_;
  Runs runs_;
  Totals totals_;
  std::uint64_t last_number_ = 0;
  bool waits_end_ = false;
  OrderKey last_order_ = 0;
  std::size_t listening_ = 0;  ///< Orders under way whose story waits for calls, or counts them.
  PlayerThread player_;        // Last: it calls back into all of it.
};

}  // namespace ensaio
