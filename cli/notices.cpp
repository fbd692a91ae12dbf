#include "cli/notices.hpp"

#include <cstddef>
#include <memory>
#include <mutex>
#include <ostream>
#include <set>
#include <string>
#include <utility>

#include "cli/complaint.hpp"

namespace ensaio {
namespace {

class Notices {
 public:
  Notices(std::ostream& err, std::shared_ptr<std::mutex> speaking)
      : err_(err), speaking_(std::move(speaking)) {}

  void tell(const std::string& line) {
    const std::lock_guard lock(*speaking_);
    if (told_.size() > kMost || !told_.insert(line).second) return;
    if (told_.size() <= kMost) {
      warn(err_, {.message = line});
    } else {
      warn(err_, {.message = "there are more of these; GET /_ensaio/journal has all of them"});
    }
    err_ << std::flush;
  }

 private:
  static constexpr std::size_t kMost = 20;
  std::ostream& err_;
  const std::shared_ptr<std::mutex> speaking_;
  std::set<std::string> told_;  // At most one more than are told.
};

}  // namespace

Notice notices_on(std::ostream& err, std::shared_ptr<std::mutex> speaking) {
  return [notices = std::make_shared<Notices>(err, std::move(speaking))](const std::string& line) {
    notices->tell(line);
  };
}

}  // namespace ensaio
