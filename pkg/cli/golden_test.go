package cli_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/spf13/pflag"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/cli"
	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
)

var update = flag.Bool("update", false, "write the golden files anew")

// ibid runs the command in this process.
func ibid(t *testing.T, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	t.Setenv("COLUMNS", "")
	var out, err bytes.Buffer
	status = cli.Main(args, strings.NewReader(stdin), &out, &err)
	return out.String(), err.String(), status
}

// The reports of the fixtures, with the recorded web.
func TestGolden(t *testing.T) {
	golden, err := filepath.Abs("testdata/golden")
	require.NoError(t, err)
	t.Chdir(unpacked(t))
	cases := []struct {
		article, name string
		status        int
	}{
		{"harbor/harbor.txt", "harbor-text", cli.ExitFindings},
		{"harbor/harbor.html", "harbor-html", cli.ExitFindings},
		{"inletblog.txt", "inletblog", cli.ExitClean},
	}
	formats := map[string]string{"json": ".json", "terminal": ".txt", "markdown": ".md"}
	for _, c := range cases {
		for format, extension := range formats {
			t.Run(c.name+" "+format, func(t *testing.T) {
				out, told, status := ibid(t, "", "check", "--replay", "harbor/web.warc.gz", "--format", format, c.article)
				require.Equal(t, c.status, status)
				require.Empty(t, told)
				same(t, filepath.Join(golden, c.name+extension), out)
				if format == "json" {
					requireValid(t, out)
				}
			})
		}
		t.Run(c.name+" extract", func(t *testing.T) {
			out, told, status := ibid(t, "", "extract", c.article)
			require.Equal(t, cli.ExitClean, status)
			require.Empty(t, told)
			requireValid(t, out)
		})
	}
}

// unpacked is a folder with the fixtures, in no repository.
func unpacked(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, fixtures.FS))
	return folder
}

func same(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "run the tests with -update if the change is meant")
}

// requireValid holds a report to its schema.
func requireValid(t *testing.T, text string) {
	t.Helper()
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(report.Schema()))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("schema.json", schema))
	compiled, err := compiler.Compile("schema.json")
	require.NoError(t, err)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	require.NoError(t, err)
	require.NoError(t, compiled.Validate(doc))
}

// Every flag, its short form and every subcommand has a help text that ends without a full stop.
func TestHelpIsInOneStyle(t *testing.T) {
	out, _, status := ibid(t, "", "check", "--help")
	require.Equal(t, cli.ExitClean, status)
	for _, f := range report.Formats {
		require.Contains(t, out, f.Name)
	}
	for line := range strings.Lines(out) {
		require.LessOrEqual(t, len([]rune(line)), 121, line)
		if strings.Contains(line, "--") {
			require.NotRegexp(t, `\.\s*$`, line)
		}
	}
}

// A flag that takes a file is known for one: a configuration that lies with the articles may name none outside its folder.
func TestFlagsThatTakeFilesAreKnown(t *testing.T) {
	check, _, err := cli.Root().Find([]string{"check"})
	require.NoError(t, err)
	check.Flags().VisitAll(func(f *pflag.Flag) {
		name, _ := pflag.UnquoteUsage(f)
		require.Equal(t, name == "FILE" && config.IsOption(f), config.NamesFile(f.Name), f.Name)
	})
}
