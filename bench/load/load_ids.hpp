#pragma once

#include <functional>
#include <string_view>

#include "bench/load/load_course.hpp"

namespace ensaio {

/// What a receiver has to know before a load, so that it can look up whom it is told of.
enum class LoadIdKind : std::uint8_t { Phone, Message };
using LoadIdSink = std::function<void(LoadIdKind, std::string_view)>;

/// Tells every phone (or id of a group) that an open loop of `course` may use, and every message id
/// that it will: each once. Which people meet which conversation depends on the receiver once all
/// have been met; so all of them are told. Those of one conversation are put together at a time,
/// but what may come twice is remembered.
void tell_load_ids(const LoadCourse& course, const LoadIdSink& sink);

}  // namespace ensaio
