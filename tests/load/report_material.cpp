#include <iostream>

#include "tests/load/load_record_sample.hpp"

// Prints the JSON Schema of a load's report, and reports of all kinds: a line for each.

namespace {

/// JSON without its line breaks, none of which stands in a string.
void print_line(std::string_view json) {
  for (const char c : json) {
    if (c != '\n') std::cout << c;
  }
  std::cout << '\n';
}

}  // namespace

int main() {
  print_line(ensaio::load_json_schema());
  for (const ensaio::LoadRecord& record :
       {ensaio::sample_record(), ensaio::closed_loop_record(), ensaio::empty_record()}) {
    print_line(ensaio::load_json(record));
  }
}
