#include "simulator/wire/json.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace ensaio {
namespace {

constexpr std::size_t kMaxDepth = 64;

/// Stands on both sides of a number kept as text (U+FDD2, a noncharacter), inside a JSON string.
constexpr std::string_view kVerbatim = "\xEF\xB7\x92";

bool is_number_text(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

/// The number in `kVerbatim number kVerbatim`; empty where `text` is anything else.
std::string_view verbatim_number(std::string_view text) {
  if (!text.starts_with(kVerbatim) || !text.ends_with(kVerbatim)) return {};
  if (text.size() < 2 * kVerbatim.size()) return {};
  text = text.substr(kVerbatim.size(), text.size() - 2 * kVerbatim.size());
  return is_number_text(text) ? text : std::string_view{};
}

/// Builds the value while it is parsed, and stops the parser where it is nested too deep.
/// (The library's own builder has no limit, searches an object for each new member, and makes
/// doubles of long numbers.)
class Builder final : public nlohmann::json_sax<Json> {
 public:
  Json root;

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(std::int64_t value) override { return add(value); }
  bool number_unsigned(std::uint64_t value) override { return add(value); }
  bool number_float(double, const std::string& text) override {
    return add(std::string(kVerbatim) + text + std::string(kVerbatim));
  }
  bool string(std::string& value) override { return add(std::move(value)); }
  bool binary(Json::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool key(std::string& name) override {
    key_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  Json& put(Json value) {
    if (open_.empty()) return root = std::move(value);
    Json& parent = *open_.back();
    if (parent.is_array()) return parent.get_ref<Json::array_t&>().emplace_back(std::move(value));
    auto& members = parent.get_ref<Json::object_t&>();
    return members.emplace_back(std::move(key_), std::move(value)).second;
  }

  bool add(Json value) {
    put(std::move(value));
    return true;
  }

  bool open(Json empty) {
    if (open_.size() == kMaxDepth) return false;
    // The pointer holds: the parent grows no further until this value is closed.
    open_.push_back(&put(std::move(empty)));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;
  std::string key_;
};

}  // namespace

std::optional<Json> parsed_json(std::string_view text) {
  // The library would take a NUL byte for the end.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  Builder builder;
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return std::move(builder.root);
}

std::string compact(const Json& json) {
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  std::string out;
  std::size_t at = 0;
  const std::string quoted = '"' + std::string(kVerbatim);
  for (std::size_t begin = text.find(quoted); begin != std::string::npos;
       begin = text.find(quoted, begin + 1)) {
    const std::size_t end = text.find('"', begin + 1);  // A dumped string is always closed.
    const std::string_view string(text.data() + begin + 1, end - begin - 1);
    const std::string_view number = verbatim_number(string);
    if (number.empty()) continue;
    out.append(text, at, begin - at).append(number);
    at = end + 1;
  }
  return out.append(text, at);
}

std::string text_of(const Json& json) {
  if (!json.is_string()) return compact(json);
  const auto& text = json.get_ref<const std::string&>();
  const std::string_view number = verbatim_number(text);
  return number.empty() ? text : std::string(number);
}

Json* member(Json& object, std::string_view name) {
  if (!object.is_object()) return nullptr;
  auto& members = object.get_ref<Json::object_t&>();
  const auto found = std::find_if(members.rbegin(), members.rend(),
                                  [&](const auto& pair) { return pair.first == name; });
  return found == members.rend() ? nullptr : &found->second;
}

}  // namespace ensaio
