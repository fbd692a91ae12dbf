#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/document/problem.hpp"

namespace ensaio {

/// What a CSV file is read for.
enum class ListOf : std::uint8_t { Phones, MessageIds };

/// The values of a CSV file, in order, each once. One in a row: in the first column, or, where the
/// first row is a header, in the column called phone or message (also chat, number; id, messageId,
/// message_id). So one file can hold both. Blank rows, a byte order mark, CRLF and quotes around a
/// value are fine. Each row that holds no such value, or one that was there before, is a problem
/// with its line; after twenty of them nobody looks further. A file without any is a problem too.
std::vector<std::string> read_listed(std::string_view text, const std::string& file, ListOf what,
                                     Problems& problems);

}  // namespace ensaio
