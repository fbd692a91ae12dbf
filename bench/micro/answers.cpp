// Reading what a receiver answers.

#include <benchmark/benchmark.h>

#include <string>

#include "simulator/delivery/answer_reader.hpp"

namespace ensaio {
namespace {

using benchmark::State;

constexpr const char* kLeast = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n";
constexpr const char* kUsual =
    "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Thu, 01 Jan 2026 00:00:00 GMT\r\n"
    "Content-Type: application/json; charset=utf-8\r\nContent-Length: 15\r\n"
    "Connection: keep-alive\r\nX-Powered-By: Express\r\n\r\n{\"ok\":true}    ";

void parse_answer(State& state, const char* bytes) {
  const std::string answer = bytes;
  AnswerReader reader(1U << 20U);
  Answered answered;
  for (auto _ : state) {
    reader.begin(AnswerReader::To::Other);
    if (reader.read(answer) != AnswerReader::State::Complete) state.SkipWithError("not complete");
    reader.take(answered);
    benchmark::DoNotOptimize(answered.status);
  }
}

BENCHMARK_CAPTURE(parse_answer, least, kLeast);
BENCHMARK_CAPTURE(parse_answer, usual, kUsual);

}  // namespace
}  // namespace ensaio
