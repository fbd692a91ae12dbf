#include "tests/e2e/sending_application.hpp"

#include "tests/cli/child.hpp"
#include "tests/cli/scratch.hpp"

namespace ensaio {

Spoken sends_beside_serve(const std::string& webhook, const std::vector<std::string>& phones) {
  const std::string instance = "{{ env.ENSAIO_BASE_URL }}/instances/A/token/B/";
  std::string steps = "  - call: { put: \"" + instance +
                      "update-webhook-message-status\", json: { value: \"" + webhook + "\" } }\n";
  for (const std::string& phone : phones) {
    steps += "  - call: { post: \"" + instance + "send-text\", json: { phone: \"" + phone +
             "\", message: oi } }\n";
  }
  steps += "  - call: { get: \"{{ env.ENSAIO_CONTROL_URL }}/await?until=quiet:50ms\" }\n";
  const Scratch scratch;
  const std::string application = scratch.file(
      "application.yaml",
      "scenario: application\nenv: [ENSAIO_BASE_URL, ENSAIO_CONTROL_URL]\nsteps:\n" + steps);
  return Child({"serve", "--clock", "virtual", "--seed", "7", "--", ENSAIO_PROGRAM, "run",
                application, "--target", webhook, "--timeout", "20s"})
      .ended();
}

}  // namespace ensaio
