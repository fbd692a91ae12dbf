#pragma once

#include <cstdint>
#include <string_view>

#include "simulator/base/enum_table.hpp"

namespace ensaio {

/// Numbers with a meaning, like the test cards of a payment provider: what becomes of a message to
/// a phone that ends in 000000N, N being the place here.
enum class MagicNumber : std::uint8_t {
  None,
  NoSuchPhone,  ///< DeliveryCallback with the error; nothing else.
  NeverRead,    ///< It is received and never read.
  ReadFirst,    ///< READ before RECEIVED.
  Twice,        ///< Every callback two times.
  RefusedOnce,  ///< The first send to it is answered 503.
  ShadowBan,    ///< DeliveryCallback with WhatsApp's silent refusal; nothing else.
  Silence,      ///< Nothing comes at all.
};

/// What each is called in the journal.
inline constexpr auto kMagicNumbers = enum_table<MagicNumber>({
    {MagicNumber::None, "none"},
    {MagicNumber::NoSuchPhone, "no such phone"},
    {MagicNumber::NeverRead, "never read"},
    {MagicNumber::ReadFirst, "read before received"},
    {MagicNumber::Twice, "everything twice"},
    {MagicNumber::RefusedOnce, "refused once"},
    {MagicNumber::ShadowBan, "shadow ban"},
    {MagicNumber::Silence, "silence"},
});

/// What `phone` means. Only of a person's number, digits alone: ids of groups end as they like.
MagicNumber magic_number(std::string_view phone);

}  // namespace ensaio
