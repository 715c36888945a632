package cli_test

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/ibidcheck/ibid/pkg/cli"
)

// The test binary is the command ibid as well, when it is called so.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"ibid": func() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// The scripts have what testscript gives them, the commands below, a web of their own at $WEB, and a history of their own.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			counted := &counter{next: withArchive(loopback())}
			server := httptest.NewServer(counted)
			env.Defer(server.Close)
			env.Values[counterKey{}] = counted
			env.Setenv("WEB", server.URL)
			env.Setenv("XDG_DATA_HOME", filepath.Join(env.WorkDir, ".data"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":  exits,
			"fill":   fill,
			"encode": encode,
			"sparse": sparse,
			"visits": visits,
		},
	})
}

// exits runs a command that must end with a status: exits 2 ibid check nothing.txt.
func exits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	switch err := ts.Exec(args[1], args[2:]...); {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	default:
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit status %d, not %d", got, want)
	}
}

// fill puts the address of the script's web into files: fill article.txt.
func fill(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		text := bytes.ReplaceAll([]byte(ts.ReadFile(name)), []byte("$WEB"), []byte(ts.Getenv("WEB")))
		ts.Check(os.WriteFile(ts.MkAbs(name), text, 0o600))
	}
}

// encode writes a file of UTF-8 anew: encode windows-1252 article.txt.
func encode(ts *testscript.TestScript, _ bool, args []string) {
	text := []byte(ts.ReadFile(args[1]))
	var err error
	switch args[0] {
	case "utf-16le":
		text, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes(text)
	case "utf-16be":
		text, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(text)
	case "windows-1252":
		text, err = charmap.Windows1252.NewEncoder().Bytes(text)
	case "damaged":
		text = bytes.Replace(text, []byte(". "), []byte(". \xff\xc3 "), 1)
	case "binary":
		text = append([]byte("\x00\x01\x02\x03\x7f\x00\xfe"), text...)
	default:
		err = fmt.Errorf("unknown encoding %s", args[0])
	}
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), text, 0o600))
}

// sparse makes a file that takes no room: sparse huge.txt 200000000.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.Truncate(size))
	ts.Check(f.Close())
}

// loopback is a web with pages that are there, gone, moved, blocked and slow, and with articles.
func loopback() http.Handler {
	mux := http.NewServeMux()
	say := func(path, kind, body string, status int) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", kind)
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		})
	}
	for _, name := range []string{"1", "2", "3", "a", "new"} {
		say("/page/"+name, "text/html; charset=utf-8", "<!DOCTYPE html><title>Tide Tables</title><p>The tide.", http.StatusOK)
	}
	say("/gone", "text/html", "Gone.", http.StatusGone)
	say("/missing", "text/html", "Not found.", http.StatusNotFound)
	say("/blocked", "text/html", "Forbidden.", http.StatusForbidden)
	say("/empty", "text/html", "", http.StatusOK)
	say("/pdf", "application/pdf", "%PDF-1.4\n", http.StatusOK)
	say("/data", "application/json", "{}", http.StatusOK)
	say("/essay", "text/html; charset=utf-8", `<!DOCTYPE html><html lang="en"><head><title>The Tide</title></head><body><article>
<h1>The Tide</h1>
<p>The harbor was dredged in March, as <a href="/page/1">the tables</a> say, and again in the autumn of that year.</p>
</article></body></html>`, http.StatusOK)
	mux.Handle("/moved", http.RedirectHandler("/page/new", http.StatusMovedPermanently))
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	return mux
}
