#include "simulator/scenario/read_load_profile.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/library.hpp"
#include "simulator/scenario/listed_values.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_modifiers.hpp"
#include "simulator/scenario/read_oracle.hpp"
#include "simulator/scenario/read_scenario_file.hpp"
#include "simulator/scenario/under_load.hpp"

namespace ensaio {
namespace {

void append(Problems& problems, Problems more) {
  problems.insert(problems.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

/// Reads one profile.
class ProfileReader {
 public:
  ProfileReader(const Node& document, const Sources& sources)
      : document_(document), sources_(sources), page_(draft_, 0, nullptr) {
    draft_.options = sources.options;
    draft_.scenario.file = sources.file;
    draft_.scenario.files.push_back(sources.file);
    page_.document = document;
  }
  LoadProfile read();
  Problems&& problems() { return std::move(draft_.problems); }

 private:
  void read_head();
  void read_mix();
  void read_mixed(const Node& item, const Sources& around);
  void add(MixedScenario mixed, const Node& path);
  LoadOptions options_of_mix() const;
  void read_chats();
  void check_chats();
  std::vector<std::string> read_list(std::string_view key, ListOf what);
  void read_limits();
  void read_target();
  void error(Code code, const Node& at, Saying saying) { page_.error(code, at, std::move(saying)); }

  const Node& document_;
  const Sources& sources_;
  Draft draft_{};
  Page page_;
  LoadProfile made_{};
  std::vector<std::string> mixed_files_{};
  bool incomplete_ = false;  ///< Some of the mix could not be read.
};

LoadProfile ProfileReader::read() {
  read_head();
  read_oracle(page_, sources_.read);
  read_mix();
  read_chats();
  made_.message_ids = read_list("messages", ListOf::MessageIds);
  read_target();
  read_limits();
  made_.phases = read_load_phases(page_);
  read_conditions(page_, incomplete_, made_);
  made_.files = draft_.scenario.files;
  made_.unplayable = draft_.scenario.unplayable;
  return std::move(made_);
}

void ProfileReader::read_head() {
  made_.file = sources_.file;
  made_.name = text_at(document_, "load");
  made_.about = text_at(document_, "about");
  made_.seed = unsigned_at(document_, "seed");
  if (const auto oracle = node_at(document_, "oracle", NodeKind::Map)) {
    made_.oracle = LoadOracle{parse_percent(text_at(*oracle, "sample"))};
  }
}

void ProfileReader::read_target() {
  if (const auto target = scalar_at(document_, "target")) {
    made_.target = page_.plain(*target);
  } else if (sources_.project) {
    if (const auto shared = scalar_at(*sources_.project, "target")) made_.target = shared->text();
  }
}

/// What a profile says for all its scenarios stands over them, and the command line over both.
LoadOptions ProfileReader::options_of_mix() const {
  LoadOptions options = sources_.options;
  options.target_given = true;  // A load has a target, its own or the command line's.
  if (!options.dialect) options.dialect = kDialects.parse(text_at(document_, "dialect"));
  if (const auto instance = node_at(document_, "instance", NodeKind::Map)) {
    const Instance given = options.instance.value_or(Instance{});
    const auto field = [&](const std::string& over, std::string_view key) {
      const auto own = scalar_at(*instance, key);
      return !over.empty() || !own ? over : page_.plain(*own);
    };
    options.instance = Instance{.id = field(given.id, "id"),
                                .token = field(given.token, "token"),
                                .client_token = field(given.client_token, "client_token"),
                                .phone = field(given.phone, "phone")};
  }
  return options;
}

void ProfileReader::read_mix() {
  const LoadOptions options = options_of_mix();
  Sources around{sources_.file, options, sources_.read, sources_.project, sources_.project_file};
  if (const auto headers = node_at(document_, "headers", NodeKind::Map)) {
    for (const Node name : *headers) page_.plain(name.value());
    read_headers(page_, *headers, around.headers);
  }
  for (const Node& item : items_of(document_.find("mix"))) read_mixed(item, around);
}

void ProfileReader::read_mixed(const Node& item, const Sources& around) {
  const auto path = scalar_at(item, "scenario");
  if (!path || path->text().empty()) {
    incomplete_ = true;
    return;
  }
  auto draft = read_scenario_file(*path, around, draft_.problems);
  if (!draft) {
    incomplete_ = true;
    return;
  }
  append(draft_.problems, std::move(draft->problems));
  Scenario scenario = std::move(draft->scenario);
  const bool sample = made_.oracle && made_.oracle->sample;
  append(draft_.problems, put_under_load(scenario, sample ? OracleUse::Sample : OracleUse::Nobody));
  if (const auto pace = kPaces.parse(text_at(document_, "pace"))) scenario.pace = *pace;
  add({std::move(scenario), narrow(unsigned_at(item, "weight").value_or(1))}, *path);
}

/// Names are what conditions and reports tell scenarios by.
void ProfileReader::add(MixedScenario mixed, const Node& path) {
  for (const MixedScenario& other : made_.mix) {
    if (other.scenario.name != mixed.scenario.name || mixed.scenario.name.empty()) continue;
    const bool same = other.scenario.file == mixed.scenario.file;
    error(Code::DuplicateName, path,
          {.message = same ? "this scenario is in the mix already"
                           : "a second scenario of the mix is called '" + other.scenario.name + "'",
           .hint = same ? "give it more weight instead" : "",
           .note = same ? "" : "the first is " + other.scenario.file});
    return;
  }
  made_.mix.push_back(std::move(mixed));
}

void ProfileReader::read_chats() {
  if (text_at(document_, "chats") == "as-written") {
    made_.chats.from = LoadChats::From::AsWritten;
  } else if (const auto chats = node_at(document_, "chats", NodeKind::Map)) {
    if (const auto count = unsigned_at(*chats, "count")) made_.chats.count = *count;
    if (chats->has("from")) {
      made_.chats.from = LoadChats::From::File;
      made_.chats.phones = read_list("chats", ListOf::Phones);
      made_.chats.count = made_.chats.phones.size();
    }
  }
  check_chats();
}

/// That one conversation of each scenario finds chats enough.
void ProfileReader::check_chats() {
  const LoadChats& chats = made_.chats;
  const bool unread = chats.from == LoadChats::From::File && chats.phones.empty();
  if (chats.from == LoadChats::From::AsWritten || unread) return;
  for (const MixedScenario& mixed : made_.mix) {
    const std::size_t needed = mixed.scenario.chats.size();
    if (needed <= chats.count) continue;
    error(Code::BadLoad, *document_.key("chats"),
          {.message = "'" + mixed.scenario.name + "' has " + std::to_string(needed) +
                      " chats, and a conversation finds only " + std::to_string(chats.count)});
  }
}

std::vector<std::string> ProfileReader::read_list(std::string_view key, ListOf what) {
  const auto map = node_at(document_, key, NodeKind::Map);
  const auto path = map ? scalar_at(*map, "from") : std::nullopt;
  if (!path || path->text().empty()) return {};
  const std::string file = Library::path_from(sources_.file, path->text());
  const auto text = sources_.read(file);
  if (text) return read_listed(*text, file, what, draft_.problems);
  error(Code::BadUse, *path,
        {.message = "cannot read '" + file + "': " + text.error().message,
         .hint = text.error().hint,
         .note = "the path is relative to this file"});
  return {};
}

void ProfileReader::read_limits() {
  const auto map = node_at(document_, "limits", NodeKind::Map);
  if (!map) return;
  LoadLimits& limits = made_.limits;
  if (const auto most = unsigned_at(*map, "in_flight")) limits.in_flight = narrow(*most);
  if (const auto most = unsigned_at(*map, "connections")) limits.connections = narrow(*most);
  if (const auto drain = duration_at(*map, "drain")) limits.drain = *drain;
  limits.overflow = kOverflows.parse(text_at(*map, "overflow")).value_or(Overflow::Queue);
  const auto timeout = duration_at(*map, "timeout");
  if (!timeout) return;
  limits.timeout = *timeout;
  if (*timeout > Offset::zero()) return;
  error(Code::BadLoad, *scalar_at(*map, "timeout"),
        {.message = "no answer comes in no time", .hint = "such as 10s"});
}

}  // namespace

LoadProfile read_load_profile(const Node& document, const Sources& sources, Problems& problems) {
  ProfileReader reader(document, sources);
  LoadProfile profile = reader.read();
  append(problems, reader.problems());
  return profile;
}

}  // namespace ensaio
