#include "mock_api/spoilt_reply.hpp"

#include <chrono>

namespace ensaio {

void spoil(Reply& reply, const AnswerFault& fault) {
  reply.delay += fault.delay;
  if (fault.throughput > 0) {
    reply.dribble = Offset(std::chrono::seconds(1)) / static_cast<Offset::rep>(fault.throughput);
  }
  if (fault.reset) reply.breakage = Breakage::Reset;
  if (fault.status != 0) reply.status = fault.status;
  if (fault.refuses()) reply.body = R"({"error":"this mock was told to fail"})";
  if (fault.body == AnswerFault::Body::Empty) reply.body.clear();
  if (fault.body == AnswerFault::Body::Garbage) reply.body = "{\"zaapId\": <html>\xff";
}

}  // namespace ensaio
