#include "simulator/wire/ids.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace ensaio {
namespace {

constexpr std::string_view kUpper = "0123456789ABCDEF";
constexpr std::string_view kLower = "0123456789abcdef";
constexpr std::string_view kDecimal = "0123456789";
constexpr std::string_view kNotZero = "123456789";

/// Digits that are known to the compiler need no division.
template <const std::string_view& digits>
void append_drawn(std::string& out, Random& random, std::size_t count) {
  const std::size_t first = out.size();
  out.resize(first + count);
  for (std::size_t i = 0; i < count; ++i) out[first + i] = digits[random.below(digits.size())];
}

template <const std::string_view& digits>
std::string drawn(Random& random, std::size_t count) {
  std::string text;
  append_drawn<digits>(text, random, count);
  return text;
}

/// Every area code that Brazil has. Source: Anatel's national numbering plan.
constexpr std::array<std::string_view, 67> kAreaCodes{
    "11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24", "27", "28",
    "31", "32", "33", "34", "35", "37", "38", "41", "42", "43", "44", "45", "46", "47",
    "48", "49", "51", "53", "54", "55", "61", "62", "63", "64", "65", "66", "67", "68",
    "69", "71", "73", "74", "75", "77", "79", "81", "82", "83", "84", "85", "86", "87",
    "88", "89", "91", "92", "93", "94", "95", "96", "97", "98", "99"};

}  // namespace

void append_message_id(std::string& out, Random& random) {
  out.append(random.below(2) == 0 ? "3A" : "3EB0");
  append_drawn<kUpper>(out, random, 18);
}

std::string message_id(Random& random) {
  std::string text;
  append_message_id(text, random);
  return text;
}

std::string zaap_id(Random& random, WallTime at) {
  // 48 bits of milliseconds, as in the ids observed, which began with 019D.
  auto time = static_cast<std::uint64_t>(at.time_since_epoch().count());
  std::string text(12, '0');
  for (auto c = text.rbegin(); c != text.rend(); ++c, time >>= 4U) *c = kUpper[time & 15U];
  return text + drawn<kUpper>(random, 20);
}

std::string instance_id(Random& random) { return drawn<kUpper>(random, 32); }

std::string instance_token(Random& random) { return drawn<kUpper>(random, 24); }

// Each drawing is a statement of its own: within one expression their order would be the
// compiler's.

std::string phone_number(Random& random) {
  std::string text = "55";
  text.append(kAreaCodes.at(random.below(kAreaCodes.size()))).append("9");
  append_drawn<kDecimal>(text, random, 8);
  return text;
}

std::string lid(Random& random) {
  std::string text;
  append_drawn<kNotZero>(text, random, 1);
  append_drawn<kDecimal>(text, random, 14);
  return text.append("@lid");
}

void append_uuid(std::string& out, Random& random) {
  const std::size_t first = out.size();
  append_drawn<kLower>(out, random, 36);
  for (const std::size_t hyphen : {8U, 13U, 18U, 23U}) out[first + hyphen] = '-';
  out[first + 14] = '4';
  out[first + 19] = kLower[8 + random.below(4)];
}

std::string uuid(Random& random) {
  std::string text;
  append_uuid(text, random);
  return text;
}

}  // namespace ensaio
