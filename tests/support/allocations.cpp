#include "tests/support/allocations.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> calls{0};

}  // namespace

// In a file of their own, and never inlined: the optimiser would see malloc() and warn that what
// new gave is freed.
void* operator new(std::size_t size) {
  ++calls;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

// std::stable_sort asks for its buffer so, and gives it back to the operator below.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++calls;
  return std::malloc(size);
}

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace ensaio {

std::size_t allocations() { return calls; }

}  // namespace ensaio
