#pragma once

#include <future>
#include <string>

#include "tests/support/scripted_receiver.hpp"

namespace ensaio {

/// A receiver that takes one request and never answers it.
class Deaf {
 public:
  std::string url() const { return receiver_.url(); }
  /// Returns once the request is there.
  void await_request() { heard_.get_future().wait(); }
  /// Returns once the sender has closed the connection.
  void await_end() { ended_.get_future().wait(); }

 private:
  std::promise<void> heard_;
  std::promise<void> ended_;
  ScriptedReceiver receiver_{{[this](Peer& peer) {
                                peer.hear_request();
                                heard_.set_value();
                                peer.hear_end();
                                ended_.set_value();
                              },
                              [](Peer& peer) { peer.hear_end(); }}};
};

}  // namespace ensaio
