#include "mock_api/http_exchange.hpp"

#include <Poco/Exception.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/Timespan.h>

#include <array>
#include <chrono>
#include <sstream>
#include <string>
#include <string_view>

#include "mock_api/http_framing.hpp"
#include "mock_api/request_target.hpp"
#include "simulator/base/json_text.hpp"

namespace ensaio {
namespace {

namespace net = Poco::Net;

constexpr std::size_t kBodyLimit = 1U << 20U;
// What is read of a request after its refusal: a client that is still writing when the connection
// ends may never see the answer.
constexpr std::size_t kDrained = 16U << 20U;
constexpr auto kDrainTime = std::chrono::seconds(10);
constexpr int kSilenceSeconds = 2;

struct ReadBody {
  std::string text{};
  Came came = Came::Whole;
};

ReadBody read_body(net::HTTPServerRequest& request) {
  const bool chunked = request.getChunkedTransferEncoding();
  // Without a length there is no body; Poco would read until the connection ends.
  if (!chunked && !request.hasContentLength()) return {};
  const auto length = chunked ? Poco::Int64{-1} : request.getContentLength64();
  if (length > static_cast<Poco::Int64>(kBodyLimit)) return {.came = Came::TooLong};
  ReadBody body;
  body.text.resize(length < 0 ? kBodyLimit + 1 : static_cast<std::size_t>(length));
  request.stream().read(body.text.data(), static_cast<std::streamsize>(body.text.size()));
  body.text.resize(static_cast<std::size_t>(request.stream().gcount()));
  if (body.text.size() > kBodyLimit) body.came = Came::TooLong;
  if (length >= 0 && static_cast<std::size_t>(length) != body.text.size()) {
    body.came = Came::BrokenOff;
  }
  return body;
}

/// The bytes of an answer.
std::string written(const net::HTTPServerResponse& response, std::string_view body) {
  std::ostringstream text;
  response.write(text);
  text << body;
  return std::move(text).str();
}

/// One request and its answer.
class Handling {
 public:
  Handling(net::HTTPServerRequest& request, net::HTTPServerResponse& response,
           OpenConnections& open)
      : request_(request),
        response_(response),
        socket_(static_cast<net::HTTPServerRequestImpl&>(request).socket()),
        open_(open) {}

  void hear(const std::function<Reply(const Question& question)>& answering) {
    const std::string client = request_.clientAddress().toString();
    Question question{.method = request_.getMethod(), .target = request_.getURI()};
    for (const auto& [name, value] : request_) question.headers.push_back({name, value});
    const std::string fault = framing_fault(question.target, question.headers);
    if (!fault.empty()) return refuse(fault);
    const ReadBody body = read_body(request_);
    // What we cut off ourselves was not heard.
    if (body.came == Came::BrokenOff && open_.is_cut_off()) return;
    // What is left of the body must not be taken for the next request; and Poco takes chunks that
    // are none, and trailers, for the end of the body.
    if (body.came != Came::Whole || request_.getChunkedTransferEncoding()) {
      response_.setKeepAlive(false);
    }
    const std::string path = percent_decoded(raw_path(question.target));
    question.path = path;
    question.body = body.text;
    question.came = body.came;
    question.client = client;
    question.scheme = request_.secure() ? "https" : "http";
    tell(answering(question));
    if (body.came == Came::TooLong) drain();
  }

 private:
  void refuse(const std::string& reason) {
    response_.setKeepAlive(false);
    answer({.status = 400, .body = R"({"error":)" + json_string(reason) + "}"});
    drain();
  }

  /// Whoever wants to know that it is written is told so as well where it could not be.
  void tell(const Reply& reply) {
    try {
      answer(reply);
    } catch (const Poco::Exception&) {
      if (reply.written) reply.written();
      throw;
    }
    if (reply.written) reply.written();
  }

  void answer(const Reply& reply) {
    if (!open_.pause(reply.delay) || reply.breakage != Breakage::None) {
      response_.setKeepAlive(false);
      return misbehave(reply.breakage);
    }
    response_.setStatusAndReason(static_cast<net::HTTPResponse::HTTPStatus>(reply.status));
    if (!reply.body.empty()) response_.setContentType("application/json");
    for (const Header& header : reply.headers) response_.set(header.name, header.value);
    // A 204 has no length (RFC 9110, 8.6).
    const bool bodiless = reply.status == net::HTTPResponse::HTTP_NO_CONTENT;
    if (!bodiless) response_.setContentLength64(static_cast<Poco::Int64>(reply.body.size()));
    const bool head = request_.getMethod() == net::HTTPRequest::HTTP_HEAD;
    send(written(response_, head || bodiless ? "" : reply.body), reply.dribble);
  }

  void misbehave(Breakage breakage) {
    if (breakage == Breakage::Garbage) send("\x16garbage\r\n\xFF\xFE{]", Offset::zero());
    // What closes the connection then resets it.
    if (breakage == Breakage::Reset) socket_.setLinger(true, 0);
  }

  void send(std::string_view text, Offset dribble) {
    const std::size_t piece = dribble > Offset::zero() ? 1 : text.size();
    for (; !text.empty(); text.remove_prefix(piece)) {
      if (!open_.pause(dribble)) return response_.setKeepAlive(false);
      socket_.sendBytes(text.data(), static_cast<int>(piece));
    }
  }

  void drain() {
    try {
      socket_.shutdownSend();
      socket_.setReceiveTimeout(Poco::Timespan(kSilenceSeconds, 0));
      std::array<char, 8192> rest{};
      const auto end = std::chrono::steady_clock::now() + kDrainTime;
      for (std::size_t heard = 0; heard < kDrained && std::chrono::steady_clock::now() < end;) {
        const int count = socket_.receiveBytes(rest.data(), static_cast<int>(rest.size()));
        if (count <= 0) return;
        heard += static_cast<std::size_t>(count);
      }
    } catch (const Poco::Exception&) {  // NOLINT(bugprone-empty-catch)
      // Gone, or silent for too long: there is nothing more to hear.
    }
  }

  net::HTTPServerRequest& request_;
  net::HTTPServerResponse& response_;
  net::StreamSocket& socket_;
  OpenConnections& open_;
};

}  // namespace

void exchange(net::HTTPServerRequest& request, net::HTTPServerResponse& response,
              const std::function<Reply(const Question& question)>& answering,
              OpenConnections& open) {
  Handling(request, response, open).hear(answering);
}

}  // namespace ensaio
