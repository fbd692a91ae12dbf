#include "simulator/wire/object_text.hpp"

#include "simulator/base/json_text.hpp"
#include "simulator/wire/slot.hpp"

namespace ensaio {

std::string momment_json(const Momment& at, Precision precision) {
  const bool whole = precision == Precision::WholeSeconds;
  if (!at) return json_string(number_mark(whole ? Slot::MommentSeconds : Slot::MommentMs));
  if (!whole) return std::to_string(at->time_since_epoch().count());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at->time_since_epoch());
  return std::to_string(std::chrono::milliseconds(seconds).count());
}

ObjectText& ObjectText::text(std::string_view key, std::string_view value) {
  return member(key, json_string(value));
}

ObjectText& ObjectText::texts(std::string_view key, const std::vector<MessageId>& values) {
  std::string list = "[";
  for (const MessageId& value : values) {
    if (list.size() > 1) list += ',';
    append_json_string(list, value.get());
  }
  return member(key, list + ']');
}

ObjectText& ObjectText::number(std::string_view key, int value) {
  return member(key, std::to_string(value));
}

ObjectText& ObjectText::boolean(std::string_view key, bool value) {
  return member(key, value ? "true" : "false");
}

ObjectText& ObjectText::null(std::string_view key) { return member(key, "null"); }

ObjectText& ObjectText::momment(const Momment& at, Precision precision) {
  return member("momment", momment_json(at, precision));
}

std::string ObjectText::done() {
  text_ += '}';
  return std::move(text_);
}

ObjectText& ObjectText::member(std::string_view key, std::string_view json) {
  if (text_.size() > 1) text_ += ',';
  append_json_string(text_, key);
  text_ += ':';
  text_ += json;
  return *this;
}

}  // namespace ensaio
