#include "bench/load/load_cast.hpp"

#include <algorithm>
#include <string_view>

#include "simulator/base/random.hpp"
#include "simulator/wire/ids.hpp"

namespace ensaio {
namespace {

/// Zaap ids are as long as one from ids.hpp, and told apart by what is drawn.
void append_zaap_id(std::string& out, Random& random) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  out.append("019D");
  for (int i = 0; i < 28; ++i) out += kDigits[random.below(kDigits.size())];
}

}  // namespace

LoadCast::LoadCast(const Scenario& scenario, std::uint64_t seed, const LoadNumbers& numbers,
                   Shares shares)
    : scenario_(scenario),
      numbers_(numbers),
      shares_(shares),
      key_(mixed(mixed(mixed(0, seed), scenario.name), "load")),
      cast_(ensaio::cast(scenario, {.value = seed}, WallTime{})) {
  const std::uint64_t phones = mixed(mixed(0, seed), "load phones");
  const std::uint64_t lids = mixed(mixed(0, seed), "load lids");
  for (const Cast::ChatValues& chat : cast_.chats) {
    phones_.emplace_back(chat.phone, chat.phone == chat.lid ? lids : phones);
    lids_.emplace_back(chat.lid, lids);
  }
}

void LoadCast::be(Who who) {
  if (who_ && who_->conversation == who.conversation && who_->people == who.people) return;
  if (!numbers_.as_written && (!who_ || who_->people != who.people)) name_people(who.people);
  number_messages(who.conversation);
  who_ = who;
}

void LoadCast::name_people(std::uint64_t people) {
  for (std::size_t i = 0; i < scenario_.chats.size(); ++i) {
    const std::uint64_t index = people * shares_.roles + i;
    Cast::ChatValues& chat = cast_.chats[i];
    const bool listed = !numbers_.phones.empty() && scenario_.chats[i].type == ChatType::Private;
    if (listed) {
      chat.phone = numbers_.phones[index % numbers_.phones.size()];
    } else {
      phones_[i].write(index, chat.phone);
    }
    if (shares_.lids) lids_[i].write(index, chat.lid);
  }
}

void LoadCast::number_messages(std::uint64_t conversation) {
  Random random(mixed(key_, conversation));
  for (std::size_t i = 0; i < cast_.message_ids.size(); ++i) {
    std::string& id = cast_.message_ids[i];
    if (numbers_.messages.empty()) {
      id.clear();
      append_message_id(id, random);
    } else {
      const std::uint64_t index = conversation * shares_.message_ids + i;
      id = numbers_.messages[index % numbers_.messages.size()];
    }
  }
  if (shares_.zaap_ids) number_zaaps(conversation);
}

void LoadCast::number_zaaps(std::uint64_t conversation) {
  Random random(mixed(mixed(key_, conversation), "zaap"));
  for (std::string& id : cast_.zaap_ids) {
    id.clear();
    append_zaap_id(id, random);
  }
}

std::uint64_t roles_of(const std::vector<const Scenario*>& scenarios) {
  std::size_t roles = 1;
  for (const Scenario* scenario : scenarios) roles = std::max(roles, scenario->chats.size());
  return roles;
}

std::uint64_t message_ids_of(const std::vector<const Scenario*>& scenarios) {
  std::uint64_t most = 1;
  for (const Scenario* scenario : scenarios) {
    std::uint64_t ids = 0;
    for (const MessageRole& message : scenario->messages) ids += message.count;
    most = std::max(most, ids);
  }
  return most;
}

}  // namespace ensaio
