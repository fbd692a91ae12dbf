#pragma once

#include "simulator/scenario/draft.hpp"
#include "simulator/scenario/library.hpp"

namespace ensaio {

/// Looks ahead through the steps of `page`: opens the pages that it uses, so that their names are
/// known before any step is read, and notes what awaits bind and calls save.
void look_ahead(Page& page, const Library& library);

/// The steps of the page that the `use` at `path` opened; none where that failed.
Steps used_steps(Page& page, const Node& path);

/// The number of `file` among those of the scenario.
std::uint32_t file_number(Scenario& scenario, const std::string& file);

}  // namespace ensaio
