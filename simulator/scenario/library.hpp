#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "simulator/scenario/draft.hpp"

namespace ensaio {

/// A file that a scenario uses, read once.
struct UsedFile {
  std::vector<Tree> trees{};
  std::optional<Node> document{};  ///< Its scenario; nothing where it cannot be used.
  std::uint64_t steps = 0;         ///< After expansion.
};

/// The most steps that a scenario may have, after expansion.
inline constexpr std::uint64_t kMostSteps = 1'000'000;

/// The files that one scenario uses: reads each of them once, before anything is made of it, so
/// that circles and expansions beyond measure are found first.
class Library {
 public:
  /// All must outlive it.
  Library(const ReadFile& read, Problems& problems) : read_(read), problems_(problems) {}

  /// Reads every file that `document` uses, and those that they use. Answers how many steps it
  /// has after expansion, and complains where they are too many.
  std::uint64_t survey(const std::string& file, const Node& document);

  /// Of a path as a `use` in `user` says it; null where it cannot be used.
  const UsedFile* find(const std::string& user, std::string_view path) const;

  /// How a path is named that is written in `user`.
  static std::string path_from(const std::string& user, std::string_view path);

 private:
  using PlaceOfUse = std::pair<std::string, Node>;

  std::uint64_t count_list(const std::string& file, const Node& list);
  std::uint64_t count_step(const std::string& file, const Node& step);
  std::uint64_t count_use(const std::string& file, const Node& path);
  UsedFile& open(const std::string& path, const PlaceOfUse& use);
  void check_keys(const std::string& path, const Node& document);
  void limit(const std::string& file, const Node& at, std::uint64_t steps);
  void error(Code code, const std::string& file, const Node& at, Saying saying);

  const ReadFile& read_;
  Problems& problems_;
  std::map<std::string, UsedFile> files_{};
  std::vector<std::string> trail_{};  ///< From the scenario to the file that is being surveyed.
  bool too_many_told_ = false;
};

}  // namespace ensaio
