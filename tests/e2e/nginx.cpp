#include "tests/e2e/nginx.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <sstream>
#include <thread>

#include "tests/cli/receiver.hpp"

extern char** environ;

namespace ensaio {
namespace {

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  return address;
}

std::uint16_t free_port() {
  const std::string url = dead_url();
  return static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)));
}

bool listens(std::uint16_t port) {
  const int tried = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const sockaddr_in address = loopback(port);
  const bool connected =
      connect(tried, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0;
  close(tried);
  return connected;
}

bool has_ended(pid_t pid) {
  siginfo_t info{};
  return waitid(P_PID, static_cast<id_t>(pid), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid != 0;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size())) {
    text.replace(at, part.size(), by);
  }
  return text;
}

constexpr const char* kConfiguration = R"(
daemon off;
worker_processes 1;
pid @folder/nginx.pid;
error_log @folder/error.log notice;
@user
events { worker_connections 256; }
http {
  log_format told '$status $connection $connection_requests';
  access_log @folder/access.log told;
  client_body_temp_path @folder/body;
  proxy_temp_path @folder/proxy;
  fastcgi_temp_path @folder/fastcgi;
  uwsgi_temp_path @folder/uwsgi;
  scgi_temp_path @folder/scgi;
  keepalive_requests 3;
  server {
    listen 127.0.0.1:@port @tls;
    location /ok { return 200; }
    location /fail { return 500; }
    location /moved { return 301 /ok; }
    location /small { client_max_body_size 10; return 200; }
    location /dead { proxy_pass @dead; }
    location /held { proxy_pass @behind; }
  }
}
)";

}  // namespace

std::string Nginx::program() {
  for (const char* path : {"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"}) {
    if (access(path, X_OK) == 0) return path;
  }
  return "";
}

Nginx::Nginx(const Settings& settings)
    : port_(free_port()), secure_(!settings.certificate.empty()) {
  folder_.file("certificate.pem", settings.certificate);
  folder_.file("key.pem", settings.key);
  folder_.file("nginx.conf", configuration(settings));
  start();
}

Nginx::~Nginx() { stop_at_once(); }

std::string Nginx::configuration(const Settings& settings) const {
  const std::string tls =
      "ssl; ssl_certificate @folder/certificate.pem; "
      "ssl_certificate_key @folder/key.pem; ssl_protocols TLSv1.2 TLSv1.3";
  std::string text = replaced(kConfiguration, "@tls", secure_ ? tls : "");
  text = replaced(text, "@folder", folder_.path());
  // What root starts would run as somebody else, who may not write into our folder.
  text = replaced(text, "@user", geteuid() == 0 ? "user root;" : "");
  text = replaced(text, "@port", std::to_string(port_));
  text = replaced(text, "@dead", dead_url());
  return replaced(text, "@behind", settings.behind.empty() ? dead_url() : settings.behind);
}

std::string Nginx::url(const std::string& path) const {
  return (secure_ ? "https" : "http") + ("://127.0.0.1:" + std::to_string(port_) + path);
}

void Nginx::start() {
  const std::string program = Nginx::program();
  std::string words[] = {program,
                         "-p",
                         folder_.path(),
                         "-c",
                         folder_.path("nginx.conf"),
                         "-e",
                         folder_.path("error.log")};
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions{};
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 2, folder_.path("said").c_str(),
                                   O_WRONLY | O_CREAT | O_APPEND, 0600);
  EXPECT_EQ(posix_spawn(&pid_, program.c_str(), &actions, nullptr, argv.data(), environ), 0);
  posix_spawn_file_actions_destroy(&actions);
  while (!listens(port_)) {
    if (has_ended(pid_)) {
      FAIL() << "nginx does not run:\n" << text_of(folder_.path("said"));
    }
    std::this_thread::yield();
  }
}

void Nginx::stop() { end(SIGQUIT); }

void Nginx::stop_at_once() { end(SIGTERM); }

void Nginx::end(int signal) {
  if (pid_ == 0) return;
  kill(pid_, signal);
  waitpid(pid_, nullptr, 0);
  pid_ = 0;
}

void Nginx::reload() {
  const std::string gone = "exited with code 0";
  const std::size_t before = count(text_of(folder_.path("error.log")), gone);
  kill(pid_, SIGHUP);
  while (count(text_of(folder_.path("error.log")), gone) == before) {
    if (has_ended(pid_)) FAIL() << "nginx ended:\n" << text_of(folder_.path("error.log"));
    std::this_thread::yield();
  }
}

std::vector<Nginx::Served> Nginx::served() const {
  std::vector<Served> served;
  std::istringstream lines(text_of(folder_.path("access.log")));
  Served one;
  while (lines >> one.status >> one.connection >> one.nth) served.push_back(one);
  return served;
}

}  // namespace ensaio
