package report

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// worse is what an attacker may write in a title: the signs of every format and of the programs that read it.
const worse = "\n::set-output name=x::y\r\n::add-mask::z ##[add-path]/ ##vso[task.setvariable variable=x]y \x00]]>--><script>alert(1)</script>" +
	"\x1b[31m \u009b2J \u202egnp.exe \"'&%0A::error::%0D,{0}[click](https://evil.example)| a, b; \t\u2028"

// filled are reports with hostile words wherever an article, a page or a path can put some.
func filled() map[string]*Report {
	all := map[string]*Report{"hostile": everywhere(), "worse": filledWith(worse)}
	for _, first := range []string{"=HYPERLINK(1)", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", " =1", "＝1", "::stop-commands::x"} {
		r := filledWith(first)
		r.Articles[0].Path = first
		r.Summary.Unread = []Unread{{Path: first, Error: first}}
		r.Findings[0].Article, r.Findings[1].Article = first, first
		all[first] = r
	}
	r := all["worse"]
	r.Articles[0].Path, r.Summary.Unread = worse, []Unread{{Path: worse, Error: worse}}
	r.Findings[3].Article, r.Findings[0].Related = worse, []Span{{Part: worse, Line: 1, Column: 1}}
	return all
}

// No format lets through what a terminal obeys, what reorders text, or what a runner takes for a command.
func TestFormatsAreHarmless(t *testing.T) {
	for name, r := range filled() {
		for _, f := range Formats {
			text := written(t, f, r, Options{})
			require.True(t, utf8.ValidString(text), "%s, %s", f.Name, name)
			for _, c := range strings.TrimPrefix(text, "\uFEFF") {
				require.False(t, c != '\n' && c != '\r' && unicode.IsControl(c) || isReordering(c), "%s, %s: %U", f.Name, name, c)
			}
			require.NotContains(t, text, "##[", "%s, %s", f.Name, name)
			require.NotContains(t, text, "##vso[", "%s, %s", f.Name, name)
			if f.Name == "github" {
				continue
			}
			for line := range strings.Lines(text) {
				require.False(t, strings.HasPrefix(strings.TrimSpace(line), "::"), "%s, %s: %s", f.Name, name, line)
			}
		}
	}
}

// A runner sees the commands that are meant, with the very words.
func TestGitHubCannotBeInjected(t *testing.T) {
	for name, r := range filled() {
		commands, printed := interpret(t, written(t, GitHub, r, Options{}))
		require.Len(t, commands, len(r.Summary.Unread)+len(r.Findings)+len(reservations(r)), name)
		require.Len(t, printed, 1, name)
		for i, f := range gravestFirst(r) {
			a := commands[len(r.Summary.Unread)+i]
			require.Equal(t, unarmed(plainly(spotOf(f).message(f))), a.message, name)
			require.Equal(t, unarmed(clean("ibid: "+f.Rule)), a.properties["title"], name)
			require.Equal(t, unarmed(spotOf(f).file), a.properties["file"], name)
		}
	}
}

func TestCSVHasNoFormula(t *testing.T) {
	for name, r := range filled() {
		for _, row := range worksheetCells(t, written(t, CSV, r, Options{})) {
			for column, cell := range row {
				require.NotRegexp(t, regexp.MustCompile(`^[\s\x00]*[=+\-@＝＋－＠]`), cell, "%s, %s", name, column)
			}
		}
		// However a spreadsheet parts the lines, no part is a formula: all is quoted.
		for line := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(written(t, CSV, r, Options{}), "\uFEFF"), "\r\n"), "\r\n") {
			require.Regexp(t, `^"(?:[^"]|"")*"(?:,"(?:[^"]|"")*")*$`, line, name)
		}
	}
	require.Equal(t, "'=1", inert("=1"))
	require.Equal(t, "1-2", inert("1-2"))
	require.Empty(t, inert(""))
}

func TestMarkupStaysText(t *testing.T) {
	for name, r := range filled() {
		for _, f := range []Format{JUnit, Checkstyle} {
			text := withoutComment(written(t, f, r, Options{}))
			require.NotContains(t, text, "<script", "%s, %s", f.Name, name)
			require.NotContains(t, text, "]]>", "%s, %s", f.Name, name)
			require.NotContains(t, text, "-->", "%s, %s", f.Name, name)
		}
		junitOf(t, written(t, JUnit, r, Options{}))
		checkstyleOf(t, written(t, Checkstyle, r, Options{}))
		requireSARIF(t, written(t, SARIF, r, Options{}))
		require.NotContains(t, written(t, Markdown, r, Options{}), "<script", name)
	}
}

// withoutComment is XML without the comment that its writer puts at the top.
func withoutComment(text string) string {
	return regexp.MustCompile(`(?s)\A(<\?xml [^>]*>\s*<checkstyle [^>]*>\s*)<!-- [^<>]* -->`).ReplaceAllString(text, "$1")
}

// What is escaped for a terminal's sake is the same to whoever reads the JSON.
func TestHarmlessJSONSaysTheSame(t *testing.T) {
	for _, words := range []string{hostile, worse, "plain", "##", "##[", "a##vso[b", "\u0085\u009f", "é\u202e#", ""} {
		plain, err := json.Marshal(words)
		require.NoError(t, err)
		var back, want string
		require.NoError(t, json.Unmarshal(escaped(plain), &back))
		require.NoError(t, json.Unmarshal(plain, &want))
		require.Equal(t, want, back)
	}
	require.Equal(t, `"\u0023#[x] \u009b \u202e \u007f # ##"`, string(escaped([]byte("\"##[x] \u009b \u202e \x7f # ##\""))))
}

func TestDisarm(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                    "plain",
		"std::string":              "std::string",
		"  ::add-mask::x":          `  \::add-mask::x`,
		"\u3000::x":                "\u3000" + `\::x`,
		"\x1b[31m::x::\x1b[m":      "\x1b[31m" + `\::x::` + "\x1b[m",
		"a ##[error]b ##vso[c] ##": `a #\#[error]b #\#vso[c] ##`,
	} {
		require.Equal(t, want, disarm(in))
	}
}
