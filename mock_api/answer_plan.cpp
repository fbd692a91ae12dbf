#include "mock_api/answer_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "simulator/base/random.hpp"
#include "simulator/timeline/span.hpp"

namespace ensaio {
namespace {

constexpr std::uint64_t kWhole = 1'000'000'000;  // Parts that the shares are counted in.
constexpr std::string_view kDelay = "delay:";
constexpr std::string_view kRate = "rate:";
constexpr const char* kForms =
    "write a status (503), a status with its share (500:10%), a delay (delay:50ms), a range of "
    "delays (delay:50ms..200ms), or a rate (rate:500/s)";

std::optional<int> final_status(std::string_view text) {
  const auto status = parse_unsigned(text);
  if (!status || text.size() != 3 || *status < 200 || *status > 599) return std::nullopt;
  return static_cast<int>(*status);
}

/// The words between the commas of `text`.
std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  while (true) {
    const auto comma = text.find(',');
    words.push_back(text.substr(0, comma));
    if (comma == std::string_view::npos) return words;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

Result<AnswerPlan> AnswerPlan::parse(const std::vector<std::string>& words, std::uint64_t seed) {
  AnswerPlan plan;
  plan.seed_ = seed;
  for (const std::string& text : words) {
    for (const std::string_view word : words_in(text)) {
      if (const auto wrong = plan.add(word)) return *wrong;
    }
  }
  if (const auto wrong = plan.contradiction()) return *wrong;
  return plan;
}

std::optional<Error> AnswerPlan::add(std::string_view word) {
  if (word.starts_with(kDelay)) return add_delay(word.substr(kDelay.size()));
  if (word.starts_with(kRate)) return add_rate(word.substr(kRate.size()));
  const auto colon = word.find(':');
  const std::string_view head = word.substr(0, colon);
  const bool number = !head.empty() && head.find_first_not_of("0123456789") == head.npos;
  if (!number) return Error{fmt::format("'{}' is no answer", word), kForms};
  const auto status = final_status(head);
  if (!status) {
    return Error{fmt::format("'{}' is no status to answer with", head),
                 "a status is a number from 200 to 599"};
  }
  if (colon != std::string_view::npos) return add_share(*status, word.substr(colon + 1));
  if (otherwise_) {
    return Error{fmt::format("{} and {} cannot both be every answer", *otherwise_, *status),
                 fmt::format("give one of them a share: {}:10%", *status)};
  }
  otherwise_ = *status;
  return std::nullopt;
}

std::optional<Error> AnswerPlan::add_delay(std::string_view text) {
  if (delay_) return Error{"there are two delays", "one is enough: delay:50ms..200ms"};
  delay_ = parse_span(text);
  if (delay_) return std::nullopt;
  return Error{fmt::format("'{}' is no delay", text),
               "write a time with its unit (delay:50ms), or a range from the shorter to the longer "
               "(delay:50ms..200ms)"};
}

std::optional<Error> AnswerPlan::add_rate(std::string_view text) {
  if (rate_) return Error{"there are two rates", "one is enough: rate:500/s"};
  rate_ = parse_exact_rate(text);
  if (rate_ && *rate_ > Rate{}) return std::nullopt;
  return Error{fmt::format("'{}' is no rate of answers", text),
               "write how many callbacks are answered at most, one after the other: rate:500/s"};
}

std::optional<Error> AnswerPlan::add_share(int status, std::string_view text) {
  const auto percent = parse_percent(text);
  if (!percent) {
    return Error{fmt::format("'{}' is no share of the answers", text),
                 fmt::format("write a percentage from 0% to 100%: {}:10%", status)};
  }
  const auto same = [status](const Share& share) { return share.status == status; };
  if (std::any_of(shares_.begin(), shares_.end(), same)) {
    return Error{fmt::format("{} has two shares", status), "write one that is their sum"};
  }
  shares_.push_back({status, static_cast<std::uint64_t>(std::llround(*percent * kWhole))});
  return std::nullopt;
}

std::optional<Error> AnswerPlan::contradiction() const {
  std::uint64_t sum = 0;
  for (const Share& share : shares_) sum += share.parts;
  if (sum > kWhole) {
    return Error{fmt::format("the shares add up to {}%", static_cast<double>(sum) * 100 / kWhole),
                 "together they may have 100% at most; what they leave is answered 200"};
  }
  if (sum == kWhole && otherwise_) {
    return Error{fmt::format("the shares leave nothing for {}", *otherwise_), ""};
  }
  return std::nullopt;
}

PlannedAnswer AnswerPlan::answer(std::uint64_t number) const {
  Random random(mixed(mixed(seed_, "answer"), number));
  PlannedAnswer answer{.status = otherwise_.value_or(200)};
  // Both are always drawn, so that a delay more or less does not change the statuses.
  std::uint64_t hit = random.below(kWhole);
  for (const Share& share : shares_) {
    if (hit < share.parts) {
      answer.status = share.status;
      break;
    }
    hit -= share.parts;
  }
  if (delay_) answer.delay = drawn(*delay_, random);
  return answer;
}

OneWorker::OneWorker(std::optional<Rate> rate) {
  if (!rate || *rate == Rate{}) return;
  using Seconds = std::chrono::duration<double>;
  each_ = std::chrono::duration_cast<Offset>(Seconds(1 / rate->per_second()));
}

Offset OneWorker::wait(Offset now) {
  free_ = std::max(free_, now) + each_;
  return free_ - now;
}

bool AnswerPlan::draws() const {
  const auto partly = [](const Share& share) { return share.parts != 0 && share.parts != kWhole; };
  return std::any_of(shares_.begin(), shares_.end(), partly) ||
         (delay_ && !std::holds_alternative<Offset>(*delay_));
}

}  // namespace ensaio
