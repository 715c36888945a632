package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rhysd/actionlint"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

const (
	actionFile    = "../../action.yml"
	hooksFile     = "../../.pre-commit-hooks.yaml"
	templateFile  = "../../.gitlab/ibid.gitlab-ci.yml"
	releaserFile  = "../../.goreleaser.yaml"
	workflowFiles = "../../.github/workflows/*.yml"
)

// action is what action.yml may hold (docs.github.com, "Metadata syntax reference"). Steps are kept as they are, for actionlint.
type action struct {
	Name        string
	Description string
	Branding    struct{ Icon, Color string }
	Inputs      map[string]struct{ Description, Default string }
	Runs        struct {
		Using string
		Steps []map[string]any
	}
}

// decode reads a file strictly: a key that is not known is an error.
func decode(t *testing.T, path string, into any) {
	t.Helper()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	require.NoError(t, yaml.UnmarshalWithOptions(text, into, yaml.Strict()), path)
}

func theAction(t *testing.T) action {
	t.Helper()
	var a action
	decode(t, actionFile, &a)
	return a
}

// lint holds a workflow to what GitHub accepts, and names what is wrong with it.
func lint(t *testing.T, path string, workflow []byte) []string {
	t.Helper()
	l, err := actionlint.NewLinter(&bytes.Buffer{}, &actionlint.LinterOptions{})
	require.NoError(t, err)
	found, err := l.Lint(path, workflow, nil)
	require.NoError(t, err)
	var says []string
	for _, f := range found {
		says = append(says, f.Error())
	}
	return says
}

func TestWorkflows(t *testing.T) {
	paths, err := filepath.Glob(workflowFiles)
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Empty(t, lint(t, path, text))
	}
}

// The workflow that the README shows is one, and gives the action inputs that it has.
func TestReadmeWorkflow(t *testing.T) {
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	text := []byte(strings.Join(readmeLines(string(readme), "yml"), "\n"))
	require.Empty(t, lint(t, "citations.yml", text))
	var shown struct {
		Jobs map[string]struct {
			Steps []struct {
				Uses string
				With map[string]any
			}
		}
	}
	require.NoError(t, yaml.Unmarshal(text, &shown))
	steps := shown.Jobs["citations"].Steps
	given := steps[len(steps)-1]
	require.Equal(t, "ibidcheck/ibid@main", given.Uses)
	require.NotEmpty(t, given.With)
	for name := range given.With {
		require.Contains(t, theAction(t).Inputs, name)
	}
}

// asWorkflow has the steps of the action as those of a job, since actionlint reads workflows alone.
func asWorkflow(t *testing.T, a action) []byte {
	t.Helper()
	inputs := map[string]any{}
	for name := range a.Inputs {
		inputs[name] = map[string]any{"type": "string"}
	}
	text, err := yaml.Marshal(map[string]any{
		"on":   map[string]any{"workflow_call": map[string]any{"inputs": inputs}},
		"jobs": map[string]any{"action": map[string]any{"runs-on": "ubuntu-latest", "steps": a.Runs.Steps}},
	})
	require.NoError(t, err)
	return text
}

func TestAction(t *testing.T) {
	a := theAction(t)
	require.Equal(t, "composite", a.Runs.Using)
	require.Empty(t, lint(t, "action.yml", asWorkflow(t, a)))
	for _, step := range a.Runs.Steps {
		script, runs := step["run"].(string)
		require.Equal(t, runs, step["shell"] == "bash", "a step of a composite action names its shell: %v", step["name"])
		require.NotContains(t, script, "${{", "what is given must not become a part of a script: %v", step["name"])
	}
	// The linter does find what is wrong.
	a.Runs.Steps[0]["if"] = "steps.nowhere.outcome == 'success'"
	require.Len(t, lint(t, "action.yml", asWorkflow(t, a)), 1)
}

// The history is saved, and what was found uploaded, also when the check has failed.
func TestActionGoesOnAfterFindings(t *testing.T) {
	steps := theAction(t).Runs.Steps
	check := slices.IndexFunc(steps, func(s map[string]any) bool { return s["id"] == "check" })
	require.Positive(t, check)
	require.Len(t, steps[check+1:], 3)
	for _, step := range steps[check+1:] {
		require.Regexp(t, `^always\(\) && `, step["if"], step["name"])
	}
}

// script is what a step of the action runs.
func (a action) script(t *testing.T, id string) string {
	t.Helper()
	i := slices.IndexFunc(a.Runs.Steps, func(s map[string]any) bool { return s["id"] == id })
	require.NotEqual(t, -1, i)
	return a.Runs.Steps[i]["run"].(string)
}

