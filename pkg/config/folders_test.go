package config_test

import (
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/config"
)

// write makes a file with its folders.
func write(t *testing.T, path, text string) {
	t.Helper()
	require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
	require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
}

func TestTheNearestConfigurationHolds(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, config.Name), "rules: {dead-link: info}\n")
	write(t, filepath.Join(root, "a", config.Name), "rules: {dead-link: warning}\n")
	write(t, filepath.Join(root, "wrong", config.Name), "rules: {dead-lynx: off}\n")
	write(t, filepath.Join(root, "other", ".git", "HEAD"), "")
	all := config.NewFolders(vocabulary())

	var gang sync.WaitGroup
	for range 8 {
		gang.Go(func() {
			for folder, want := range map[string]string{".": "info", "b/c": "info", "a": "warning", "a/b/c": "warning", "other/x": "error"} {
				c, err := all.In(filepath.Join(root, filepath.FromSlash(folder)))
				if err != nil || held(c.For("x.md", config.Wish{}), "dead-link") != want {
					t.Errorf("%s: %v", folder, err)
				}
			}
		})
	}
	gang.Wait()

	one, err := all.In(filepath.Join(root, "a"))
	require.NoError(t, err)
	again, err := all.In(filepath.Join(root, "a", "b"))
	require.NoError(t, err)
	require.Same(t, one, again, "a file is read once")
	require.Len(t, all.All(), 2)

	_, err = all.In(filepath.Join(root, "wrong", "x"))
	require.ErrorContains(t, err, `:1:9: unknown rule "dead-lynx"`)
	require.Len(t, all.All(), 2)

	around, err := all.Around(filepath.Join(root, "a", config.Name))
	require.NoError(t, err)
	require.Equal(t, config.Near(filepath.Join(root, config.Name)), around)
	around, err = all.Around(filepath.Join(root, "other", config.Name))
	require.NoError(t, err)
	require.Empty(t, around, "nothing from around another repository")
}

func TestWhatIsNoFileIsNoConfiguration(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, config.Name), "")
	require.NoError(t, os.MkdirAll(filepath.Join(root, "folder", config.Name), 0o755))
	require.NoError(t, os.MkdirAll(filepath.Join(root, "link"), 0o755))
	require.NoError(t, os.Symlink("nowhere.yaml", filepath.Join(root, "link", config.Name)))
	all := config.NewFolders(vocabulary())
	_, err := all.In(filepath.Join(root, "folder"))
	require.ErrorContains(t, err, "is no file, so it is no configuration")
	_, err = all.In(filepath.Join(root, "link"))
	require.ErrorContains(t, err, "is a link that leads nowhere")
}

func TestIdle(t *testing.T) {
	run := parse(t, "fail-on: warning\noffline: true\n")
	nested := parse(t, "style: mhra\nfail-on: warning\noffline: false\ngap: 1s\nenable: uncited-figure\nexclude: [{url: \"https://a.example/*\", reason: moving}]\n")
	require.Equal(t, []string{"offline", "exclude"}, nested.Idle(run, func(option string) bool { return option == "gap" }))
	require.Empty(t, run.Idle(run, func(string) bool { return false }))
}
