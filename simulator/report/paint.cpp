#include "simulator/report/paint.hpp"

namespace ensaio {
namespace {

std::string_view code(Paint paint) {
  switch (paint) {
    case Paint::Good:
      return "\x1b[32m";
    case Paint::Bad:
      return "\x1b[31m";
    case Paint::Doubtful:
      return "\x1b[33m";
    case Paint::Quiet:
      return "\x1b[2m";
    case Paint::Strong:
      return "\x1b[1m";
  }
  return {};
}

}  // namespace

std::string painted(std::string_view text, Paint paint, const ConsoleStyle& style) {
  if (!style.color) return std::string(text);
  return std::string(code(paint)).append(text).append("\x1b[0m");
}

}  // namespace ensaio
