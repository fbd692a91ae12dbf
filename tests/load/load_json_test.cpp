#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>
#include <string>

#include "tests/load/load_record_sample.hpp"

namespace ensaio {
namespace {

using nlohmann::json;

TEST(LoadJson, HasEveryKeyThatOthersRelyOn) {
  const json told = json::parse(load_json(sample_record()));
  for (const char* key : {"schema",      "verdict",    "trust",         "seed",
                          "plan_hash",   "duration_s", "threads",       "connections",
                          "response_us", "service_us", "lag_us",        "cpu_s",
                          "by_status",   "by_phase",   "peak_rss_kib",  "cpu_us_per_callback",
                          "by_scenario", "callbacks",  "conversations", "rate"}) {
    EXPECT_TRUE(told.contains(key)) << key;
  }
  const std::set<std::string> counts{"due", "started", "finished", "not_started"};
  for (const std::string& key : counts) EXPECT_TRUE(told["conversations"].contains(key)) << key;
  for (const char* key : {"planned", "sent", "ok", "other_status", "timed_out", "unreachable",
                          "abandoned", "not_sent", "retries"}) {
    EXPECT_TRUE(told["callbacks"][key].is_number_unsigned()) << key;
  }
  for (const char* key : {"asked_per_s", "reached_per_s"}) {
    EXPECT_TRUE(told["rate"][key].is_number_float()) << key;
  }
  for (const char* times : {"response_us", "service_us", "lag_us"}) {
    for (const char* key : {"p50", "p90", "p99", "p999", "max", "mean"}) {
      EXPECT_TRUE(told[times].contains(key)) << times << " " << key;
    }
  }
}

TEST(LoadJson, TellsWhatWasMeasured) {
  const json told = json::parse(load_json(sample_record()));
  EXPECT_EQ(told["schema"], "ensaio.load/1");
  EXPECT_EQ(told["verdict"], "fail");
  EXPECT_EQ(told["trust"], "suspect");
  EXPECT_EQ(told["load"], "</script><script>alert('x')</script>&amp;\"<!--\u202e");
  EXPECT_EQ(told["plan_hash"].get<std::string>().size(), 64U);
  EXPECT_EQ(told["started"], "2026-01-01T00:00:00Z");
  EXPECT_EQ(told["rate"]["asked_per_s"], 35.0);
  EXPECT_EQ(told["rate"]["reached_per_s"], 20.0);
  EXPECT_EQ(told["by_status"], (json{{"200", 39}, {"503", 4}}));
  EXPECT_EQ(told["machine"]["memory_kib"], 2'097'152);
  EXPECT_EQ(told["cpu_us_per_callback"], 10'000.0);
  EXPECT_EQ(told["by_phase"].size(), 2U);
  EXPECT_EQ(told["by_scenario"].size(), 2U);
  EXPECT_EQ(told["by_kind"].size(), 2U);
  EXPECT_EQ(told["pass_when"][0]["holds"], false);
}

TEST(LoadJson, HasSumsThatHold) {
  for (const LoadRecord& record : {sample_record(), closed_loop_record(), empty_record()}) {
    const json told = json::parse(load_json(record));
    const auto of = [&told](const char* which, const char* key) {
      return told[which][key].get<std::uint64_t>();
    };
    EXPECT_EQ(of("conversations", "due"),
              of("conversations", "started") + of("conversations", "not_started"));
    EXPECT_EQ(of("conversations", "started"),
              of("conversations", "finished") + of("conversations", "given_up"));
    EXPECT_EQ(of("callbacks", "planned"), of("callbacks", "sent") + of("callbacks", "not_sent"));
    std::uint64_t rows = 0;
    for (const char* row : {"ok", "other_status", "timed_out", "unreachable", "abandoned"}) {
      rows += of("callbacks", row);
    }
    EXPECT_EQ(of("callbacks", "sent"), rows);
    for (const char* parts : {"by_phase", "by_scenario", "by_kind"}) {
      for (const char* row : {"sent", "ok", "other_status", "timed_out", "unreachable", "abandoned",
                              "dropped", "failed", "retries"}) {
        std::uint64_t sum = 0;
        for (const json& part : told[parts]) sum += part["callbacks"][row].get<std::uint64_t>();
        EXPECT_EQ(of("callbacks", row), sum) << parts << " " << row;
      }
      for (const json& part : told[parts]) {
        EXPECT_FALSE(part["callbacks"].contains("planned") ||
                     part["callbacks"].contains("not_sent"))
            << "nobody knows the group of what was not sent";
      }
    }
  }
}

TEST(LoadJson, SaysThatAClosedLoopAsksForNoRate) {
  const json told = json::parse(load_json(closed_loop_record()));
  EXPECT_TRUE(told["rate"]["asked_per_s"].is_null());
  EXPECT_EQ(told["rate"]["reached_per_s"], 50.0);
}

}  // namespace
}  // namespace ensaio
