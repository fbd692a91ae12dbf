#include "simulator/scenario/node_values.hpp"

#include <algorithm>
#include <limits>

namespace ensaio {

std::optional<Node> node_at(const Node& map, std::string_view key, NodeKind kind) {
  auto found = map.find(key);
  if (found && !found->is(kind)) found.reset();
  return found;
}

std::optional<Node> scalar_at(const Node& map, std::string_view key) {
  return node_at(map, key, NodeKind::Scalar);
}

std::string text_at(const Node& map, std::string_view key) {
  const auto found = scalar_at(map, key);
  return found ? std::string(found->text()) : "";
}

std::optional<Offset> duration_at(const Node& map, std::string_view key) {
  const auto found = scalar_at(map, key);
  return found ? parse_duration(found->text()) : std::nullopt;
}

std::optional<std::uint64_t> unsigned_at(const Node& map, std::string_view key) {
  const auto found = scalar_at(map, key);
  return found ? parse_unsigned(found->text()) : std::nullopt;
}

std::optional<Span> span_of(const Node& node) {
  if (node.is(NodeKind::Scalar)) return parse_span(node.text());
  const auto p50 = duration_at(node, "p50");
  const auto p99 = duration_at(node, "p99");
  if (!p50 || !p99 || *p50 <= Offset::zero() || *p50 > *p99) return std::nullopt;
  return LogNormal{*p50, *p99};
}

std::vector<Node> scalars_of(const Node& node) {
  std::vector<Node> scalars;
  if (node.is(NodeKind::Scalar)) scalars.push_back(node);
  if (!node.is(NodeKind::List)) return scalars;
  for (const Node item : node) {
    if (item.is(NodeKind::Scalar)) scalars.push_back(item);
  }
  return scalars;
}

std::vector<StatusRange> statuses_of(const Node& node) {
  std::vector<StatusRange> statuses;
  for (const Node& scalar : scalars_of(node)) {
    if (const auto status = parse_status(scalar.text())) statuses.push_back(*status);
  }
  return statuses;
}

std::vector<Node> items_of(const std::optional<Node>& node) {
  std::vector<Node> items;
  if (!node || !node->is(NodeKind::List)) return items;
  items.reserve(node->size());
  for (const Node item : *node) items.push_back(item);
  return items;
}

std::uint32_t narrow(std::uint64_t number) {
  return static_cast<std::uint32_t>(
      std::min<std::uint64_t>(number, std::numeric_limits<std::uint32_t>::max()));
}

}  // namespace ensaio
