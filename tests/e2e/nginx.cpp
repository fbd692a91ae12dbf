#include "tests/e2e/nginx.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <sstream>
#include <thread>

#include "tests/cli/receiver.hpp"

namespace ensaio {
namespace {

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
  return first_program({"/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"});
}

Nginx::Nginx(const Settings& settings)
    : port_(free_port()), secure_(!settings.certificate.empty()) {
  folder_.file("certificate.pem", settings.certificate);
  folder_.file("key.pem", settings.key);
  folder_.file("nginx.conf", configuration(settings));
  start();
}

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
  program_.start({program(), "-p", folder_.path(), "-c", folder_.path("nginx.conf"), "-e",
                  folder_.path("error.log")},
                 port_, folder_.path("said"));
}

void Nginx::stop() { program_.end(SIGQUIT); }

void Nginx::stop_at_once() { program_.end(SIGTERM); }

void Nginx::reload() {
  const std::string gone = "exited with code 0";
  const std::size_t before = count(text_of(folder_.path("error.log")), gone);
  program_.signal(SIGHUP);
  while (count(text_of(folder_.path("error.log")), gone) == before) {
    if (program_.has_ended()) FAIL() << "nginx ended:\n" << text_of(folder_.path("error.log"));
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
