#pragma once

#include <sys/types.h>

#include "cli/child_process.hpp"

namespace ensaio {

/// A small process between us and a program that we run. It leads the program's process group,
/// learns from the system when we are gone, however that came, and then kills the group, itself
/// included. It ends as the program ended. Why not the program alone with PR_SET_PDEATHSIG: what
/// that starts in its turn would live on.
struct Keeper {
  pid_t process = -1;  ///< And its group. -1: none could be made, and errno says why.
  int life = -1;       ///< To read from; ends when the keeper does.
  int output = -1;     ///< To read the program's output from, where it is kept.
};

Keeper start_keeper(const ChildWords& words);

}  // namespace ensaio
