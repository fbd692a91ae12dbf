#include "cli/nobody_there.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace ensaio {
namespace {

using Why = Unreachable::Why;

const std::string kUrl = "http://127.0.0.1:3000/hook";

LoadTotals totals(const LoadRows& rows, Unheard unheard) {
  LoadTotals made;
  auto figures = std::make_unique<LoadFigures>();
  figures->rows = rows;
  made.groups[{0, 0, Kind::Status}] = std::move(figures);
  made.unheard = std::move(unheard);
  return made;
}

TEST(NobodyThere, IsSaidOfALoadThatNothingCanHaveHeard) {
  struct Row {
    const char* what;
    LoadRows rows;
    Unheard unheard;
    std::string says;  ///< Empty: somebody may have heard.
  };
  const Unreachable refused{Why::Refused, "connection refused"};
  const std::string listens = "nobody answers at " + kUrl + ": connection refused";
  const Row rows[] = {
      {"nothing was sent", {}, {}, ""},
      {"all were refused", {.unreachable = 3, .failed = 3}, {3, kUrl, refused}, listens},
      {"one was answered", {.ok = 1, .unreachable = 2, .failed = 2}, {2, kUrl, refused}, ""},
      {"one was reset", {.unreachable = 3, .failed = 3}, {2, kUrl, refused}, ""},
      {"the rest was abandoned",
       {.unreachable = 2, .abandoned = 1, .failed = 2},
       {2, kUrl, refused},
       ""},
      {"no answer was wanted", {.unreachable = 2}, {2, kUrl, refused}, ""},
      {"a certificate",
       {.unreachable = 1, .failed = 1},
       {1, "https://127.0.0.1:3000/hook", Unreachable{Why::Certificate, "certificate not trusted"}},
       "127.0.0.1:3000 cannot be reached: certificate not trusted"},
      {"no connection in time",
       {.timed_out = 1, .failed = 1},
       {1, kUrl, TimedOut{"connecting"}},
       "no connection to 127.0.0.1:3000 in time (connecting)"},
  };
  for (const Row& row : rows) {
    const auto nobody = nobody_heard(totals(row.rows, row.unheard));
    EXPECT_EQ(nobody ? nobody->message : "", row.says) << row.what;
  }
}

}  // namespace
}  // namespace ensaio
