package cli_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cpuguy83/go-md2man/v2/md2man"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/cli"
)

// The manual page is made of the commands' own help; "make docs" writes it anew.
func TestManual(t *testing.T) {
	cobra.EnableCommandSorting = false
	t.Cleanup(func() { cobra.EnableCommandSorting = true })
	same(t, "ibid.1", string(md2man.Render([]byte(manual(cli.Root())))))
}

// manual is the page in Markdown.
func manual(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("% \"IBID\" \"1\" \"\" \"ibid\" \"User Commands\"\n")
	fmt.Fprintf(&b, "# NAME\nibid \\- %s\n\n# SYNOPSIS\n**ibid** *COMMAND* [*OPTIONS*] [*ARTICLE*...]\n\n", plain(root.Short))
	fmt.Fprintf(&b, "# DESCRIPTION\n%s\n\n# COMMANDS\n", plain(root.Long))
	writeCommands(&b, root, map[string]bool{})
	fmt.Fprintf(&b, surroundings, keys())
	return b.String()
}

// writeCommands describes each option once, under the first command that takes it. Told are the options so far, by name and
// usage.
func writeCommands(b *strings.Builder, of *cobra.Command, told map[string]bool) {
	for _, c := range of.Commands() {
		if c.Name() == "help" || c.Name() == "completion" {
			continue // as in every program
		}
		help := c.Long
		if help == "" {
			help = c.Short + "."
		}
		fmt.Fprintf(b, "## %s\n%s%s", plain(strings.TrimSuffix(c.UseLine(), " [flags]")), prose(help), prose(c.Example))
		again := 0
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			switch {
			case f.Hidden || f.Name == "help":
			case told[f.Name+f.Usage]:
				again++
			default:
				told[f.Name+f.Usage] = true
				writeOption(b, f)
			}
		})
		if again > 0 {
			fmt.Fprintf(b, "%d options are those of the same name above; **%s --help** lists them.\n\n", again, c.CommandPath())
		}
		writeCommands(b, c, told)
	}
}

func writeOption(b *strings.Builder, f *pflag.Flag) {
	name, usage := pflag.UnquoteUsage(f)
	term := "**--" + f.Name + "**"
	if f.Shorthand != "" {
		term = "**-" + f.Shorthand + "**, " + term
	}
	if name != "" {
		term += " *" + name + "*"
	}
	if value := f.DefValue; value != "" && value != "false" && value != "[]" && value != "0" {
		usage += " (default " + value + ")"
	}
	fmt.Fprintf(b, "%s\n:   %s\n\n", term, plain(strings.ReplaceAll(usage, "\n", " ")))
}

// prose is a text of the help, in which lines that are indented stay lines.
func prose(text string) string {
	var b strings.Builder
	listed := false
	for line := range strings.Lines(text + "\n") {
		item := strings.HasPrefix(line, "  ")
		if item != listed {
			b.WriteString("\n")
		}
		if listed = item; listed {
			b.WriteString("    " + strings.TrimPrefix(line, "  "))
		} else {
			b.WriteString(plain(line))
		}
	}
	return b.String() + "\n"
}

// plain is a text in Markdown that stands for itself.
func plain(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "`", "\\`", "[", `\[`, "]", `\]`, "<", `\<`).Replace(s)
}

// keys are the variables that archives ask for.
func keys() string {
	var all []string
	for _, s := range archive.Savers {
		for _, key := range s.Keys {
			all = append(all, "**"+plain(key)+"**")
		}
	}
	return strings.Join(all, ", ")
}

const surroundings = `# ENVIRONMENT
**IBID\_**…
:   Each option of a command, under the name of its flag: **--fail-on** is **IBID\_FAIL\_ON**. A list has one item a line.
    Flags are stronger.

%s
:   The keys with which archives make copies.

**XDG\_DATA\_HOME**
:   The folder in which the history is kept.

**COLUMNS**
:   How wide the lines of a report are where it goes to no terminal.

**NO\_COLOR**
:   If it is set, nothing is written in colour.

# FILES
*.ibid.yaml*
:   The configuration, in the article's folder or in one around it, up to the root of the repository. Of several, each article
    goes by the rules of the nearest; options of the whole run are those of the folder that its articles have in common. **ibid init** writes
    one in which everything is explained.

*.ibid-baseline.json*
:   The findings that are known, beside the configuration.

*ibid/history.db*
:   What earlier runs saw of links, in the user's folder for data.
`
