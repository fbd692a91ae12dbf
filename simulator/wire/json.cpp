#include "simulator/wire/json.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

#include "simulator/base/json_text.hpp"

namespace ensaio {
namespace {

constexpr std::size_t kMaxDepth = 64;

/// Builds the value while it is parsed, and stops the parser where it is nested too deep.
/// (The library's own builder has no limit, and makes doubles of long numbers.)
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Json root;

  bool null() override { return plain("null"); }
  bool boolean(bool value) override { return plain(value ? "true" : "false"); }
  bool number_integer(std::int64_t value) override { return plain(std::to_string(value)); }
  bool number_unsigned(std::uint64_t value) override { return plain(std::to_string(value)); }
  bool number_float(double, const std::string& text) override { return plain(text); }
  bool string(std::string& text) override { return add({Json::Form::Text, std::move(text)}); }
  bool binary(nlohmann::json::binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Json::Form::Object); }
  bool key(std::string& name) override {
    name_ = std::move(name);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(std::size_t) override { return open(Json::Form::List); }
  bool end_array() override { return close(); }

  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

 private:
  Json& put(Json value) {
    if (open_.empty()) return root = std::move(value);
    auto& members = open_.back()->inside;
    members.push_back({std::exchange(name_, {}), std::move(value)});
    return members.back().value;
  }

  bool add(Json value) {
    put(std::move(value));
    return true;
  }

  bool plain(std::string text) { return add({Json::Form::Plain, std::move(text)}); }

  bool open(Json::Form form) {
    if (open_.size() == kMaxDepth) return false;
    // The pointer holds: the parent grows no further until this value is closed.
    open_.push_back(&put({form, {}}));
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  std::vector<Json*> open_;
  std::string name_;
};

void append(std::string& out, const Json& json) {
  switch (json.form) {
    case Json::Form::Plain:
      out += json.text;
      return;
    case Json::Form::Text:
      append_json_string(out, json.text);
      return;
    case Json::Form::List:
    case Json::Form::Object:
      break;
  }
  const bool object = json.form == Json::Form::Object;
  out += object ? '{' : '[';
  for (const JsonMember& member : json.inside) {
    if (&member != &json.inside.front()) out += ',';
    if (object) {
      append_json_string(out, member.name);
      out += ':';
    }
    append(out, member.value);
  }
  out += object ? '}' : ']';
}

}  // namespace

Json::Json() = default;

Json::Json(Form form_, std::string text_) : form(form_), text(std::move(text_)) {}

Json Json::of_text(std::string_view text) { return {Form::Text, std::string(text)}; }

Json Json::of_bool(bool value) { return {Form::Plain, value ? "true" : "false"}; }

std::optional<Json> parsed_json(std::string_view text) {
  // The library would take a NUL byte for the end.
  if (text.find('\0') != std::string_view::npos) return std::nullopt;
  Builder builder;
  if (!nlohmann::json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return std::move(builder.root);
}

std::string compact(const Json& json) {
  std::string out;
  append(out, json);
  return out;
}

Json* member(Json& object, std::string_view name) {
  if (object.form != Json::Form::Object) return nullptr;
  const auto found = std::find_if(object.inside.rbegin(), object.inside.rend(),
                                  [&](const JsonMember& each) { return each.name == name; });
  return found == object.inside.rend() ? nullptr : &found->value;
}

}  // namespace ensaio
