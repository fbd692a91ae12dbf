#pragma once

#include <span>
#include <string>

#include "simulator/base/embedded_file.hpp"
#include "simulator/base/result.hpp"
#include "simulator/wire/callback.hpp"

namespace ensaio {

/// The examples of received messages, from received/: "zapi/text.json" and so on, in byte order of
/// their names. Made by the build.
std::span<const EmbeddedFile> received_examples();

/// A documented or observed example with what `callback` knows put in.
Result<std::string> received_body(Dialect dialect, const ReceivedCallback& callback);

}  // namespace ensaio
