#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

#include "bench/load/html_text.hpp"
#include "tests/load/load_record_sample.hpp"

namespace ensaio {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

using namespace std::chrono_literals;

std::size_t count_of(std::string_view text, std::string_view what) {
  std::size_t count = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
    ++count;
  }
  return count;
}

/// Pages are too long to be shown where they are not as they should be.
bool has(std::string_view text, std::string_view what) {
  return text.find(what) != std::string_view::npos;
}

/// Between the first `from` and the next `to`.
std::string part(const std::string& text, const std::string& from, const std::string& to) {
  const auto begin = text.find(from);
  if (begin == std::string::npos) return "";
  const auto first = begin + from.size();
  return text.substr(first, text.find(to, first) - first);
}

json data_of(const std::string& page) {
  return json::parse(part(page, R"(<script type="application/json" id="data">)", "</script>"));
}

/// What a person reads without JavaScript.
std::string body_of(const std::string& page) { return part(page, "<body>", "<script"); }

TEST(LoadHtml, HasItsDataAsJsonThatSaysWhatTheReportSays) {
  const LoadRecord record = sample_record();
  const json data = data_of(load_html(record));
  EXPECT_EQ(data["report"], json::parse(load_json(record)));
  EXPECT_EQ(data["charts"]["duration_s"], 2.5);
  EXPECT_EQ(data["charts"]["phases"][1]["from_s"], 1.0);
  EXPECT_EQ(data["charts"]["phases"][0]["rate_to"], 40.0);
  const json& series = data["charts"]["series"];
  EXPECT_EQ(series["from_s"], (json{0.0, 1.0, 2.0}));
  EXPECT_EQ(series["lasts_s"], (json{1.0, 1.0, 0.5}));
  EXPECT_EQ(series["failed"], (json{6, 3, 0}));
  EXPECT_EQ(series["dropped"], (json{0, 5, 0}));
  EXPECT_EQ(series["ended"], (json{26, 12, 12}));
  EXPECT_EQ(series["response_us"]["p50"].size(), 3U);
}

TEST(LoadHtml, LeavesATimeOpenInWhichNothingWasMeasured) {
  LoadRecord record = closed_loop_record();
  record.result.series.add({.number = 1});
  const json series = data_of(load_html(record))["charts"]["series"];
  EXPECT_TRUE(series["response_us"]["p99"][1].is_null());
  EXPECT_FALSE(series["response_us"]["p99"][0].is_null());
}

TEST(LoadHtml, DrawsCurvesThatRiseUpToTheLastCallback) {
  const json curves = data_of(load_html(closed_loop_record()))["charts"]["curves"];
  for (const char* name : {"response", "service", "lag"}) {
    const json& curve = curves[name];
    ASSERT_GT(curve.size(), 20U) << name;
    EXPECT_EQ(curve.front()[0], 1.0) << name;
    EXPECT_EQ(curve.back()[0], 100.0) << name << ": a hundred callbacks";
    for (std::size_t i = 1; i < curve.size(); ++i) {
      EXPECT_GE(curve[i][0], curve[i - 1][0]) << name;
      EXPECT_GE(curve[i][1], curve[i - 1][1]) << name;
    }
  }
  EXPECT_TRUE(data_of(load_html(empty_record()))["charts"]["curves"]["lag"].empty());
}

TEST(LoadHtml, TakesNoNameForMarkup) {
  const std::string page = load_html(sample_record());
  EXPECT_EQ(count_of(page, "<script"), 3U) << "the data, Chart.js and what draws";
  EXPECT_EQ(count_of(page, "</script>"), 3U);
  EXPECT_FALSE(has(page, "<script>alert"));
  EXPECT_FALSE(has(body_of(page), "\u202e")) << "it would turn the line around";
  EXPECT_EQ(data_of(page)["report"]["by_scenario"][0]["name"], kHostile);
  EXPECT_TRUE(has(body_of(page),
                  "&lt;/script&gt;&lt;script&gt;alert(&#39;x&#39;)"
                  "&lt;/script&gt;&amp;amp;&quot;&lt;!--\\u202e"));
  EXPECT_TRUE(has(body_of(page), "Some &lt;CPU&gt;"));
}

TEST(LoadHtml, FetchesNothing) {
  const std::string page = load_html(closed_loop_record());
  for (const char* fetching :
       {" src=", "<link rel=\"stylesheet", "@import", "url(", "fetch(", "XMLHttpRequest"}) {
    EXPECT_FALSE(has(page, fetching)) << fetching;
  }
  EXPECT_TRUE(has(page, "content=\"default-src 'none';"));
}

TEST(LoadHtml, SaysEverythingWithoutJavaScript) {
  const std::string body = body_of(load_html(sample_record()));
  for (const char* said :
       {"<p class=\"verdict fail\">fail</p>",
        "<p class=\"trust suspect\">suspect</p>",
        "late &lt;b&gt;",
        "stopped: failed was &lt;9%&gt;",
        "--insecure",
        "does not hold",
        "lag.p99 was 1ms",
        "By phase",
        "By scenario",
        "By kind of callback",
        "warm-up",
        "<tr><th scope=\"row\">timed out</th><td>2</td><td>3.38\u202f%</td></tr>",
        "<tr class=\"sum\"><th scope=\"row\">planned</th><td>59</td>",
        "<tr class=\"sum\"><th scope=\"row\">due</th><td>40</td>",
        "9 of the 50 callbacks",
        "<th scope=\"row\">503</th><td>4</td>",
        "0/s to 40/s",
        "even, held",
        "2026-01-01 00:00:00",
        "1.2.3",
        "2.0 GiB",
        "Linux 6.1",
        "ensaio load "}) {
    EXPECT_TRUE(has(body, said)) << said;
  }
}

