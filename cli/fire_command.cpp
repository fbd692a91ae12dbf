#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.hpp"
#include "cli/complaint.hpp"
#include "cli/options.hpp"
#include "cli/play_settings.hpp"
#include "cli/rehearsal.hpp"
#include "cli/signals.hpp"
#include "cli/stage.hpp"
#include "simulator/document/codes.hpp"
#include "simulator/document/problem_text.hpp"
#include "simulator/report/failure_text.hpp"
#include "simulator/scenario/fire_text.hpp"

namespace ensaio {
namespace {

constexpr const char* kFile = "(command line)";

/// One word for a shell, always in single quotes: bodies are full of double ones.
std::string quoted(const std::string& text) {
  std::string word = "'";
  for (const char c : text) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return word + "'";
}

/// The request as `curl` makes it; that adds `host` and `content-length` itself.
std::string curl_line(const Staged& staged, const Send& send, const TlsSettings& tls) {
  const Script& script = *staged.piece->script;
  const Line& line = script.lines[send.line];
  const Rendering rendering(script, staged.cast, staged.surroundings);
  const Endpoint* endpoint = staged.destinations.routes()(line.instance, *line.kind);
  std::string text = "curl -i " + quoted(endpoint->url);
  for (const CompiledHeader& header : script.header_sets[line.headers].each) {
    std::string value;
    rendering.append(value, header.value, send);
    // curl sends a header without a value only where it ends in a semicolon.
    text += " -H " + quoted(value.empty() ? header.name + ";" : header.name + ": " + value);
  }
  if (tls.insecure) text += " -k";
  if (!tls.ca_file.empty()) text += " --cacert " + quoted(tls.ca_file);
  if (!tls.certificate_file.empty()) {
    text += " --cert " + quoted(tls.certificate_file) + " --key " + quoted(tls.key_file);
  }
  return text + " --data-binary " + quoted(rendering.body(send));
}

void print_requests(const Staged& staged, const TlsSettings& tls, std::ostream& out) {
  const Rendering rendering(*staged.piece->script, staged.cast, staged.surroundings);
  plan_of(*staged.piece, staged.seed, [&](const Send& send, const std::string&) {
    out << rendering.body(send) << "\n\n" << curl_line(staged, send, tls) << '\n';
  });
}

Exit play(std::unique_ptr<Staged> staged, const PlaySettings& settings, Streams& io) {
  Rehearsal rehearsal(settings.rule, {.tls = settings.tls}, {});
  const InterruptedBySignals signals(rehearsal.world());
  const ScenarioRecord& told = rehearsal.play(std::move(staged), "");
  for (const Attempt& attempt : told.attempts) {
    if (rehearsal.nobody_there()) break;
    io.out << attempt_line(attempt) << '\n';
    const std::string said = said_text(attempt);
    if (!said.empty()) io.out << "  " << said << '\n';
  }
  for (const Check& check : told.checks) {
    if (check.verdict == Verdict::Fail && !rehearsal.nobody_there()) {
      complain(io.err, {check.message, ""});
    }
  }
  if (rehearsal.nobody_there()) complain(io.err, *rehearsal.nobody_there());
  for (const std::string& aside : rehearsal.record().asides) io.err << aside << '\n';
  return exit_of(rehearsal, signals.received());
}

struct Asked {
  PlayWords play{};
  FireWords fire{};
  std::vector<std::string> verbs{};
  bool print = false;
};

void define(Options& options, Asked& asked) {
  options.words("VERB", asked.verbs, "composing, paused, sent, received, read, incoming, raw, ...");
  add_target_options(options, asked.play);
  add_story_options(options, asked.play);
  FireWords& words = asked.fire;
  options.value("--phone", words.phone, "of the chat, with its suffix; else one is made");
  options.values("--id", words.ids, "of the message; else one is made");
  options.values("--by", words.by, "phone of a participant, in a group");
  options.value("--text", words.text, "of an incoming message");
  options.value("--like", words.like, "documented variant of an incoming message: image, ...");
  options.value("--error", words.error, "why a delivery failed");
  options.value("--error-code", words.error_code, "of a failed delivery: SHADOW_BAN");
  options.value("--device", words.device, "number of the device that reads");
  options.value("--late", words.late, "it happened so long ago: 2m");
  options.value("--with", words.with, "JSON object: fields to set; of raw the whole body");
  options.value("--kind", words.kind, "of raw, where no type in the body says it: status, ...");
  options.values("--header", words.headers, "'name: value' to set");
  options.flag("--print", asked.print, "print the body and a line for curl; send nothing");
}

/// Whether there is an error. Those of the text that `fire` made itself are told without it: nobody
/// wrote it. What is left is a project file's.
bool tell_what_is_wrong(const Repertoire& repertoire, Streams& io) {
  Problems elsewhere;
  for (const Problem& problem : repertoire.problems) {
    if (problem.file != kFile) {
      elsewhere.push_back(problem);
      continue;
    }
    // What to write into a file instead is no help here.
    const bool for_files = problem.code == Code::BadEdit;
    const std::string& help = problem.hint.empty() ? problem.note : problem.hint;
    complain(io.err, {problem.message, for_files ? "" : help});
  }
  print_problems(elsewhere, repertoire.source(), io.err);
  return has_errors(repertoire.problems);
}

/// What staging says of a place in the text that nobody wrote.
Error without_place(Error error) {
  const std::string place = fmt::format("{}:1: ", kFile);
  if (error.message.starts_with(place)) error.message.erase(0, place.size());
  return error;
}

/// Prints or sends the one step of `text`.
Exit fire(const std::string& text, const PlaySettings& settings, bool print, Streams& io) {
  Inputs inputs;
  inputs.sources.push_back({.file = kFile, .text = text, .folder = "."});
  const Repertoire repertoire = read_repertoire(std::move(inputs), settings.overrides);
  if (tell_what_is_wrong(repertoire, io)) return Exit::Refused;
  const Casting casting{.seed = settings.seed.value_or(drawn_seed()), .over_files = true};
  Result<std::unique_ptr<Staged>> staged = stage(repertoire.pieces.front(), settings, casting);
  if (!staged) {
    complain(io.err, without_place(staged.error()));
    return Exit::Refused;
  }
  if (print) {
    print_requests(**staged, settings.tls, io.out);
    return Exit::Passed;
  }
  for (const Obstacle& found : Obstacles(settings.rule).of(**staged)) {
    complain(io.err, found.error);
    return found.exit;
  }
  return play(*std::move(staged), settings, io);
}

}  // namespace

Exit fire_command(const Arguments& arguments, Streams& io) {
  Asked asked;
  Options options("fire", "Sends one callback, now. Ends with 0 where the answer is 2xx.",
                  "  ensaio fire read --id 3EB0AB12CD34EF56AB12CD --target "
                  "http://127.0.0.1:3000/hook\n"
                  "  ensaio fire composing --phone 5544999999999 --target "
                  "http://127.0.0.1:3000/hook --print\n");
  define(options, asked);
  if (const auto done = options.parse(arguments, io)) return *done;
  if (asked.verbs.size() != 1) return options.refuse(io, "name one callback, such as read");
  asked.fire.verb = asked.verbs.front();
  const Result<PlaySettings> settings = checked(asked.play);
  const Result<std::string> text = fire_text(asked.fire);
  if (settings && text) return fire(*text, *settings, asked.print, io);
  complain(io.err, settings ? text.error() : settings.error());
  return Exit::Refused;
}

}  // namespace ensaio
