#pragma once

#include <memory>
#include <string>
#include <utility>

#include "simulator/base/result.hpp"

namespace ensaio {

/// A file for other programs to read, which is there whole or not at all: written beside its
/// place, then renamed into it. Gone when the object is, unless another has taken its place.
class WholeFile {
 public:
  /// Writes `text` to `path`; what was there is replaced. Error: why it cannot be written.
  static Result<std::unique_ptr<WholeFile>> write(const std::string& path, const std::string& text);
  /// The same at a path of its own in the folder for temporary files, whose name begins with
  /// `name`.
  static Result<std::unique_ptr<WholeFile>> write_temporary(const std::string& name,
                                                            const std::string& text);
  ~WholeFile();
  WholeFile(const WholeFile&) = delete;
  WholeFile& operator=(const WholeFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  WholeFile(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {}

  std::string path_;
  std::string text_;
};

}  // namespace ensaio
