#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "simulator/scenario/scalar_form.hpp"

// What somebody most likely meant who wrote something else.

namespace ensaio {

/// "250", "1.5": digits with at most one point.
bool is_bare_number(std::string_view text);

/// `text` without the characters of `set`.
std::string without(std::string_view text, std::string_view set);

/// `text` with small letters, ASCII only.
std::string lower(std::string_view text);

/// `text` as messages show it: at most 60 characters, in one line.
std::string shown(std::string_view text);

/// "did you mean 'sent'?", empty where no word is near.
std::string did_you_mean(std::string_view text, std::span<const std::string_view> words);

/// "write 250ms or 250s": the number with each of the units, which a space divides.
std::string with_units(std::string_view number, std::string_view units);

/// `write "5544999999999"` for a phone with spaces and signs, or without quotes; else empty.
std::string phone_hint(std::string_view text);

/// What is wrong with a duration that has a unit: its sign, its length. Nothing where it is another
/// thing, or right.
std::optional<Finding> duration_finding(std::string_view text);

/// What is wrong with a range whose ends are durations or numbers; nothing where it is no range.
std::optional<Finding> range_finding(std::string_view text);

/// What was most likely meant by a text that is not of the form, "write 250ms"; empty where that
/// cannot be said.
std::string meant(const ScalarForm& form, std::string_view text);

}  // namespace ensaio
