#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

#include "simulator/wire/callback.hpp"

namespace ensaio {

using OrderedJson = nlohmann::ordered_json;

/// A payload of tests/golden/ and where it comes from.
struct Golden {
  std::string file{};
  Dialect dialect{};
  std::string type{};
  OrderedJson payload{};
};

/// Every payload of tests/golden/index.json, in its order.
std::vector<Golden> goldens();

/// The one called `file`: "zapi/live2026-ConnectedCallback-default.json".
Golden golden(const std::string& file);

/// A JSON file of the repository, by its path from the root.
OrderedJson json_file(const std::string& path);

/// The callback that a payload tells: what it is about, read from its fields.
Callback told_by(const OrderedJson& payload);

/// What body() makes of `callback`, or the error in words.
std::string written(Dialect dialect, const Callback& callback);

}  // namespace ensaio
