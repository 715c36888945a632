package history_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/history"
)

// The test binary is a process that keeps a history as well, when it is called so.
func TestMain(m *testing.M) {
	if path, ok := os.LookupEnv("KEEP_HISTORY_IN"); ok {
		keep(path)
		return
	}
	os.Exit(m.Run())
}

// keep makes a run of a hundred observations, and tells of each that is written, or of what went wrong.
func keep(path string) {
	h, err := history.Open(path)
	if err == nil {
		err = h.Begin("articles", day(1))
	}
	for i := 0; i < 100 && err == nil; i++ {
		if err = h.Observe(seen(fmt.Sprintf("https://review.example/%d/%d", os.Getpid(), i), day(1), history.Good)); err == nil {
			fmt.Println(i)
		}
	}
	if h != nil {
		_ = h.Close()
	}
	if err != nil {
		fmt.Println(err)
	}
}

// keeper is the process that keeps a history in a file.
func keeper(path string) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "KEEP_HISTORY_IN="+path)
	return cmd
}

const garbled = "These are no tables.\n"

func garbage(t *testing.T, folder, name string) string {
	t.Helper()
	path := filepath.Join(folder, name)
	require.NoError(t, os.WriteFile(path, []byte(strings.Repeat(garbled, 300)), 0o600))
	return path
}

func TestDamagedFileIsSetAside(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "history.db")
	h := opened(t, whole)
	run(t, h, day(1), seen(tide, day(1), history.Good))
	require.NoError(t, h.Close())
	sound, err := os.ReadFile(whole)
	require.NoError(t, err)

	for name, damage := range map[string]func([]byte) []byte{
		"no database": func([]byte) []byte { return []byte(strings.Repeat(garbled, 300)) },
		"short":       func([]byte) []byte { return []byte("\x00\x01") },
		"cut off":     func(b []byte) []byte { return b[:len(b)-5000] },
		"first page":  func(b []byte) []byte { copy(b[100:], bytes.Repeat([]byte{0xff}, 900)); return b },
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "history.db")
			damaged := damage(bytes.Clone(sound))
			require.NoError(t, os.WriteFile(path, damaged, 0o600))
			require.NoError(t, os.WriteFile(path+".damaged-1", []byte("an earlier one"), 0o600))
			_, err := history.OpenExisting(path)
			require.ErrorContains(t, err, "it is damaged")

			h := opened(t, path)
			require.Equal(t, path+".damaged-2", h.SetAside())
			kept, err := os.ReadFile(h.SetAside())
			require.NoError(t, err)
			require.Equal(t, damaged, kept)
			earlier, err := os.ReadFile(path + ".damaged-1")
			require.NoError(t, err)
			require.Equal(t, "an earlier one", string(earlier))
			run(t, h, day(2), seen(tide, day(2), history.Good))
			past, err := h.Past(tide)
			require.NoError(t, err)
			require.Len(t, past, 1)
			require.NoDirExists(t, path+".setting-aside")
		})
	}
}

// Damage that only shows when the tables are read ends the use of the file, and the next run has a new one.
func TestDamageFoundLater(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	h := opened(t, path)
	run(t, h, day(1), seen(tide, day(1), history.Good))
	require.NoError(t, h.Close())
	b, err := os.ReadFile(path)
	require.NoError(t, err)
	copy(b[4096:], bytes.Repeat([]byte{0xff}, len(b)-4096)) // all pages but that of the schema
	require.NoError(t, os.WriteFile(path, b, 0o600))

	h = opened(t, path)
	require.Empty(t, h.SetAside())
	_, _, err = h.Latest(tide)
	require.ErrorContains(t, err, "it is damaged")
	require.NoError(t, h.Close())
	kept, err := os.ReadFile(h.SetAside())
	require.NoError(t, err)
	require.Equal(t, b, kept)
	h = opened(t, path)
	require.Empty(t, h.SetAside())
	run(t, h, day(2), seen(tide, day(2), history.Good))
}

func TestForeignFileIsLeftAlone(t *testing.T) {
	for want, path := range map[string]string{
		"this is a database of another program, and is left as it is": foreign(t, t.TempDir(), "places.sqlite", 0, 75),
		"this is a database of another program":                       foreign(t, t.TempDir(), "other.db", 1, 1),
		"a later version of ibid keeps its history here":              foreign(t, t.TempDir(), "history.db", 0x69626964, 2),
		"its tables have the version 0":                               foreign(t, t.TempDir(), "history.db", 0x69626964, 0),
	} {
		before, err := os.ReadFile(path)
		require.NoError(t, err)
		_, err = history.Open(path)
		require.ErrorContains(t, err, want)
		require.ErrorContains(t, err, path)
		after, err := os.ReadFile(path)
		require.NoError(t, err)
		require.Equal(t, before, after)
		left, err := filepath.Glob(filepath.Dir(path) + "/*")
		require.NoError(t, err)
		require.Equal(t, []string{path}, left)
	}
}

