#pragma once

#include <memory>

#include "simulator/delivery/stream.hpp"
#include "simulator/delivery/tls_peer.hpp"

namespace ensaio {

/// TLS on top of `plain`, which may still be connecting. `peer` outlives the stream.
std::unique_ptr<Stream> open_tls_stream(std::unique_ptr<Stream> plain, TlsPeer& peer);

}  // namespace ensaio
