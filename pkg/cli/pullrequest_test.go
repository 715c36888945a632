package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/stretchr/testify/require"
)

// press is a repository with a remote, as a runner has it checked out.
type press struct {
	t      *testing.T
	folder string
	env    []string
}

func newPress(t *testing.T, article string) press {
	t.Helper()
	p := press{t: t, folder: filepath.Join(t.TempDir(), "press")}
	origin := filepath.Join(t.TempDir(), "origin")
	p.env = append(os.Environ(),
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1", "GIT_AUTHOR_NAME=Ana", "GIT_AUTHOR_EMAIL=ana@review.example",
		"GIT_COMMITTER_NAME=Ana", "GIT_COMMITTER_EMAIL=ana@review.example",
	)
	require.NoError(t, os.MkdirAll(filepath.Join(p.folder, "manuscripts"), 0o700))
	p.git("init", "--quiet", "--initial-branch", "main")
	p.git("init", "--quiet", "--bare", origin)
	p.git("remote", "add", "origin", origin)
	p.write(article)
	p.git("add", ".")
	p.git("commit", "--quiet", "-m", "the first issue")
	p.publish()
	return p
}

func (p press) git(args ...string) {
	p.t.Helper()
	cmd := exec.CommandContext(p.t.Context(), "git", args...)
	cmd.Dir, cmd.Env = p.folder, p.env
	out, err := cmd.CombinedOutput()
	require.NoError(p.t, err, "git %v: %s", args, out)
}

func (p press) write(article string) {
	p.t.Helper()
	require.NoError(p.t, os.WriteFile(filepath.Join(p.folder, "manuscripts", "tide.md"), []byte(article), 0o600))
}

// publish makes what is checked out the main branch of the remote.
func (p press) publish() { p.t.Helper(); p.git("push", "--quiet", "origin", "HEAD:main") }

// propose commits the article to a branch of its own, which begins at the remote's main branch.
func (p press) propose(branch, article string) {
	p.t.Helper()
	p.git("checkout", "--quiet", "-b", branch, "origin/main")
	p.write(article)
	p.git("commit", "--quiet", "-a", "-m", branch)
}

// check runs the action's check with the inputs of the workflow that the README shows, and one more argument: no link is
// visited.
func (p press) check() (annotations string, status int) {
	p.t.Helper()
	with := readmeInputs(p.t)
	runner := p.t.TempDir()
	require.NoError(p.t, os.MkdirAll(filepath.Join(runner, "ibid", "history"), 0o700))
	cmd := exec.CommandContext(p.t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", theAction(p.t).script(p.t, "check"))
	cmd.Dir = p.folder
	cmd.Env = append(slices.Clone(p.env), "ARTICLES="+with["articles"], "ARGS="+with["args"]+"\n--offline", "CONFIG="+with["config"],
		"FAIL_ON="+with["fail-on"], "RUNNER_TEMP="+runner, "GITHUB_STEP_SUMMARY="+filepath.Join(runner, "summary.md"))
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil {
		require.ErrorAs(p.t, err, new(*exec.ExitError))
	}
	require.NotContains(p.t, complaints.String(), "ibid: --", "the command did not understand its arguments")
	return out.String(), cmd.ProcessState.ExitCode()
}

// readmeInputs are the inputs that the README's workflow gives the action.
func readmeInputs(t *testing.T) map[string]string {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	var shown struct {
		Jobs map[string]struct {
			Steps []struct{ With map[string]string }
		}
	}
	require.NoError(t, yaml.Unmarshal([]byte(strings.Join(readmeLines(string(readme), "yml"), "\n")), &shown))
	steps := shown.Jobs["citations"].Steps
	return steps[len(steps)-1].With
}

const (
	soundNote  = "Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2022, https://review.example/2022/05/24/tide."
	slipOfDate = "Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2023, https://review.example/2022/05/24/tide."
	oldSlip    = "Jo Lee, “Ports,” Coast Wire, May 24, 2024, https://coast.example/2022/05/24/ports."
)

// A press whose article has a slip of old gets pull requests, and the action says of each what it has brought.
func TestPullRequests(t *testing.T) {
	const text = "# The Tide\n\nThe harbor was dredged.[^1] It was late.[^2]\n\n"
	p := newPress(t, text+"[^1]: "+soundNote+"\n[^2]: "+oldSlip+"\n")

	p.propose("a-word", strings.Replace(text, "The Tide", "The Tides", 1)+"[^1]: "+soundNote+"\n[^2]: "+oldSlip+"\n")
	annotations, status := p.check()
	require.Zero(t, status, annotations)
	require.NotContains(t, annotations, "::warning")

	p.propose("a-slip", text+"[^1]: "+slipOfDate+"\n[^2]: "+oldSlip+"\n")
	annotations, status = p.check()
	require.Equal(t, 1, status, annotations)
	require.Equal(t, 1, strings.Count(annotations, "::warning"), annotations)
	require.Contains(t, annotations, "::warning file=manuscripts/tide.md,line=5,")
	require.Contains(t, annotations, "title=ibid%3A url-date")

	p.propose("a-note-less", text+"[^1]: "+soundNote+"\n")
	annotations, status = p.check()
	require.Equal(t, 1, status, annotations)
	require.Contains(t, annotations, "::warning file=manuscripts/tide.md,line=3,")
	require.Contains(t, annotations, "title=ibid%3A missing-note")
}

// What is known stays known when a pull request puts a note before all others, and all get new numbers.
func TestPullRequestThatRenumbers(t *testing.T) {
	p := newPress(t, "It was late.[^1] The harbor was dredged.[^2]\n\n[^1]: "+oldSlip+"\n[^2]: "+soundNote+"\n")
	cmd := exec.CommandContext(t.Context(), "ibid", "baseline", "--offline", "manuscripts/")
	cmd.Dir, cmd.Env = p.folder, p.env
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	p.git("add", ".")
	p.git("commit", "--quiet", "-m", "what is known")
	p.publish()

	const renumbered = "The port was full.[^1] It was late.[^2] The harbor was dredged.[^3]\n\n"
	p.propose("one-more", renumbered+"[^1]: Kim Moe, “Silt,” Port Post, June 1, 2020.\n[^2]: "+oldSlip+"\n[^3]: "+soundNote+"\n")
	annotations, status := p.check()
	require.Zero(t, status, annotations)
	require.NotContains(t, annotations, "::warning")

	p.propose("one-worse", renumbered+"[^1]: Kim Moe, “Silt,” Port Post, June 1, 2020.\n[^2]: "+oldSlip+"\n[^3]: "+slipOfDate+"\n")
	annotations, status = p.check()
	require.Equal(t, 1, status, annotations)
	require.Contains(t, annotations, "::warning file=manuscripts/tide.md,line=5,")
	require.Equal(t, 1, strings.Count(annotations, "::warning"), annotations)
}
