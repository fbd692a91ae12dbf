#include "simulator/delivery/tls_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/certificates.hpp"

namespace ensaio {
namespace {

using testing::StartsWith;

TEST(TlsSettings, AreRefusedInWords) {
  const Credentials ours = self_signed({});
  const TextFile certificate(ours.certificate);
  const TextFile key(ours.key);
  const TextFile other(self_signed({}).key);
  const TextFile encrypted(encrypted_key(ours));
  const TextFile nonsense("nonsense\n");
  const TextFile empty("");
  struct Row {
    const char* what;
    TlsSettings settings;
    std::string complaint;
  };
  const std::string bad = nonsense.path();
  const Row rows[] = {
      {"no file",
       {.ca_file = "/nowhere/ca.pem"},
       "--ca /nowhere/ca.pem: No such file or directory"},
      {"a directory", {.ca_file = "/"}, "--ca /: Is a directory"},
      {"no PEM", {.ca_file = bad}, "--ca " + bad + ": there is no certificate in PEM in this file"},
      {"nothing in it",
       {.ca_file = empty.path()},
       "--ca " + empty.path() + ": there is no certificate in PEM in this file"},
      {"a key for an authority",
       {.ca_file = key.path()},
       "--ca " + key.path() + ": there is no certificate in PEM in this file"},
      {"no key",
       {.certificate_file = certificate.path()},
       "--key is missing: --cert and --key belong together"},
      {"no certificate",
       {.key_file = key.path()},
       "--cert is missing: --cert and --key belong together"},
      {"no certificate's file",
       {.certificate_file = "/nowhere/c.pem", .key_file = key.path()},
       "--cert /nowhere/c.pem: No such file or directory"},
      {"no key's file",
       {.certificate_file = certificate.path(), .key_file = "/nowhere/k.pem"},
       "--key /nowhere/k.pem: No such file or directory"},
      {"no certificate in it",
       {.certificate_file = bad, .key_file = key.path()},
       "--cert " + bad + ": there is no certificate in PEM in this file"},
      {"no key in it",
       {.certificate_file = certificate.path(), .key_file = bad},
       "--key " + bad + ": there is no private key in PEM in this file"},
      {"another key",
       {.certificate_file = certificate.path(), .key_file = other.path()},
       "--key " + other.path() + ": this is not the key of --cert " + certificate.path()},
      {"a key under a passphrase",
       {.certificate_file = certificate.path(), .key_file = encrypted.path()},
       "--key " + encrypted.path() + ": the key is protected by a passphrase"},
      {"trust in all and in some",
       {.ca_file = certificate.path(), .insecure = true},
       "--ca means nothing beside --insecure, which trusts every certificate"},
  };
  for (const Row& row : rows) {
    const auto complaint = tls_problem(row.settings);
    ASSERT_TRUE(complaint) << row.what;
    EXPECT_EQ(complaint->message, row.complaint) << row.what;
  }
}

TEST(TlsSettings, AreFineWhereTheirFilesAre) {
  const Credentials ours = self_signed({});
  const TextFile certificate(ours.certificate);
  const TextFile key(ours.key);
  const TextFile both(ours.key + ours.certificate);
  for (const TlsSettings& settings :
       {TlsSettings{}, TlsSettings{.insecure = true}, TlsSettings{.ca_file = certificate.path()},
        TlsSettings{.certificate_file = certificate.path(), .key_file = key.path()},
        TlsSettings{.certificate_file = both.path(), .key_file = both.path()}}) {
    const auto complaint = tls_problem(settings);
    EXPECT_FALSE(complaint) << complaint->message;
  }
}

}  // namespace
}  // namespace ensaio
