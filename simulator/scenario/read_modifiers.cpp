#include "simulator/scenario/read_modifiers.hpp"

#include <algorithm>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_expectation.hpp"
#include "simulator/wire/headers.hpp"

namespace ensaio {
namespace {

/// The keys that Modifiers are made of.
constexpr std::string_view kKeys[] = {"at",     "late",  "with",    "add",    "remove", "headers",
                                      "copies", "every", "timeout", "expect", "for",    "overtake"};
/// Those that are noted as not yet playable.
constexpr std::string_view kLater[] = {"fault", "retry"};

void append_fields(const Page& page, const Node& step, FieldEdit::Do what,
                   std::vector<FieldEdit>& edits) {
  const auto map = node_at(step, what == FieldEdit::Do::Set ? "with" : "add", NodeKind::Map);
  if (!map) return;
  for (const Node path : *map) {
    edits.push_back({what, std::string(path.text()), page.json(path.value())});
  }
}

std::vector<FieldEdit> read_edits(const Page& page, const Node& step) {
  std::vector<FieldEdit> edits;
  append_fields(page, step, FieldEdit::Do::Set, edits);
  append_fields(page, step, FieldEdit::Do::Add, edits);
  if (const auto removed = step.find("remove")) {
    for (const Node& path : scalars_of(*removed)) {
      edits.push_back({FieldEdit::Do::Remove, std::string(path.text()), ""});
    }
  }
  return edits;
}

/// A copy's gap; `every` with `for` is another thing: the step again and again.
void read_copies(const Page& page, const Node& step, Modifiers& modifiers) {
  const auto copies = unsigned_at(step, "copies");
  if (!copies) return;
  modifiers.copies = narrow(*copies);
  modifiers.copies_gap = duration_at(step, "every").value_or(Offset::zero());
  if (const auto lasts = scalar_at(step, "for")) {
    page.error(Code::NotAModifier, *lasts,
               {.message = "copies and for do not go together",
                .hint = "with copies, every is the gap between them"});
  }
}

/// What scenario-wide defaults and a step have in common.
void read_common(const Page& page, const Node& map, Modifiers& modifiers) {
  if (const auto late = map.find("late")) {
    if (const auto span = read_span(page, *late)) modifiers.late = span;
  }
  if (const auto headers = node_at(map, "headers", NodeKind::Map)) {
    read_headers(page, *headers, modifiers.headers);
  }
  if (const auto timeout = duration_at(map, "timeout")) modifiers.timeout = timeout;
}

void read_expect(const Page& page, const std::optional<Node>& map, Modifiers& modifiers) {
  if (!map) return;
  modifiers.expect = read_expectation(page, *map, modifiers.expect.value_or(Expectation{}));
}

void note_later(const Page& page, const Node& map) {
  for (const std::string_view key : kLater) {
    if (const auto found = map.key(key)) page.not_yet(*found, key);
  }
}

/// The part of the defaults that a step of this verb takes. A call is no callback: it has no
/// moment at which something happened, and its headers are its own.
Modifiers base_of(const Page& page, Verb verb) {
  const auto& defaults = page.draft().defaults;
  if (!defaults || (!makes_callback(verb) && verb != Verb::Call)) return {};
  Modifiers base = *defaults;
  if (verb == Verb::Call) {
    base.late.reset();
    base.headers.clear();
  }
  return base;
}

void append_written(const Node& node, std::string& out) {
  out += node.quoted() ? '"' : '0';
  out += std::to_string(static_cast<int>(node.kind())) + std::to_string(node.size()) + ' ';
  if (node.is(NodeKind::Scalar)) out.append(std::to_string(node.text().size())).append(node.text());
  for (const Node item : node) {
    append_written(item, out);
    if (node.is(NodeKind::Map)) append_written(item.value(), out);
  }
}

/// Where a step's `expect` stands: of a call inside it.
std::optional<Node> expect_of(const WrittenStep& written) {
  const Node& holder = written.verb == Verb::Call && written.value ? *written.value : written.step;
  return node_at(holder, "expect", NodeKind::Map);
}

/// The modifiers of a step as they are written, with the page and the kind of verb: steps that
/// agree in this share one object. Empty where the step has none.
std::string written_modifiers(const Page& page, const WrittenStep& written) {
  std::string out;
  for (const std::string_view key : kKeys) {
    const auto found = key == "expect" ? expect_of(written) : written.step.find(key);
    if (!found) continue;
    out.append(key);
    append_written(*found, out);
  }
  if (out.empty()) return out;
  const auto sort = makes_callback(written.verb) ? 0 : written.verb == Verb::Call ? 1 : 2;
  return std::to_string(sort) + " " + std::to_string(page.serial()) + " " + out;
}

/// In place of another of its name.
void put_header(HeaderChange change, std::vector<HeaderChange>& headers) {
  std::erase_if(headers,
                [&](const HeaderChange& other) { return same_name(other.name, change.name); });
  headers.push_back(std::move(change));
}

std::shared_ptr<const Modifiers> shared_defaults(const Page& page, Verb verb) {
  if (makes_callback(verb)) return page.draft().defaults;
  if (verb != Verb::Call || !page.draft().defaults) return nullptr;
  auto& shared = page.draft().modifiers["call"];
  if (!shared) shared = std::make_shared<const Modifiers>(base_of(page, verb));
  return shared;
}

}  // namespace

std::optional<Span> read_span(const Page& page, const Node& node) {
  auto span = span_of(node);
  const auto p50 = node.is(NodeKind::Map) ? scalar_at(node, "p50") : std::nullopt;
  const auto low = duration_at(node, "p50");
  const auto high = duration_at(node, "p99");
  if (span || !low || !high) return span;
  if (*low == Offset::zero()) {
    page.error(Code::BadRange, *p50, {.message = "p50 must be over 0"});
  } else {
    page.error(
        Code::BadRange, *p50,
        {.message = "p50 is longer than p99",
         .hint = "write { p50: " + duration_text(*high) + ", p99: " + duration_text(*low) + " }"});
  }
  return span;
}

bool makes_callback(Verb verb) { return verb <= Verb::Raw; }

void read_headers(const Page& page, const Node& map, std::vector<HeaderChange>& base) {
  for (const Node name : map) {
    HeaderChange change{.name = std::string(name.text())};
    const Node value = name.value();
    const bool removed = value.is(NodeKind::Null) || (value.text() == "null" && !value.quoted());
    if (!removed) change.value = page.text(value);
    put_header(std::move(change), base);
  }
}

void read_defaults(Page& main, const Page* project) {
  Modifiers defaults;
  bool any = false;
  const auto read = [&](const Page& page) {
    const auto map = node_at(*page.document, "defaults", NodeKind::Map);
    if (!map) return;
    any = true;
    read_common(page, *map, defaults);
    read_expect(page, node_at(*map, "expect", NodeKind::Map), defaults);
    note_later(page, *map);
  };
  if (project != nullptr) read(*project);
  read(main);
  if (any) main.draft().defaults = std::make_shared<const Modifiers>(std::move(defaults));
}

void add_default_headers(Page& main, const std::vector<HeaderChange>& headers) {
  if (headers.empty()) return;
  auto& shared = main.draft().defaults;
  Modifiers defaults = shared ? *shared : Modifiers{};
  for (const HeaderChange& header : headers) put_header(header, defaults.headers);
  shared = std::make_shared<const Modifiers>(std::move(defaults));
}

std::shared_ptr<const Modifiers> read_modifiers(Page& page, const WrittenStep& written) {
  const Node& step = written.step;
  if (!step.is(NodeKind::Map)) return shared_defaults(page, written.verb);
  note_later(page, step);
  const std::string key = written_modifiers(page, written);
  if (key.empty()) return shared_defaults(page, written.verb);

  auto modifiers = base_of(page, written.verb);
  modifiers.at = duration_at(step, "at");
  modifiers.edits = read_edits(page, step);
  read_copies(page, step, modifiers);
  read_common(page, step, modifiers);
  read_expect(page, expect_of(written), modifiers);
  modifiers.overtake = text_at(step, "overtake") == "true";
  auto& shared = page.draft().modifiers[key];
  if (!shared) shared = std::make_shared<const Modifiers>(std::move(modifiers));
  return shared;
}

}  // namespace ensaio
