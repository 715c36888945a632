package ibid_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/web"
)

// tree writes files below a new folder and changes into it. A path with a slash at its end is an empty folder.
func tree(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for path, text := range files {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		if !strings.HasSuffix(path, "/") {
			require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		}
	}
}

// told is what becomes of inputs: their paths, and behind a colon why one cannot be read.
func told(t *testing.T, all []ibid.Input) []string {
	t.Helper()
	var lines []string
	for _, in := range all {
		line := filepath.ToSlash(in.Path)
		if _, err := in.Source(t.Context()); err != nil {
			line += ": " + err.Error()
		}
		lines = append(lines, line)
	}
	return lines
}

const tide = "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n"

func TestInputs(t *testing.T) {
	tree(t, map[string]string{
		"a.txt":                   tide,
		"b.html":                  tide,
		"notes.xyz":               tide,
		"empty/":                  "",
		"odd/picture.png":         "",
		"year/c.txt":              tide,
		"year/d.htm":              tide,
		"year/UPPER.TXT":          tide,
		"year/.draft.txt":         tide,
		"year/.git/e.txt":         tide,
		"year/node_modules/f.txt": tide,
		"year/sub/g.txt":          tide,
		"node_modules/h.txt":      tide,
		".hidden/i.txt":           tide,
		"a[1].txt":                tide,
	})
	const noArticle = ": there is no article in this folder; articles are files named *"
	cases := []struct {
		name string
		args []string
		want []string
	}{
		{"nothing", nil, nil},
		{"files, in their order", []string{"b.html", "a.txt"}, []string{"b.html", "a.txt"}},
		{"a file of any name", []string{"notes.xyz"}, []string{"notes.xyz"}},
		{"a file named twice", []string{"a.txt", "./a.txt", "year/../a.txt"}, []string{"a.txt"}},
		{"a folder", []string{"year"}, []string{"year/UPPER.TXT", "year/c.txt", "year/d.htm", "year/sub/g.txt"}},
		{"a folder and a file in it", []string{"year/sub/g.txt", "./year/"}, []string{"year/sub/g.txt", "year/UPPER.TXT", "year/c.txt", "year/d.htm"}},
		{"a hidden folder by its name", []string{".hidden"}, []string{".hidden/i.txt"}},
		{"a folder of dependencies by its name", []string{"node_modules"}, []string{"node_modules/h.txt"}},
		{"the folder above", []string{"year/sub/.."}, []string{"year/UPPER.TXT", "year/c.txt", "year/d.htm", "year/sub/g.txt"}},
		{"a pattern", []string{"year/?.*"}, []string{"year/c.txt", "year/d.htm"}},
		{"a pattern that matches a folder", []string{"y*"}, []string{"year/UPPER.TXT", "year/c.txt", "year/d.htm", "year/sub/g.txt"}},
		{"a pattern and hidden names", []string{"year/*.txt", "*/i.txt"}, []string{"year/c.txt", "*/i.txt: no file matches this pattern"}},
		{"a hidden pattern", []string{"./year/.d*"}, []string{"year/.draft.txt"}},
		{"a file whose name looks like a pattern", []string{"a[1].txt"}, []string{"a[1].txt"}},
		{"a missing file", []string{"z.txt", "a.txt"}, []string{"z.txt: there is no such file", "a.txt"}},
		{"a missing file twice", []string{"z.txt", "z.txt"}, []string{"z.txt: there is no such file"}},
		{"a pattern that nothing matches", []string{"z*.txt"}, []string{"z*.txt: no file matches this pattern"}},
		{"a broken pattern", []string{"z[.txt"}, []string{"z[.txt: this is no valid pattern: syntax error in pattern"}},
		{"an empty folder", []string{"empty"}, []string{"empty" + noArticle}},
		{"a folder without articles", []string{"odd"}, []string{"odd" + noArticle}},
		{"a pattern that matches such a folder", []string{"od*"}, []string{"odd" + noArticle}},
		{"a file as a folder", []string{"a.txt/b.txt"}, []string{"a.txt/b.txt: not a directory"}},
		{"an empty argument", []string{""}, []string{": there is no such file"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := told(t, ibid.Inputs(c.args, nil, nil))
			for i := range got {
				if before, _, ok := strings.Cut(got[i], noArticle); ok {
					got[i] = before + noArticle
				}
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestLinksToFilesAreFollowed(t *testing.T) {
	tree(t, map[string]string{"real/a.txt": tide, "year/b.txt": tide})
	require.NoError(t, os.Symlink("../real/a.txt", "year/to-file.txt"))
	require.NoError(t, os.Symlink("../real", "year/to-folder.txt"))
	require.NoError(t, os.Symlink("gone.txt", "year/to-nothing.txt"))
	require.NoError(t, os.Symlink("year", "link"))
	require.Equal(t, []string{"link/b.txt", "link/to-file.txt", "link/to-nothing.txt: there is no such file"},
		told(t, ibid.Inputs([]string{"link"}, nil, nil)))
}

func TestStandardInput(t *testing.T) {
	all := ibid.Inputs([]string{"-", "-"}, strings.NewReader(tide), nil)
	require.Len(t, all, 1)
	source, err := all[0].Source(t.Context())
	require.NoError(t, err)
	require.Equal(t, tide, string(source))
}

func TestTooLarge(t *testing.T) {
	t.Chdir(t.TempDir())
	f, err := os.Create("huge.txt")
	require.NoError(t, err)
	require.NoError(t, f.Truncate(200<<20))
	require.NoError(t, f.Close())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r := ibid.Read(t.Context(), ibid.Inputs([]string{"huge.txt"}, nil, nil))
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, r.Unread[0].Err, read.ErrLarge)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20), "it is not read to know that")

	zeros := io.LimitReader(zero{}, 200<<20)
	r = ibid.Read(t.Context(), ibid.Inputs([]string{"-"}, zeros, nil))
	require.ErrorIs(t, r.Unread[0].Err, read.ErrLarge)
}

// A book of which a chapter is missing is read, and the chapter is told to be unread.
func TestMissingPart(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{
		"META-INF/container.xml": `<container><rootfile full-path="book.opf"/></container>`,
		"book.opf":               `<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>`,
		"a.xhtml":                "<p>The tide rose.</p>",
	} {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = io.WriteString(w, content)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	r := ibid.Read(t.Context(), ibid.Inputs([]string{"-"}, &b, nil))
	require.Len(t, r.Articles, 1)
	require.Len(t, r.Unread, 1)
	require.EqualError(t, r.Unread[0].Err, "b.xhtml: this part of it is not there, the rest was read; was it packed completely?")
}

type zero struct{}

func (zero) Read(p []byte) (int, error) { return len(p), nil }

// A run that is broken off does not wait for a terminal or a pipe that says nothing.
func TestStandardInputIsNotWaitedForLongerThanTheRun(t *testing.T) {
	silent, writer := io.Pipe()
	defer writer.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	r := ibid.Read(ctx, ibid.Inputs([]string{"-"}, silent, nil))
	require.Equal(t, ibid.PastItsTime, r.Partial)
	require.Len(t, r.Unread, 1, "what was not read is told")
	require.EqualError(t, r.Unread[0].Err, "the run ended before it was read")
}

func TestReadStopsWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	all := inputs(t, "harbor/harbor.txt", "inletblog.txt")
	all[1].Source = func(context.Context) ([]byte, error) {
		cancel()
		return nil, ctx.Err()
	}
	r := ibid.Read(ctx, all)
	require.Equal(t, ibid.Interrupted, r.Partial)
	require.Len(t, r.Articles, 1)
	require.Len(t, r.Unread, 1)
}

// sites answers from pages, and counts.
type sites struct {
	mu      sync.Mutex
	pages   map[string]web.Page
	visited map[string]int
}

func (s *sites) Fetch(_ context.Context, address string) (*web.Page, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.visited == nil {
		s.visited = map[string]int{}
	}
	s.visited[address]++
	p, ok := s.pages[address]
	if !ok {
		p = web.Page{Status: http.StatusNotFound}
	}
	p.URL = address
	if p.Final == "" {
		p.Final = address
	}
	return &p, nil
}

func webPage(body string) web.Page {
	return web.Page{Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body)}
}

func TestArticleOnTheWeb(t *testing.T) {
	const address = "https://review.example/essay"
	with := func(p web.Page, change func(*web.Page)) web.Page {
		change(&p)
		return p
	}
	hop := func(to string) func(*web.Page) {
		return func(p *web.Page) {
			p.Hops = []web.Hop{{URL: address, Status: 302, To: to}}
			p.Final = to
		}
	}
	essay := webPage("<p>The harbor was dredged in March; see <a href=\"https://board.example/x\">the board</a>.</p>")
	cases := []struct {
		name string
		page web.Page
		want string
	}{
		{"an article", essay, ""},
		{"an article that has moved", with(essay, hop("https://review.example/2024/essay")), ""},
		{"no type", with(essay, func(p *web.Page) { p.Header = nil }), ""},
		{"a type of any bytes", with(essay, func(p *web.Page) { p.Header = http.Header{"Content-Type": {"application/octet-stream"}} }), ""},
		{"gone", web.Page{Status: 404}, "the article could not be fetched: 404 Not Found"},
		{"failing", web.Page{Status: 500}, "the article could not be fetched: 500 Internal Server Error"},
		{
			"unreachable",
			web.Page{Failure: &web.Failure{Kind: web.Refused, Detail: "dial: refused"}},
			"the article could not be fetched: the server refuses the connection",
		},
		{"a login", with(essay, hop("https://review.example/login")), "the article could not be fetched: redirects to a login page"},
		{"a home page", with(essay, hop("https://review.example/")), "the article could not be fetched: redirects to the home page of review.example"},
		{"empty", webPage(""), "there is nothing in it"},
		{"cut off", with(essay, func(p *web.Page) { p.Body = make([]byte, 8<<20); p.Truncated = true }), "the page has more than 8 MB, which is too large for an article"},
		{
			"JSON",
			web.Page{Status: 200, Header: http.Header{"Content-Type": {"application/json; charset=utf-8"}}, Body: []byte("{}")},
			"the address gives application/json, which is no article",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f := &sites{pages: map[string]web.Page{address: c.page}}
			r := ibid.Read(t.Context(), ibid.Inputs([]string{address}, nil, f))
			if c.want == "" {
				require.Empty(t, r.Unread)
				require.Equal(t, address, r.Articles[0].Article.Path)
				return
			}
			require.Empty(t, r.Articles)
			require.EqualError(t, r.Unread[0].Err, c.want)
		})
	}
	t.Run("without the web", func(t *testing.T) {
		r := ibid.Read(t.Context(), ibid.Inputs([]string{address}, nil, nil))
		require.ErrorContains(t, r.Unread[0].Err, "no address is visited in this run")
	})
}
