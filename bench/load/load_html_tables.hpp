#pragma once

#include <string>

#include "bench/load/load_report.hpp"

namespace ensaio {

// The parts of a load's page that need no JavaScript. Each is HTML.

/// "pass" and "trustworthy", each with its reason.
std::string verdict_html(const LoadRecord& record);
/// The few figures that everybody looks at first.
std::string highlights_html(const LoadRecord& record);
/// pass_when and valid_when, with what was measured.
std::string conditions_html(const LoadRecord& record);
/// Every conversation and every callback in one row, with the sums.
std::string account_html(const LoadRecord& record);
/// Quantiles of all, and by phase, scenario and kind.
std::string latencies_html(const LoadRecord& record);
/// Statuses, and why there was no answer.
std::string answers_html(const LoadRecord& record);
/// What was played: phases, mix, limits.
std::string profile_html(const LoadRecord& record);
/// On what, by which version, when; and the line that was typed.
std::string machine_html(const LoadRecord& record);

}  // namespace ensaio
