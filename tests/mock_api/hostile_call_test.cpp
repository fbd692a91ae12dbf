#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "mock_api/mock_api.hpp"
#include "tests/mock_api/raw_connection.hpp"

// What nobody should send, byte by byte over real sockets: it is answered, it stands in the
// journal, and nobody else notices.

namespace ensaio {
namespace {

using namespace std::string_literals;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr const char* kInstance = "/instances/ABC/token/T/";

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

/// An answer as it came.
struct RawAnswer {
  int status = 0;
  std::string head{};
  std::string body{};
};

/// The next answer on a connection, by its Content-Length.
RawAnswer next_answer(const RawConnection& raw) {
  std::string text;
  std::size_t end = std::string::npos;
  while ((end = text.find("\r\n\r\n")) == std::string::npos) {
    const std::string more = raw.received();
    if (more.empty()) return {};
    text += more;
  }
  RawAnswer answer{.status = std::stoi(text.substr(9)), .head = text.substr(0, end + 2)};
  answer.body = text.substr(end + 4);
  const std::string mark = "Content-Length: ";
  const auto length = answer.head.find(mark);
  if (length == std::string::npos) return answer;
  const auto size = std::stoul(answer.head.substr(length + mark.size()));
  while (answer.body.size() < size) answer.body += raw.received();
  return answer;
}

std::string request(const std::string& method, const std::string& target,
                    const std::string& body = "", const std::string& type = "application/json") {
  const std::string typed = body.empty() ? "" : "Content-Type: " + type + "\r\n";
  return method + " " + target + " HTTP/1.1\r\nHost: x\r\n" + typed +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class HostileCalls : public testing::Test {
 protected:
  void SetUp() override {
    MockApiSettings settings;
    settings.core.clock = {.mode = Clock::Mode::Virtual};
    auto listening = MockApi::listen(std::move(settings));
    ASSERT_TRUE(listening) << listening.error().message;
    api_ = *std::move(listening);
    asked(request("PUT", "/instances/GOOD/token/T/update-webhook-delivery",
                  R"({"value":"http://127.0.0.1:1/hook"})"));
  }

  /// The answer on a connection of its own.
  RawAnswer asked(const std::string& text) const {
    const RawConnection raw(api_->url());
    raw.send(text);
    return next_answer(raw);
  }
  json journal() const {
    return json::parse(asked(request("GET", "/_ensaio/journal?direction=in")).body).at("entries");
  }
  /// The webhook that was registered in the beginning is there, and answers are given.
  void expect_nothing_disturbed(const std::string& by) const {
    const RawAnswer me = asked(request("GET", "/instances/GOOD/token/T/me"));
    EXPECT_EQ(me.status, 200) << by;
    EXPECT_THAT(me.body, HasSubstr(R"("deliveryCallbackUrl":"http://127.0.0.1:1/hook")")) << by;
  }

  std::unique_ptr<MockApi> api_;
};

TEST_F(HostileCalls, OfTheProviderAreAnsweredAndStandInTheJournal) {
  struct Row {
    const char* what;
    const char* method;
    std::string path;
    std::string body;
    int status;
    const char* says;
  };
  const std::string hook = kInstance + "update-webhook-delivery"s;
  const std::string send = kInstance + "send-text"s;
  const Row rows[] = {
      {"broken UTF-8", "PUT", hook, "{\"value\":\"\xFF\xFE\"}", 400, "not JSON"},
      {"half a surrogate", "PUT", hook, R"({"value":"\ud800"})", 400, "not JSON"},
      {"NUL", "PUT", hook, "{\"value\":\"a\0b\"}"s, 400, "not JSON"},
      {"NUL behind", "PUT", hook, "{\"value\":\"\"}\0"s, 400, "not JSON"},
      {"NUL that is escaped", "PUT", hook, R"({"value":"http://a.test/\u0000"})", 400, "URL"},
      {"CR LF that is escaped", "PUT", hook, R"({"value":"http://a.test/\r\nX: y"})", 400, "URL"},
      {"deep lists", "PUT", hook, repeated("[", 100'000), 400, "not JSON"},
      {"deep lists that end", "PUT", hook, repeated("[", 100'000) + repeated("]", 100'000), 400,
       "not"},
      {"deep objects", "PUT", hook, repeated("{\"a\":", 100'000), 400, "not JSON"},
      {"a number that is too large", "PUT", hook, R"({"value":1e999})", 400, "not JSON"},
      {"2^64", "PUT", hook, R"({"value":18446744073709551616})", 400, "it is no text"},
      {"NaN", "PUT", hook, R"({"value":NaN})", 400, "not JSON"},
      {"a comment", "PUT", hook, R"({"value":""/**/})", 400, "not JSON"},
      {"two documents", "PUT", hook, R"({"value":""}{})", 400, "not JSON"},
      {"XML", "PUT", hook, "<value/>", 400, "not JSON"},
      {"a number for a phone", "POST", send, R"({"phone":1e999,"message":"x"})", 400, "error"},
      {"an object for a phone", "POST", send, R"({"phone":{"a":1},"message":"x"})", 400, "error"},
      {"a list for a message", "POST", send, R"({"phone":"55","message":[[]]})", 400, "error"},
      {"a path with ..", "GET", kInstance + "../T/me"s, "", 200, "NOT_FOUND"},
      {"a path with %2e%2e", "GET", kInstance + "%2e%2e/me"s, "", 200, "NOT_FOUND"},
      {"a path with %2f", "GET", "/instances/ABC/token/T%2fme", "", 200, "NOT_FOUND"},
      {"a path with %00", "GET", kInstance + "me%00"s, "", 200, "NOT_FOUND"},
      {"an id with %00", "GET", "/instances/A%00/token/T/me", "", 400, "error"},
      {"an id with %0d%0a", "GET", "/instances/A%0d%0aX:y/token/T/me", "", 400, "error"},
      {"half an escape", "GET", kInstance + "me%"s, "", 200, "NOT_FOUND"},
      {"an escape that is none", "GET", kInstance + "m%zz"s, "", 200, "NOT_FOUND"},
      {"broken UTF-8 in the path", "GET", kInstance + "\xC3\x28"s, "", 200, "NOT_FOUND"},
      {"broken UTF-8 in the id", "GET", "/instances/\xC3\x28/token/T/me", "", 400, "error"},
      {"10 000 parameters", "GET", kInstance + "me?"s + repeated("a=b&", 10'000), "", 200, "id"},
      {"CR LF in a parameter", "DELETE",
       kInstance + "messages?messageId=%0d%0aX-Evil:%201&phone=%0d%0aX-Evil:%201"s, "", 400,
       "error"},
      {"another host", "GET", "http://other.test:1"s + kInstance + "me", "", 200, "id"},
      {"a host alone", "CONNECT", "other.test:443", "", 200, "NOT_FOUND"},
      {"everything", "OPTIONS", "*", "", 200, "NOT_FOUND"},
      {"a method nobody knows", "BREW", kInstance + "me"s, "", 405, "me takes GET"},
  };
  for (const Row& row : rows) {
    const std::size_t before = journal().size();
    const RawConnection raw(api_->url());
    raw.send(request(row.method, row.path, row.body));
    const RawAnswer answer = next_answer(raw);
    EXPECT_EQ(answer.status, row.status) << row.what << answer.body;
    EXPECT_THAT(answer.body, HasSubstr(row.says)) << row.what;
    EXPECT_TRUE(json::accept(answer.body)) << row.what << answer.body;
    EXPECT_THAT(answer.head, Not(HasSubstr("X-Evil"))) << row.what;
    const json entries = journal();
    ASSERT_EQ(entries.size(), before + 1) << row.what;
    EXPECT_EQ(entries.back().at("status"), row.status) << row.what;
    // It was whole, so the connection goes on.
    raw.send(request("GET", "/_ensaio/health"));
    EXPECT_EQ(next_answer(raw).status, 200) << row.what;
    expect_nothing_disturbed(row.what);
    asked(request("POST", "/_ensaio/reset?instance=ABC"));
  }
}

TEST_F(HostileCalls, ThatAreNoHttpStandInTheJournalWithTheReason) {
  struct Row {
    std::string text;
    int status;
    const char* method;
    const char* path;
    const char* reason;
  };
  const Row rows[] = {
      {"GET /instances/ABC/token/T/me\r\n\r\n", 400, "GET", "", "no version"},
      {"\x16\x03\x01"s, 400, "", "\x16\x03\x01", "this is TLS"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "PRI", "*", "HTTP/1.1 is spoken here"},
      {"PUT /instances/ABC/token/T/update-webhook-delivery HTTP/1.1\r\nContent-Length: 1\r\n"
       "Content-Length: 2\r\n\r\n{}",
       400, "PUT", "/instances/ABC/token/T/update-webhook-delivery", "two Content-Length"},
      {"POST /instances/ABC/token/T/send-text HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       400, "POST", "/instances/ABC/token/T/send-text", "a chunk has no size"},
      {"\xFF\xFF\xFF\xFF", 400, "", "\uFFFD\uFFFD\uFFFD\uFFFD", "does not begin with a method"},
  };
  for (const Row& row : rows) {
    const RawAnswer answer = asked(row.text);
    EXPECT_EQ(answer.status, row.status) << row.reason;
    EXPECT_THAT(answer.body, StartsWith(R"({"error":")")) << row.reason;
    EXPECT_THAT(answer.body, HasSubstr(row.reason));
    const json entry = journal().back();
    EXPECT_EQ(entry.at("status"), row.status) << row.reason;
    EXPECT_EQ(entry.at("method"), row.method) << row.reason;
    EXPECT_EQ(entry.at("path"), row.path) << row.reason;
    EXPECT_EQ(entry.at("instance"), "") << row.reason;
    EXPECT_THAT(entry.value("near_miss", ""), HasSubstr(row.reason));
    expect_nothing_disturbed(row.reason);
  }
}

TEST_F(HostileCalls, OfTheControlApiAreProblems) {
  struct Row {
    const char* what;
    const char* method;
    std::string path;
    std::string body;
    const char* type;
    int status;
  };
  const char* const yaml = "application/yaml";
  const char* const js = "application/json";
  std::string bomb = "a0: &a0 [x, x]\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before +
            "]\n";
  }
  const Row rows[] = {
      {"deep YAML", "POST", "runs", repeated("[", 100'000), yaml, 400},
      {"deep YAML that ends", "POST", "runs", repeated("[", 100'000) + repeated("]", 100'000), yaml,
       400},
      {"deep YAML in blocks", "POST", "runs", repeated("- ", 100'000), yaml, 400},
      {"deep YAML in maps", "POST", "runs", repeated("{a: ", 100'000), yaml, 400},
      {"an alias bomb", "POST", "runs", bomb, yaml, 400},
      {"an alias of itself", "POST", "runs", "scenario: &a [*a]\n", yaml, 400},
      {"NUL in YAML", "POST", "runs", "scenario: a\0b\n"s, yaml, 400},
      {"broken UTF-8 in YAML", "POST", "runs", "scenario: \xFF\n", yaml, 400},
      {"a body of no kind", "POST", "runs", "\x89PNG\r\n", "image/png", 400},
      {"deep JSON", "POST", "runs", repeated("[", 100'000), js, 400},
      {"deep JSON inside", "POST", "runs",
       R"({"scenario":)" + repeated("[", 100'000) + repeated("]", 100'000) + "}", js, 400},
      {"broken UTF-8 in JSON", "POST", "runs", "{\"scenario\":\"\xFF\"}", js, 400},
      {"NUL in a name", "POST", "runs", R"({"scenario":"a\u0000b"})", js, 404},
      {"a seed beyond", "POST", "runs", R"({"scenario":"x","seed":1e999})", js, 400},
      {"a negative seed", "POST", "runs", R"({"scenario":"x","seed":-1})", js, 400},
      {"half a seed", "POST", "runs", R"({"scenario":"x","seed":1.5})", js, 400},
      {"a seed of 2^64", "POST", "runs?seed=18446744073709551616", "scenario: x\n", yaml, 400},
      {"a run of 2^64", "GET", "runs/18446744073709551616", "", "", 404},
      {"a run of -1", "GET", "runs/-1", "", "", 404},
      {"a run above", "GET", "runs/../health", "", "", 404},
      {"a slash in a run", "GET", "runs%2f1", "", "", 404},
      {"deep rules", "PUT", "rules", repeated("[", 100'000), yaml, 400},
      {"a bomb of rules", "PUT", "rules", "rules:\n" + bomb, yaml, 400},
      {"since beyond", "GET", "journal?since=18446744073709551616", "", "", 400},
      {"since before", "GET", "journal?since=-1", "", "", 400},
      {"since is a number with a tail", "GET", "calls?since=1x", "", "", 400},
      {"until nothing", "GET", "await", "", "", 400},
      {"until nothing known", "GET", "await?until=doomsday", "", "", 400},
      {"a negative quiet", "GET", "await?until=quiet:-1s", "", "", 400},
      {"a quiet without unit", "GET", "await?until=quiet:200", "", "", 400},
      {"an endless quiet", "GET", "await?until=quiet:99999999999999999999s", "", "", 400},
      {"a count below", "GET", "await?until=count:status=-1", "", "", 400},
      {"a count beyond", "GET", "await?until=count:status=18446744073709551616", "", "", 400},
      {"a negative timeout", "GET", "await?until=finished&timeout=-1s", "", "", 400},
      {"an endless timeout", "GET", "await?until=finished&timeout=1e99s", "", "", 400},
      {"CR LF in a path", "GET", "%0d%0aX-Evil:%201", "", "", 404},
      {"NUL in a path", "GET", "health%00", "", "", 404},
      {"broken UTF-8 in a path", "GET", "\xFF\xFE", "", "", 404},
      {"another method", "BREW", "health", "", "", 405},
      {"a body over 1 MiB", "POST", "runs", std::string((1U << 20U) + 1, 'x'), yaml, 413},
  };
  for (const Row& row : rows) {
    const RawAnswer answer = asked(request(row.method, "/_ensaio/" + row.path, row.body, row.type));
    EXPECT_EQ(answer.status, row.status) << row.what << answer.body.substr(0, 500);
    EXPECT_THAT(answer.head, HasSubstr("Content-Type: application/problem+json\r\n")) << row.what;
    EXPECT_THAT(answer.head, Not(HasSubstr("X-Evil"))) << row.what;
    const json problem = json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(problem.is_object()) << row.what << answer.body.substr(0, 500);
    EXPECT_EQ(problem.value("status", 0), row.status) << row.what;
    EXPECT_FALSE(problem.value("title", "").empty()) << row.what;
    expect_nothing_disturbed(row.what);
  }
  const RawAnswer malformed = asked("GET /_ensaio/health HTTP/1.1\r\nX : y\r\n\r\n");
  EXPECT_EQ(malformed.status, 400);
  EXPECT_THAT(malformed.head, HasSubstr("application/problem+json"));
}

}  // namespace
}  // namespace ensaio
