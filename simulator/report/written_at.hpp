#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/report/record.hpp"
#include "simulator/scenario/problem_text.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// The lines of files by number; looks for where they begin once per file.
class SourceLines {
 public:
  /// What `source` knows must outlive it.
  explicit SourceLines(SourceText source) : source_(std::move(source)) {}

  /// Line number `line`, counted from 1, without its end; empty where it is not known.
  std::string_view line(const std::string& file, std::uint32_t line);

 private:
  struct File {
    std::string_view text{};
    std::vector<std::size_t> begins{};
  };
  SourceText source_;
  std::map<std::string, File> files_;
};

/// Where a person finds `step` again, and the words that stand there, without the "- " before them.
/// The words are empty where the file is not known.
WrittenAt written_at(const StepName& step, const Scenario& scenario, SourceLines& lines);

}  // namespace ensaio
