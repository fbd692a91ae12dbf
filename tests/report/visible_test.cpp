#include "simulator/report/visible.hpp"

#include <gtest/gtest.h>

#include <chrono>

namespace ensaio {
namespace {

using namespace std::chrono_literals;
using namespace std::string_view_literals;

TEST(Visible, LeavesNothingThatATerminalObeys) {
  struct Row {
    const char* what;
    std::string_view text;
    std::string_view shown;
  };
  const Row rows[] = {
      {"plain text stays", "Olá, 你好 🙂", "Olá, 你好 🙂"},
      {"line ends are written out", "a\r\n\tb", "a\\r\\n\\tb"},
      {"a colour code is disarmed", "\x1b[31mred", "\\x1b[31mred"},
      {"a NUL is written out", "a\0b"sv, "a\\x00b"},
      {"DEL is a control character", "\x7f", "\\x7f"},
      {"so are those of C1", "\xc2\x9b", "\\u009b"},
      {"the direction of writing stays as it is",
       "a\xe2\x80\xae"
       "b",
       "a\\u202eb"},
      {"a line separator is written out", "\xe2\x80\xa8", "\\u2028"},
      {"a byte that is not UTF-8", "a\xff", "a\\xff"},
      {"a character that is cut off", "a\xe2\x82", "a\\xe2\\x82"},
      {"an overlong form", "\xc0\xaf", "\\xc0\\xaf"},
      {"an overlong form of three bytes", "\xe0\x80\xaf", "\\xe0\\x80\\xaf"},
      {"half a surrogate pair", "\xed\xa0\x80", "\\xed\\xa0\\x80"},
      {"nothing", "", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(visible(row.text), row.shown) << row.what;
}

TEST(Beginning, CutsBetweenCharacters) {
  EXPECT_EQ(beginning("short", 200), "short");
  EXPECT_EQ(beginning("abcdef", 3), "abc");
  EXPECT_EQ(beginning("aé", 2), "a");
  EXPECT_EQ(beginning("é", 2), "é");
  EXPECT_EQ(beginning("\x80\x80\x80\x80\x80\x80\x80", 6).size(), 6U);  // No text at all.
}

TEST(HumanTime, IsAsExactAsAPersonWouldSayIt) {
  struct Row {
    Offset time;
    const char* said;
  };
  const Row rows[] = {
      {0us, "0 us"},        {38us, "38 us"},     {999us, "999 us"},   {1ms, "1 ms"},
      {64'900us, "64 ms"},  {999ms, "999 ms"},   {1s, "1 s"},         {2300ms, "2.3 s"},
      {59'900ms, "59.9 s"}, {1min, "1 min 0 s"}, {125s, "2 min 5 s"}, {72min, "1 h 12 min"},
      {48h, "48 h 0 min"},
  };
  for (const Row& row : rows) EXPECT_EQ(human_time(row.time), row.said);
}

}  // namespace
}  // namespace ensaio
