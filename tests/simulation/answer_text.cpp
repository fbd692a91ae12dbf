#include "tests/simulation/answer_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace ensaio {
namespace {

std::string chunked(Random& random, const std::string& body) {
  std::string out;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t count = std::min<std::size_t>(1 + random.below(40), body.size() - at);
    const char* extension = random.below(4) == 0 ? ";a=b" : "";
    out += fmt::format("{:x}{}\r\n{}\r\n", count, extension, body.substr(at, count));
    at += count;
  }
  out += random.below(4) == 0 ? "0\r\nx-trailer: t\r\n\r\n" : "0\r\n\r\n";
  return out;
}

std::string informational(Random& random) {
  switch (random.below(12)) {
    case 0:
      return "HTTP/1.1 100 Continue\r\n\r\n";
    case 1:
      return "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n";
    default:
      return "";
  }
}

}  // namespace

AnswerText drawn_answer(Random& random, Serial serial, Framing framing, std::size_t length) {
  constexpr std::array kStatuses = {200, 200, 200, 201, 302, 404, 500, 503};
  constexpr std::array kBodiless = {204, 304};
  const std::uint64_t form = random.below(framing == Framing::Any ? 7 : 6);
  AnswerText answer;
  SaidAnswer& said = answer.said;
  said.status = form == 5 ? kBodiless[random.below(2)] : kStatuses[random.below(8)];
  if (form != 5 && random.below(8) > 0) {
    said.body = fmt::format("answer to {} {}", serial, std::string(random.below(60), '.'));
    if (length > said.body.size()) said.body.resize(length, '-');
  }
  const bool old = form == 4 && framing != Framing::Reusable;
  const bool says_close = framing != Framing::Reusable && random.below(8) == 0;
  said.until_end = form == 6;
  answer.last = old || says_close || said.until_end;

  answer.bytes = informational(random);
  answer.bytes += fmt::format("HTTP/1.{} {} Words\r\n{}{}\r\n", old ? 0 : 1, said.status,
                              kSerialHeader, serial);
  if (says_close) answer.bytes += "connection: close\r\n";
  if (form < 2) {
    answer.bytes += "transfer-encoding: chunked\r\n\r\n" + chunked(random, said.body);
  } else if (form < 5) {
    answer.bytes += fmt::format("content-length: {}\r\n\r\n{}", said.body.size(), said.body);
  } else {
    // A 304 may say the length that it would have had.
    answer.bytes += said.status == 304 ? "content-length: 7\r\n\r\n" : "\r\n";
    answer.bytes += said.body;
  }
  return answer;
}

std::string drawn_garbage(Random& random) {
  constexpr std::array kGarbage = {
      "garbage\r\n\r\n",
      "\x16\x03\x01",
      "SSH-2.0-OpenSSH_9.2\r\n",
      "HTTP/1.1 2OO OK\r\n\r\n",
      "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
      "HT",
  };
  return kGarbage[random.below(kGarbage.size())];
}

std::string stray_answer() {
  return "HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
}

}  // namespace ensaio