// bash runs a script as a runner does, in a folder with an article; the command ibid is in the path.
func bash(t *testing.T, script string, environment ...string) (folder, stdout string, status int) {
	t.Helper()
	folder = t.TempDir()
	article := "The harbor was dredged.[1] It was dredged again.[2]\n\nNotes\n\n1. Harbor Board, “Minutes”, https://board.example/1.\n"
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "two words", "ibid", "history"), 0o700))
	require.NoError(t, os.MkdirAll(filepath.Join(folder, ".ibid-history"), 0o700))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "an article.txt"), []byte(article), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(folder, "article.txt"), []byte(article), 0o600))
	cmd := exec.CommandContext(t.Context(), "bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script)
	cmd.Dir = folder
	cmd.Env = append(os.Environ(), environment...)
	cmd.Env = append(cmd.Env, "RUNNER_TEMP="+filepath.Join(folder, "two words"), "GITHUB_STEP_SUMMARY="+filepath.Join(folder, "summary.md"))
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		require.NoError(t, err)
	}
	require.Empty(t, complaints.String())
	return folder, string(out), cmd.ProcessState.ExitCode()
}

func TestActionChecks(t *testing.T) {
	script := theAction(t).script(t, "check")
	folder, out, status := bash(t, script, "ARTICLES=an article.txt\n", "ARGS=--offline\n--rule=no-names=off\n", "CONFIG=", "FAIL_ON=warning")
	require.Equal(t, 1, status, out)
	require.Contains(t, out, "::warning file=an article.txt,line=1,")
	for _, name := range []string{"summary.md", "two words/ibid/ibid.sarif"} {
		text, err := os.ReadFile(filepath.Join(folder, name))
		require.NoError(t, err)
		require.NotEmpty(t, text)
	}
	_, _, status = bash(t, script, "ARTICLES=.", "ARGS=--offline", "CONFIG=", "FAIL_ON=never")
	require.Zero(t, status)
}

func TestGitLabTemplateChecks(t *testing.T) {
	var template struct {
		Ibid struct {
			Script []string
		}
	}
	text, err := os.ReadFile(templateFile)
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(text, &template))
	require.Len(t, template.Ibid.Script, 1)
	folder, _, status := bash(t, template.Ibid.Script[0], "ARTICLES=article.txt", "IBID_OFFLINE=true", "IBID_FAIL_ON=warning")
	require.Equal(t, 1, status)
	for _, name := range []string{"gl-code-quality-report.json", "ibid.junit.xml"} {
		require.FileExists(t, filepath.Join(folder, name))
		require.Contains(t, string(text), ": "+name+"\n")
	}
}

// hook is one of .pre-commit-hooks.yaml (pre-commit.com, "Creating new hooks").
type hook struct {
	ID            string `yaml:"id"`
	Name          string `yaml:"name"`
	Description   string `yaml:"description"`
	Entry         string `yaml:"entry"`
	Language      string `yaml:"language"`
	Files         string `yaml:"files"`
	RequireSerial bool   `yaml:"require_serial"`
}

func TestPreCommitHook(t *testing.T) {
	var hooks []hook
	decode(t, hooksFile, &hooks)
	require.Len(t, hooks, 1)
	_, _, status := bash(t, hooks[0].Entry+" article.txt", "IBID_FAIL_ON=warning")
	require.Equal(t, 1, status)

	var extensions []string
	for _, f := range read.Formats {
		for _, e := range f.Extensions {
			if !read.ByContent("article" + e) {
				extensions = append(extensions, strings.TrimPrefix(e, "."))
			}
		}
	}
	slices.Sort(extensions)
	require.Equal(t, `(?i)\.(`+strings.Join(slices.Compact(extensions), "|")+`)$`, hooks[0].Files)
}

// The releaser makes the archives that the action asks for, by the names by which it asks.
func TestReleasesAreWhatTheActionTakes(t *testing.T) {
	var releaser struct {
		Builds []struct {
			Main, Binary string
			GOOS         []string `yaml:"goos"`
			GOARCH       []string `yaml:"goarch"`
		}
		Archives []struct {
			Formats []string
			Name    string `yaml:"name_template"`
		}
		Checksum struct {
			Name string `yaml:"name_template"`
		}
		SBOMs []struct{ Artifacts string } `yaml:"sboms"`
	}
	text, err := os.ReadFile(releaserFile)
	require.NoError(t, err)
	require.NoError(t, yaml.Unmarshal(text, &releaser))
	build, archive := releaser.Builds[0], releaser.Archives[0]
	require.DirExists(t, filepath.Join("../..", build.Main))
	require.NotEmpty(t, releaser.SBOMs)

	script := theAction(t).script(t, "released")
	var systems, machines []string
	for _, m := range regexp.MustCompile(`\b(os|arch)=(\w+)`).FindAllStringSubmatch(script, -1) {
		if m[1] == "os" {
			systems = append(systems, m[2])
		} else {
			machines = append(machines, m[2])
		}
	}
	require.ElementsMatch(t, build.GOOS, systems)
	require.ElementsMatch(t, build.GOARCH, machines)
	name := strings.NewReplacer("{{ .Os }}", "${os}", "{{ .Arch }}", "${arch}").Replace(archive.Name)
	require.Contains(t, script, fmt.Sprintf("archive=%q", name+"."+archive.Formats[0]))
	require.Contains(t, script, "--pattern "+releaser.Checksum.Name)
}
