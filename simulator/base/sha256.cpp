#include "simulator/base/sha256.hpp"

#include <Poco/SHA2Engine.h>

namespace ensaio {

struct Sha256::Engine : Poco::SHA2Engine {
  Engine() : Poco::SHA2Engine(Poco::SHA2Engine::SHA_256) {}
};

Sha256::Sha256() : engine_(std::make_unique<Engine>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) { engine_->update(bytes.data(), bytes.size()); }

std::string Sha256::hex() { return Poco::DigestEngine::digestToHex(engine_->digest()); }

}  // namespace ensaio
