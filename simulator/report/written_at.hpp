#pragma once

#include "simulator/report/record.hpp"
#include "simulator/scenario/problem_text.hpp"
#include "simulator/scenario/scenario.hpp"
#include "simulator/timeline/script.hpp"

namespace ensaio {

/// Where a person finds `step` again, and the words that stand there, without the "- " before them.
/// The words are empty where `source` does not know the file.
WrittenAt written_at(const StepName& step, const Scenario& scenario, const SourceText& source);

}  // namespace ensaio
