#pragma once

namespace ensaio {

/// Several lambdas as one visitor, so that a forgotten alternative does not compile.
template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};

template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace ensaio
