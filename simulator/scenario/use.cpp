#include "simulator/scenario/use.hpp"

#include <algorithm>
#include <utility>

#include "simulator/document/codes.hpp"
#include "simulator/scenario/node_values.hpp"
#include "simulator/scenario/read_cast.hpp"
#include "simulator/scenario/read_steps.hpp"

namespace ensaio {
namespace {

std::pair<std::uint32_t, std::uint32_t> key_of(const Node& path) {
  return {path.mark().line, path.mark().column};
}

/// Every name that is renamed must be one of the used file's.
void check_renames(const Page& page, const Page& used, const Node& renamed) {
  std::vector<std::string_view> known = keys_of(used.names.chats);
  for (const std::string_view name : keys_of(used.names.messages)) known.push_back(name);
  for (const Node name : renamed) {
    if (used.names.incomplete) return;
    if (std::find(known.begin(), known.end(), name.text()) != known.end()) continue;
    page.error(Code::UnknownChat, name,
               {.message = "'" + used.file_name() + "' names no chat or message '" +
                           std::string(name.text()) + "'",
                .hint = did_you_mean(name.text(), known),
                .note = known.empty() ? "it names none" : "it names: " + listed(known)});
  }
}

void open_page(Page& page, const WrittenStep& written, const Library& library) {
  if (!written.value || !written.value->is(NodeKind::Scalar)) return;
  const UsedFile* file = library.find(page.file_name(), written.value->text());
  if (file == nullptr) {
    page.names.incomplete = true;
    return;
  }
  auto& used = page.uses[key_of(*written.value)];
  if (used) return;  // An alias: the same step at another place.
  const std::string path = Library::path_from(page.file_name(), written.value->text());
  used = std::make_unique<Page>(page.draft(), file_number(page.scenario(), path), &page);
  used->document = file->document;
  const auto names = node_at(written.step, "names", NodeKind::Map);
  const Node* renamed = names ? &*names : nullptr;
  read_chats(*used, renamed);
  read_messages(*used, renamed);
  if (names) check_renames(page, *used, *names);
  look_ahead(*used, library);
}

void look_into(Page& page, const Node& list, const Library& library);

void look_at(Page& page, const WrittenStep& written, const Library& library) {
  if (written.verb == Verb::Use) open_page(page, written, library);
  if (written.verb == Verb::Await) {
    const auto name = scalar_at(written.step, "as");
    if (name) declare_awaited(page, *name, node_at(written.step, "where", NodeKind::Map));
  }
  if (written.verb == Verb::Call && written.value) {
    const auto save = node_at(*written.value, "save", NodeKind::Map);
    if (save) {
      for (const Node name : *save) {
        page.draft().saves.emplace(std::string(name.text()), name.mark());
      }
    }
  }
  for (const Node& list : inner_lists(written)) look_into(page, list, library);
}

void look_into(Page& page, const Node& list, const Library& library) {
  if (!list.is(NodeKind::List)) return;
  for (const Node step : list) {
    if (const auto written = written_step(step)) look_at(page, *written, library);
  }
}

}  // namespace

void look_ahead(Page& page, const Library& library) {
  if (const auto steps = page.document->find("steps")) look_into(page, *steps, library);
}

Steps used_steps(Page& page, const Node& path) {
  const auto used = page.uses.find(key_of(path));
  if (used == page.uses.end()) return {};
  const auto steps = used->second->document->find("steps");
  return steps ? read_steps(*used->second, *steps, Depth::Inside) : Steps{};
}

std::uint32_t file_number(Scenario& scenario, const std::string& file) {
  auto& files = scenario.files;
  const auto found = std::find(files.begin(), files.end(), file);
  if (found != files.end()) return static_cast<std::uint32_t>(found - files.begin());
  files.push_back(file);
  return static_cast<std::uint32_t>(files.size() - 1);
}

}  // namespace ensaio
