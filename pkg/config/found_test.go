package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/config"
)

// found reads a configuration that lies in a folder, as one that was found there.
func found(folder, source string) error {
	words := vocabulary()
	words.Flags.StringArray("allow-host", nil, "allow")
	words.Flags.StringArray("allow-network", nil, "allow")
	words.Flags.StringArray("format", nil, "format")
	words.Flags.String("netrc", "", "netrc")
	words.Flags.StringArray("save", nil, "save")
	words.Found = true
	_, err := config.Parse(filepath.Join(folder, config.Name), []byte(source), words)
	return err
}

func TestWhatIsFoundOpensNothing(t *testing.T) {
	folder := t.TempDir()
	outside := t.TempDir()
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "reports"), 0o755))
	require.NoError(t, os.Symlink(outside, filepath.Join(folder, "away")))
	require.NoError(t, os.Symlink(filepath.Join(outside, "none"), filepath.Join(folder, "nowhere")))
	require.NoError(t, os.Symlink("reports", filepath.Join(folder, "near")))

	for name, source := range map[string]string{
		"a private host":         "allow-host: [localhost]\n",
		"a private network":      "offline: true\nallow-network: 169.254.0.0/16\n",
		"a header":               "header: a.example=X:1\n",
		"a secret":               "hosts:\n  a.example:\n    headers: {Authorization: \"${IBID_TOKEN}\"}\n",
		"keys of an archive":     "save: wayback=https://spn.example/\n",
		"a path upward":          "history: ../seen.sqlite\n",
		"a path within, upward":  "history: reports/../../seen.sqlite\n",
		"a whole path":           "format: html=/tmp/report.html\n",
		"names and passwords":    "netrc: " + filepath.Join(outside, ".netrc") + "\n",
		"what git keeps":         "format: [json=.git/hooks/post-checkout]\n",
		"that in capitals":       "format: [json=.GIT/config]\n",
		"a link that leads out":  "format: [json=away/report.json]\n",
		"one that leads nowhere": "history: nowhere\n",
	} {
		t.Run(name, func(t *testing.T) {
			err := found(folder, source)
			require.ErrorContains(t, err, "if you trust "+filepath.Join(folder, config.Name)+", name it with --config")
			require.ErrorContains(t, err, config.Name+":")
		})
	}
	for name, source := range map[string]string{
		"a path":               "history: seen.sqlite\n",
		"a path below":         "format: [html=reports/new/report.html, markdown]\n",
		"a link that stays in": "history: near/seen.sqlite\n",
		"a plain header":       "hosts:\n  a.example:\n    headers: {Accept-Language: de}\n",
		"a folder like git's":  "history: .github/seen.sqlite\n",
	} {
		t.Run(name, func(t *testing.T) { require.NoError(t, found(folder, source)) })
	}
}