func TestNoFile(t *testing.T) {
	folder := t.TempDir()
	_, err := history.OpenExisting(filepath.Join(folder, "history.db"))
	require.ErrorContains(t, err, "no run has kept a history there")
	require.NoFileExists(t, filepath.Join(folder, "history.db"))
	_, err = history.OpenExisting(folder)
	require.ErrorContains(t, err, "this is no file")
	_, err = history.Open(folder)
	require.ErrorContains(t, err, folder)
	require.NoError(t, os.WriteFile(filepath.Join(folder, "file"), nil, 0o600))
	_, err = history.Open(filepath.Join(folder, "file", "history.db"))
	require.ErrorContains(t, err, "its folder cannot be made")
	_, err = history.Open("/proc/ibid.db")
	require.ErrorContains(t, err, "/proc/ibid.db: it cannot be opened or made; name another file with --history")
}

func TestDiskFull(t *testing.T) {
	h := fresh(t)
	run(t, h, day(1), seen(tide, day(1), history.Good))
	require.NoError(t, h.Limit())
	require.NoError(t, h.Begin("articles", day(2)))
	big := seen("https://coast.example/", day(2), history.Good)
	big.Evidence = strings.Repeat("x", 1<<20)
	require.ErrorContains(t, h.Observe(big), "the disk is full; free some space")
	past, err := h.Past(tide)
	require.NoError(t, err)
	require.Len(t, past, 1, "what was there is there")
}

// A file that may only be read is no reason to fail without a word. The process gives up the rights of root, if it has
// them, for root may write everywhere.
func TestReadOnlyFile(t *testing.T) {
	folder, err := os.MkdirTemp("/tmp", "history")
	require.NoError(t, err)
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "history.db")
	h := opened(t, path)
	require.NoError(t, h.Close())
	require.NoError(t, os.Chmod(path, 0o444))
	require.NoError(t, os.Chmod(folder, 0o555))
	binary, err := os.ReadFile(os.Args[0])
	require.NoError(t, err)
	shared, err := os.MkdirTemp("/tmp", "history")
	require.NoError(t, err)
	defer os.RemoveAll(shared)
	require.NoError(t, os.Chmod(shared, 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(shared, "keeper"), binary, 0o755))
	cmd := keeper(path)
	cmd.Path, cmd.Dir = filepath.Join(shared, "keeper"), "/"
	if os.Getuid() == 0 {
		const nobody = 65534
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
	out, err := cmd.CombinedOutput()
	require.NoError(t, err, string(out))
	require.Contains(t, string(out), path+": it ")
	require.Contains(t, string(out), "name another file with --history")
	require.NoError(t, os.Chmod(folder, 0o755))
}

func TestTenProcesses(t *testing.T) {
	for name, path := range map[string]string{
		"no file yet":  filepath.Join(t.TempDir(), "history.db"),
		"damaged file": garbage(t, t.TempDir(), "history.db"),
	} {
		t.Run(name, func(t *testing.T) {
			const processes = 10
			var all [processes]*exec.Cmd
			var said [processes]bytes.Buffer
			for i := range all {
				all[i] = keeper(path)
				all[i].Stdout, all[i].Stderr = &said[i], &said[i]
				require.NoError(t, all[i].Start())
			}
			for i, cmd := range all {
				require.NoError(t, cmd.Wait())
				require.Equal(t, 100, strings.Count(said[i].String(), "\n"), said[i].String())
			}
			h := opened(t, path)
			for _, cmd := range all {
				for i := range 100 {
					_, ok, err := h.Latest(fmt.Sprintf("https://review.example/%d/%d", cmd.Process.Pid, i))
					require.NoError(t, err)
					require.True(t, ok)
				}
			}
			aside, err := filepath.Glob(path + ".damaged-*")
			require.NoError(t, err)
			require.Equal(t, strings.HasPrefix(name, "damaged"), len(aside) == 1, aside)
		})
	}
}

// What a process has said to be written is there after it was killed.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "history.db")
	for round := range 10 {
		cmd := keeper(path)
		out, err := cmd.StdoutPipe()
		require.NoError(t, err)
		require.NoError(t, cmd.Start())
		var line string
		for range round + 1 {
			_, err = fmt.Fscan(out, &line)
			require.NoError(t, err)
		}
		require.NoError(t, cmd.Process.Kill())
		require.Error(t, cmd.Wait())
		h := opened(t, path)
		require.Empty(t, h.SetAside())
		for i := range round + 1 {
			_, ok, err := h.Latest(fmt.Sprintf("https://review.example/%d/%d", cmd.Process.Pid, i))
			require.NoError(t, err)
			require.True(t, ok)
		}
		require.NoError(t, h.Close())
	}
}
