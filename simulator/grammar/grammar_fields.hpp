#pragma once

#include "simulator/grammar/grammar_table.hpp"

namespace ensaio::fields {

// The keys that documents of several kinds have.

inline constexpr Field kVersion{.name = "version",
                                .shape = &shapes::kVersion,
                                .doc = "The version of the language; this program reads 1.",
                                .example = "1"};
inline constexpr Field kAbout{.name = "about",
                              .shape = &shapes::kText,
                              .doc = "One sentence for reports.",
                              .example = "Ana types for a few seconds, and gives up.",
                              .also = "description"};

inline constexpr Field kDialect{.name = "dialect",
                                .shape = &shapes::kDialect,
                                .doc = "One provider at one time: what its callbacks look like.",
                                .example = "plugchat",
                                .also = "provider"};
}  // namespace ensaio::fields
