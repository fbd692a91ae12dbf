#include "simulator/delivery/system_network.hpp"

namespace ensaio {

SystemNetwork::SystemNetwork(const SocketOptions& options)
    : resolver_(look_up_of(options), [this] { poller_.wake(); }) {}

std::unique_ptr<Stream> SystemNetwork::open(const Address& address, std::uint64_t key, int& error) {
  auto stream = open_plain_stream(address, error);
  if (!stream) return nullptr;
  error = poller_.add(stream->descriptor(), key);
  if (error != 0) return nullptr;
  return stream;
}

}  // namespace ensaio
