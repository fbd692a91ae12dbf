#include "bench/load/html_text.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cstddef>

#include "simulator/report/visible.hpp"

namespace ensaio {
namespace {

constexpr std::string_view kNarrowSpace = "\u202f";  // No line is broken at it.

std::string row(const HtmlTable::Row& cells, const char* first, std::string_view attributes) {
  std::string text = fmt::format("<tr{}>", attributes);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    text +=
        i == 0 ? fmt::format("<{}>{}</th>", first, cells[i]) : fmt::format("<td>{}</td>", cells[i]);
  }
  return text + "</tr>\n";
}

}  // namespace

std::string html_text(std::string_view text) {
  std::string safe;
  for (const char c : visible(text)) {
    switch (c) {
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '&':
        safe += "&amp;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string json_in_html(std::string_view json) {
  std::string safe;
  safe.reserve(json.size());
  for (const char c : json) {
    if (c == '<') {
      safe += "\\u003c";  // It stands in strings only.
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string filled_page(std::string_view page,
                        const std::map<std::string, std::string, std::less<>>& values) {
  std::string filled;
  while (true) {
    const auto open = page.find("{{");
    const auto close = page.find("}}", open);
    if (open == std::string_view::npos || close == std::string_view::npos) break;
    const auto value = values.find(page.substr(open + 2, close - open - 2));
    assert(value != values.end());
    filled.append(page.substr(0, open)).append(value->second);
    page.remove_prefix(close + 2);
  }
  return filled.append(page);
}

std::string grouped(std::uint64_t number) {
  const std::string digits = std::to_string(number);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += kNarrowSpace;
    text += digits[i];
  }
  return text;
}

std::string short_time(Histogram::Time time) {
  const auto us = static_cast<double>(time.count());
  const auto said = [](double value, const char* unit) {
    const int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
    return fmt::format("{:.{}f}{}{}", value, decimals, kNarrowSpace, unit);
  };
  if (us < 1000) return fmt::format("{:.0f}{}\u00b5s", us, kNarrowSpace);
  return us < 1e6 ? said(us / 1e3, "ms") : said(us / 1e6, "s");
}

std::string quantile_text(const Histogram& histogram, double quantile) {
  return histogram.count() == 0 ? "-" : short_time(histogram.quantile(quantile));
}

std::string percent(std::uint64_t some, std::uint64_t all) {
  if (all == 0) return "-";
  const auto hundredths =
      static_cast<std::uint64_t>(static_cast<double>(some) * 10'000 / static_cast<double>(all));
  if (some > 0 && hundredths == 0) return fmt::format("&lt; 0.01{}%", kNarrowSpace);
  return fmt::format("{}.{:02}{}%", hundredths / 100, hundredths % 100, kNarrowSpace);
}

std::string HtmlTable::html() const {
  std::string text = "<div class=\"scroll\"><table>\n";
  if (!caption.empty()) text += fmt::format("<caption>{}</caption>\n", html_text(caption));
  if (!head.empty()) {
    text += "<thead><tr>";
    for (const std::string& cell : head) {
      text += fmt::format("<th scope=\"col\">{}</th>", html_text(cell));
    }
    text += "</tr></thead>\n";
  }
  text += "<tbody>\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool is_sum = sum && i + 1 == rows.size();
    text += row(rows[i], "th scope=\"row\"", is_sum ? " class=\"sum\"" : "");
  }
  return text + "</tbody></table></div>\n";
}

}  // namespace ensaio
