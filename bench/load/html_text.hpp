#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/report/histogram.hpp"

namespace ensaio {

/// `text` as it may stand in an element or in a quoted attribute; what a browser or a reader could
/// take for something else than text is escaped first, as on a console.
std::string html_text(std::string_view text);

/// JSON as it may stand in a `<script>` element: no `<` is left in it, so nothing in it can end the
/// element or open another. Says the same.
std::string json_in_html(std::string_view json);

/// `page` with each `{{name}}` in the place of what `values` has by that name, which is put in as
/// it is and not looked at again. Requires that it has all of them.
std::string filled_page(std::string_view page,
                        const std::map<std::string, std::string, std::less<>>& values);

/// "12 345 678", with spaces at which no line is broken.
std::string grouped(std::uint64_t number);

/// "340 us", "12.3 ms", "1.25 s", with a real micro sign.
std::string short_time(Histogram::Time time);

/// That quantile as a short_time(); "-" where nothing was measured.
std::string quantile_text(const Histogram& histogram, double quantile);

/// "99.97 %"; the rest of a digit is cut off, so that 100 % is all of it. "-" where `all` is 0.
std::string percent(std::uint64_t some, std::uint64_t all);

/// A table. Its cells are HTML already.
struct HtmlTable {
  using Row = std::vector<std::string>;
  std::string caption{};  ///< Text. Empty: none.
  Row head{};             ///< Text; empty: none. All columns but the first hold numbers.
  std::vector<Row> rows{};
  bool sum = false;  ///< The last row is the sum of the others.

  std::string html() const;
};

}  // namespace ensaio
