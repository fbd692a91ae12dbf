#include "mock_api/magic_number.hpp"

#include "simulator/wire/callback.hpp"

namespace ensaio {

MagicNumber magic_number(std::string_view phone) {
  constexpr std::string_view kZeros = "000000";
  if (phone.size() <= kZeros.size() || chat_type(phone) != ChatType::Private) {
    return MagicNumber::None;
  }
  const auto number = static_cast<std::size_t>(phone.back() - '0');
  phone.remove_suffix(1);
  if (!phone.ends_with(kZeros) || number >= kMagicNumbers.size()) return MagicNumber::None;
  return static_cast<MagicNumber>(number);
}

}  // namespace ensaio