TEST(LoadHtml, SaysInWordsThatNothingFailed) {
  const std::string body = body_of(load_html(closed_loop_record()));
  EXPECT_TRUE(has(body, "No callback failed"));
  EXPECT_FALSE(has(body, "id=\"failures\""));
  EXPECT_TRUE(has(body, "closed loop: no rate was asked for"));
  EXPECT_TRUE(has(body, "Every callback that was sent was answered."));
  EXPECT_FALSE(has(body, "By phase")) << "There is one.";
}

TEST(LoadHtml, SaysOnAFailNeverThatNoCallbackFailed) {
  LoadRecord record = closed_loop_record();
  record.judgement.verdict = Verdict::Fail;
  EXPECT_TRUE(has(body_of(load_html(record)), "Each callback was answered 2xx, as its scenario"));
  record.result.unsent = 4;
  const std::string unsent = body_of(load_html(record));
  EXPECT_TRUE(has(unsent, "was answered 2xx; 4 could not be sent before the end."));
  EXPECT_TRUE(has(unsent, " 4 not sent by the end of the drain count as failed too."));
  EXPECT_TRUE(has(unsent, "<dt>failed</dt><dd>4</dd><dd class=\"remark\">3.84\u202f%</dd>"));
  record.result.totals.groups.begin()->second->rows.abandoned = 2;
  const std::string both = body_of(load_html(record));
  EXPECT_TRUE(has(both, "id=\"failures\""));
  EXPECT_TRUE(has(both, "2 not answered and 4 not sent by the end of the drain count as"));
  for (const std::string& body : {unsent, both}) EXPECT_FALSE(has(body, "No callback failed"));
}

TEST(LoadHtml, SaysWhatIsAskedWhereNoConditionWasGiven) {
  LoadRecord record = closed_loop_record();
  record.judgement = judged(record.result, record.profile, true);
  const std::string body = body_of(load_html(record));
  EXPECT_TRUE(has(body, "What is asked without one stands here."));
  EXPECT_TRUE(has(body, "<code>failed == 0</code></td><td>failed was 0, asked == 0</td>"));
  record.profile.pass_when = {{.text = "failed == 0"}};
  EXPECT_FALSE(has(body_of(load_html(record)), "What is asked without one"));
}

TEST(LoadHtml, IsThereWhereNothingWasSent) {
  const std::string body = body_of(load_html(empty_record()));
  EXPECT_TRUE(has(body, "<p class=\"verdict interrupted\">interrupted</p>"));
  EXPECT_TRUE(has(body, "Nothing was answered."));
}

TEST(LoadHtml, LeavesNothingToBeFilledIn) {
  const std::string page = load_html(closed_loop_record());
  EXPECT_FALSE(has(page.substr(0, page.find("<script")), "{{"));
}

// --- Its words -----------------------------------------------------------------------------------

TEST(HtmlText, EscapesWhatABrowserOrAReaderWouldObey) {
  EXPECT_EQ(html_text("a<b>&\"'c"), "a&lt;b&gt;&amp;&quot;&#39;c");
  EXPECT_EQ(html_text("two\nlines\xff"), "two\\nlines\\xff");
  EXPECT_EQ(html_text("ação ✓"), "ação ✓");
}

TEST(HtmlText, MakesJsonHarmlessThatSaysTheSame) {
  const json value{{"</script>", "<!-- <script>"}};
  const std::string safe = json_in_html(value.dump());
  EXPECT_THAT(safe, Not(HasSubstr("<")));
  EXPECT_EQ(json::parse(safe), value);
}

TEST(HtmlText, FillsAPageOnce) {
  EXPECT_EQ(filled_page("<{{a}}|{{b}}|{{a}}", {{"a", "{{b}}"}, {"b", "2"}}), "<{{b}}|2|{{b}}");
  EXPECT_EQ(filled_page("nothing {{ here", {}), "nothing {{ here");
}

TEST(HtmlText, WritesNumbersForPeople) {
  EXPECT_EQ(grouped(0), "0");
  EXPECT_EQ(grouped(999), "999");
  EXPECT_EQ(grouped(1'234'567), "1\u202f234\u202f567");
  EXPECT_EQ(short_time(340us), "340\u202f\u00b5s");
  EXPECT_EQ(short_time(1'250us), "1.25\u202fms");
  EXPECT_EQ(short_time(31ms), "31.0\u202fms");
  EXPECT_EQ(short_time(312ms), "312\u202fms");
  EXPECT_EQ(short_time(2s), "2.00\u202fs");
  EXPECT_EQ(quantile_text(Histogram(), 0.5), "-");
}

TEST(HtmlText, CallsNothingAWholeThatIsNone) {
  EXPECT_EQ(percent(1, 0), "-");
  EXPECT_EQ(percent(0, 7), "0.00\u202f%");
  EXPECT_EQ(percent(7, 7), "100.00\u202f%");
  EXPECT_EQ(percent(99'999, 100'000), "99.99\u202f%");
  EXPECT_EQ(percent(1, 1'000'000), "&lt; 0.01\u202f%");
}

}  // namespace
}  // namespace ensaio
