#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/scenario/condition.hpp"
#include "simulator/scenario/condition_text.hpp"
#include "simulator/scenario/draft.hpp"

// Private to parse_condition().

namespace ensaio {

/// Reads one condition. Each part answers with the mistake in it, or nothing.
class ConditionReader {
 public:
  /// Both must outlive it.
  ConditionReader(std::string_view text, const ConditionNames& names, ConditionUse use)
      : names_(names), use_(use), words_(words_of_condition(text)) {
    made_.text = text;
  }

  std::optional<ConditionMistake> read();
  Condition& made() { return made_; }

 private:
  using Mistake = std::optional<ConditionMistake>;

  bool is_clause(std::size_t word) const;
  /// Something is missing behind the last word that was read.
  Mistake missing(std::string message, std::string hint) const;
  static Mistake wrong(const ConditionWord& word, Saying saying, Code code = Code::BadCondition);

  Mistake read_metric();
  Mistake read_statistic(const ConditionWord& word, std::string_view statistic);
  Mistake read_comparison();
  Mistake read_value();
  Mistake read_time(const ConditionWord& word);
  Mistake read_number(const ConditionWord& word);
  Mistake check_sense() const;
  Mistake read_clause();
  Mistake read_lasts();
  Mistake read_name(const ConditionWord& clause);
  Mistake read_phase(const ConditionWord& name);
  Mistake read_scenario(const ConditionWord& name);
  ConditionWord whole_name();

  Condition made_{};
  const ConditionNames& names_;
  ConditionUse use_;
  std::vector<ConditionWord> words_;
  std::size_t next_ = 0;
};

}  // namespace ensaio
