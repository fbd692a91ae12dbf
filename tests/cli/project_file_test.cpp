#include "cli/project_file.hpp"

#include <gtest/gtest.h>

#include "tests/cli/scratch.hpp"

namespace ensaio {
namespace {

std::string text_found(const std::string& folder) {
  ProjectFiles files;
  const Result<Project> project = files.of(folder);
  return project ? project->text : "error: " + project.error().message;
}

TEST(ProjectFile, IsTheNearestOneWithinTheRepository) {
  const Scratch scratch;
  scratch.file("repo/.git/HEAD", "");
  scratch.file("repo/ensaio.yaml", "top");
  scratch.file("repo/a/ensaio.yaml", "near");
  scratch.file("repo/a/b/x.yaml", "");
  scratch.file("repo/c/d/x.yaml", "");
  EXPECT_EQ(text_found(scratch.path("repo/a/b")), "near");
  EXPECT_EQ(text_found(scratch.path("repo/a")), "near");
  EXPECT_EQ(text_found(scratch.path("repo/c/d")), "top");
}

TEST(ProjectFile, IsNotLookedForAboveTheRepository) {
  const Scratch scratch;
  scratch.file("ensaio.yaml", "outside");
  scratch.file("repo/.git", "gitdir: elsewhere");  // A worktree's is a file.
  scratch.file("repo/a/x.yaml", "");
  EXPECT_EQ(text_found(scratch.path("repo/a")), "");
}

TEST(ProjectFile, CountsOnlyBesideTheScenarioOutsideOfRepositories) {
  const Scratch scratch;
  scratch.file("ensaio.yaml", "here");
  scratch.file("below/x.yaml", "");
  EXPECT_EQ(text_found(scratch.path()), "here");
  EXPECT_EQ(text_found(scratch.path("below")), "");
}

TEST(ProjectFile, ThatCannotBeReadIsAnError) {
  const Scratch scratch;
  std::filesystem::create_directory(scratch.path("ensaio.yaml"));
  EXPECT_EQ(text_found(scratch.path()).substr(0, 22), "error: cannot be read:");
}

TEST(ProjectFile, IsReadOnce) {
  const Scratch scratch;
  scratch.file("ensaio.yaml", "before");
  ProjectFiles files;
  EXPECT_EQ(files.of(scratch.path())->text, "before");
  scratch.file("ensaio.yaml", "after");
  EXPECT_EQ(files.of(scratch.path())->text, "before");
}

}  // namespace
}  // namespace ensaio
