#include "cli/server_tls_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/cli/scratch.hpp"
#include "tests/cli/spoken.hpp"
#include "tests/support/certificates.hpp"

namespace ensaio {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

/// Files of a user who has certificates.
class ServerTlsFiles : public testing::Test {
 protected:
  ServerTlsFiles() {
    const Credentials own = authority_.issue({});
    const Credentials other = authority_.issue({});
    scratch_.file("own.pem", own.certificate);
    scratch_.file("own.key", own.key);
    scratch_.file("other.key", other.key);
    scratch_.file("locked.key", encrypted_key(own));
    scratch_.file("both.pem", own.certificate + own.key);
    scratch_.file("turned.pem", authority_.certificate() + own.certificate);
    scratch_.file("chain.pem", own.certificate + authority_.certificate());
    scratch_.file("empty.pem", "");
    scratch_.file("text.pem", "not at all\n");
    scratch_.file("half.pem", own.certificate.substr(0, own.certificate.size() / 2));
  }
  std::string files(const std::string& certificate, const std::string& key) const {
    return scratch_.path(certificate) + "," + scratch_.path(key);
  }

  TestAuthority authority_;
  Scratch scratch_;
};

TEST_F(ServerTlsFiles, AreTaken) {
  for (const auto& [certificate, key] : std::vector<std::pair<std::string, std::string>>{
           {"own.pem", "own.key"}, {"both.pem", "both.pem"}, {"chain.pem", "own.key"}}) {
    const auto tls = server_tls({.how = files(certificate, key)}, "");
    ASSERT_TRUE(tls) << certificate << ": " << tls.error().message;
    EXPECT_EQ(tls->how, Tls::Given);
    EXPECT_EQ(tls->given.chain, text_of(scratch_.path(certificate)));
  }
}

TEST_F(ServerTlsFiles, AreRefusedWithTheReason) {
  struct Row {
    const char* certificate;
    const char* key;
    const char* reason;  ///< After the folder.
  };
  const Row rows[] = {
      {"missing.pem", "own.key", "missing.pem: cannot be read: No such file"},
      {"own.pem", "missing.key", "missing.key: cannot be read: No such file"},
      {"", "own.key", ": cannot be read: Is a directory"},
      {"empty.pem", "own.key", "empty.pem: there is no certificate in PEM in this file"},
      {"text.pem", "own.key", "text.pem: there is no certificate in PEM in this file"},
      {"half.pem", "own.key", "half.pem: there is no certificate in PEM in this file"},
      {"own.key", "own.pem", "own.key: there is no certificate in PEM in this file"},
      {"own.pem", "own.pem", "own.pem: there is no private key in PEM in this file"},
      {"own.pem", "empty.pem", "empty.pem: there is no private key in PEM in this file"},
      {"own.pem", "locked.key", "locked.key: the key is protected by a passphrase"},
      {"own.pem", "other.key", "other.key is not the key of "},
      {"turned.pem", "own.key", "own.key is not the key of "},
  };
  for (const Row& row : rows) {
    for (const char* const command : {"serve", "sink"}) {
      const Spoken said =
          ensaio_says({command, "--listen", ":0", "--tls", files(row.certificate, row.key)});
      EXPECT_EQ(said.exit, 2) << row.reason;
      EXPECT_THAT(said.err, StartsWith("error: --tls")) << row.reason;
      EXPECT_THAT(said.err, HasSubstr(row.reason));
      EXPECT_EQ(said.out, "");
    }
  }
}

TEST(ServerTlsWords, SayWhatIsWrongWithThem) {
  struct Row {
    ServerTlsWords words;
    const char* authority_file;
    const char* error;
  };
  const Row rows[] = {
      {{"yes", {}}, "", "--tls: 'yes' is neither auto nor CERT,KEY"},
      {{"a,", {}}, "", "--tls: 'a,' is neither auto nor CERT,KEY"},
      {{",a", {}}, "", "--tls: ',a' is neither auto nor CERT,KEY"},
      {{"a,b,c", {}}, "", "--tls: 'a,b,c' is neither auto nor CERT,KEY"},
      {{"", {}}, "ca.pem", "--tls-ca: there is nothing to trust without TLS"},
      {{"a,b", {}}, "ca.pem", "--tls-ca: your certificate's authority is known to you"},
      {{"", {"a.test"}}, "", "--tls-name: no certificate is made"},
      {{"a,b", {"a.test"}}, "", "--tls-name: no certificate is made"},
      {{"auto", {"a.test", "https://b.test"}}, "", "--tls-name: 'https://b.test' is neither"},
      {{"auto", {"a,DNS:b"}}, "", "--tls-name: 'a,DNS:b' is neither"},
  };
  for (const Row& row : rows) {
    const auto tls = server_tls(row.words, row.authority_file);
    ASSERT_FALSE(tls) << row.error;
    EXPECT_THAT(tls.error().message, StartsWith(row.error));
  }
}

TEST(ServerTlsWords, MeanACertificateThatIsMadeForTheirNames) {
  const auto plain = server_tls({}, "");
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->how, Tls::None);
  const auto made = server_tls({.how = "auto", .names = {"gateway"}}, "ca.pem");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->how, Tls::SelfMade);
  EXPECT_THAT(made->names, ElementsAre("gateway"));
}

}  // namespace
}  // namespace ensaio
