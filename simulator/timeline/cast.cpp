#include "simulator/timeline/cast.hpp"

#include <string_view>
#include <unordered_set>
#include <utility>

#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

/// Makes the values of a cast, each role's from its own name: a role more changes no other.
class Casting {
 public:
  Casting(const Scenario& scenario, Seed seed, WallTime start, std::uint64_t fresh_ids)
      : scenario_(scenario),
        start_(start),
        key_(mixed(mixed(mixed(0, seed.value), scenario.name), seed.iteration)),
        ids_key_(fresh_ids == 0 ? key_ : mixed(key_, fresh_ids)) {
    cast_.fresh_ids = fresh_ids;
  }

  Cast made() {
    remember_written();
    for (const Instance& instance : scenario_.instances) add(instance);
    for (const ChatRole& chat : scenario_.chats) add(chat);
    for (const MessageRole& message : scenario_.messages) add(message);
    for (const MessageRole& message : scenario_.messages) {
      if (message.awaited) cast_.chats.push_back(Cast::ChatValues(cast_.chats[message.chat]));
    }
    const bool any_awaited = cast_.chats.size() > scenario_.chats.size();
    if (any_awaited) cast_.texts.resize(cast_.message_ids.size());
    return std::move(cast_);
  }

 private:
  /// What is written is not made a second time, wherever in the file it stands.
  void remember_written() {
    for (const Instance& instance : scenario_.instances) {
      for (const auto* text : {&instance.id, &instance.token, &instance.phone}) used_.insert(*text);
    }
    for (const ChatRole& chat : scenario_.chats) {
      for (const auto* text : {&chat.phone, &chat.lid}) used_.insert(*text);
    }
    for (const MessageRole& message : scenario_.messages) used_.insert(message.id);
  }

  /// `written`, or else the first of `make`'s that nobody has yet.
  template <class Make>
  std::string value(const std::string& written, Random& random, Make make) {
    if (!written.empty()) return written;
    while (true) {
      std::string made = make(random);
      if (used_.insert(made).second) return made;
    }
  }

  void add(const Instance& instance) {
    Random random(mixed(mixed(key_, "instance"), instance.name));
    cast_.instances.push_back({.id = value(instance.id, random, instance_id)});
    Cast::InstanceValues& values = cast_.instances.back();
    values.made = instance.id.empty();
    // Each from a stream of its own, so that writing one of them leaves the others as they were.
    random = Random(mixed(mixed(key_, "token"), instance.name));
    values.token = value(instance.token, random, instance_token);
    random = Random(mixed(mixed(key_, "client token"), instance.name));
    values.client_token = value(instance.client_token, random, instance_token);
    random = Random(mixed(mixed(key_, "instance phone"), instance.name));
    values.phone = value(instance.phone, random, phone_number);
  }

  void add(const ChatRole& chat) {
    Random random(mixed(mixed(key_, "chat"), chat.name));
    Cast::ChatValues values{.phone = value(chat.phone, random, phone_number)};
    // A chat that is named by its LID has no other.
    const std::string& written =
        chat.type == ChatType::Lid && chat.lid.empty() ? values.phone : chat.lid;
    random = Random(mixed(mixed(key_, "lid"), chat.name));
    values.lid = value(written, random, lid);
    values.made = chat.phone.empty();
    cast_.chats.push_back(std::move(values));
  }

  void add(const MessageRole& message) {
    Random ids(mixed(mixed(ids_key_, "message"), message.name));
    Random zaap_ids(mixed(mixed(ids_key_, "zaap"), message.name));
    const auto zaap = [this](Random& random) { return zaap_id(random, start_); };
    for (std::uint32_t i = 0; i < message.count; ++i) {
      cast_.message_ids.push_back(value(message.id, ids, message_id));
      cast_.zaap_ids.push_back(value({}, zaap_ids, zaap));
    }
  }

  const Scenario& scenario_;
  WallTime start_;
  std::uint64_t key_;
  std::uint64_t ids_key_;
  std::unordered_set<std::string> used_{};
  Cast cast_{};
};

}  // namespace

Cast cast(const Scenario& scenario, Seed seed, WallTime start, std::uint64_t fresh_ids) {
  return Casting(scenario, seed, start, fresh_ids).made();
}

}  // namespace ensaio
