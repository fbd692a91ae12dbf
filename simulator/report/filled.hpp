#pragma once

#include <string>
#include <string_view>

#include "simulator/report/telling.hpp"

namespace ensaio {

/// `text`, which may hold templates (`{{ target.origin }}`), with the values of this telling in
/// their place. For what is filled in now and then and is not part of the script: the URLs of
/// webhooks. One that is unknown stays as written; the loader has told of it.
std::string filled(std::string_view text, const Telling& telling);

/// The same for JSON text, whose strings may hold templates, as `send` says it.
std::string filled_json(std::string_view json, const Telling& telling, const Send& send);

}  // namespace ensaio
