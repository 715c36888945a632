package archive_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/web"
)

const stampForm = "20060102150405"

// held is a copy in the stand-in for an archive. Home tells that what was copied is a redirect to the home page.
type held struct {
	stamp   string
	status  int
	revisit bool
	home    bool
}

func (h held) taken() time.Time {
	t, err := time.Parse(stampForm, h.stamp)
	if err != nil {
		panic(err)
	}
	return t
}

// standIn speaks what the Wayback Machine, arquivo.pt and Perma.cc speak, of copies of one page.
type standIn struct {
	*httptest.Server
	copies []held
	// faults answer instead, by the beginning of the path.
	faults map[string]http.HandlerFunc

	mu    sync.Mutex
	asked []string
}

const page = "https://tide.example/a,b?c=d"

func newStandIn(t *testing.T, copies ...held) *standIn {
	t.Helper()
	s := &standIn{copies: copies, faults: map[string]http.HandlerFunc{}}
	s.Server = httptest.NewServer(s)
	t.Cleanup(s.Close)
	return s
}

// ServeHTTP looks at the request as it was sent, since a ServeMux would fold the slashes of the address inside.
func (s *standIn) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.asked = append(s.asked, r.RequestURI)
	s.mu.Unlock()
	for path, fault := range s.faults {
		if strings.HasPrefix(r.RequestURI, path) {
			fault(w, r)
			return
		}
	}
	switch path := r.RequestURI; {
	case strings.HasPrefix(path, "/wayback/available?"):
		s.availability(w, r.URL.Query())
	case strings.HasPrefix(path, "/cdx/search/cdx?"):
		s.cdx(w, r.URL.Query())
	case strings.HasPrefix(path, "/web/"):
		s.capture(w, r, strings.TrimPrefix(path, "/web/"))
	case strings.HasSuffix(path, "/timemap/link/"+page):
		s.timeMap(w)
	default:
		http.NotFound(w, r)
	}
}

func (s *standIn) count(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, uri := range s.asked {
		if strings.HasPrefix(uri, path) {
			n++
		}
	}
	return n
}

func (s *standIn) availability(w http.ResponseWriter, query url.Values) {
	says := map[string]any{}
	if h, ok := s.nearest(query.Get("timestamp"), func(h held) bool { return h.status == http.StatusOK }); ok && query.Get("url") == page {
		says["closest"] = map[string]any{
			"available": true, "url": s.URL + "/web/" + h.stamp + "/" + page, "timestamp": h.stamp, "status": "200",
		}
	}
	_ = json.NewEncoder(w).Encode(map[string]any{"url": page, "archived_snapshots": says})
}

// nearest is the copy nearest to a moment, the last one if there is no moment.
func (s *standIn) nearest(stamp string, keep func(held) bool) (held, bool) {
	at, err := time.Parse(stampForm, stamp)
	if err != nil {
		at = time.Now()
	}
	var best held
	for _, h := range s.copies {
		if keep(h) && (best.stamp == "" || h.taken().Sub(at).Abs() < best.taken().Sub(at).Abs()) {
			best = h
		}
	}
	return best, best.stamp != ""
}

func (s *standIn) cdx(w http.ResponseWriter, query url.Values) {
	var rows [][]string
	for _, h := range s.copies {
		status, kind := strconv.Itoa(h.status), "text/html"
		if h.revisit {
			status, kind = "-", "warc/revisit"
		}
		if to := query.Get("to"); to != "" && h.stamp > to || h.stamp < query.Get("from") || query.Get("url") != page {
			continue
		}
		if query.Get("filter") == "!statuscode:[345].." && strings.ContainsAny(status[:1], "345") {
			continue
		}
		rows = append(rows, []string{h.stamp, page, kind, status})
	}
	limit, _ := strconv.Atoi(query.Get("limit"))
	if n := len(rows); limit < 0 {
		rows = rows[max(0, n+limit):]
	} else {
		rows = rows[:min(n, limit)]
	}
	if len(rows) > 0 {
		rows = slices.Insert(rows, 0, []string{"timestamp", "original", "mimetype", "statuscode"})
		rows = append(rows, []string{}, []string{"example%2Ctide%29%2F+20210604"})
	}
	_ = json.NewEncoder(w).Encode(rows)
}

func (s *standIn) capture(w http.ResponseWriter, r *http.Request, path string) {
	stamp, address, _ := strings.Cut(path, "/")
	stamp, flag := stamp[:min(14, len(stamp))], stamp[min(14, len(stamp)):]
	if address != page {
		w.Header().Set("Memento-Datetime", "Fri, 04 Jun 2021 12:00:00 GMT")
		fmt.Fprint(w, "the home page")
		return
	}
	h, ok := s.nearest(stamp, func(held) bool { return true })
	if !ok {
		http.NotFound(w, r)
		return
	}
	if h.stamp != stamp {
		w.Header().Set("Vary", "accept-datetime")
		w.Header().Set("Location", s.URL+"/web/"+h.stamp+flag+"/"+page)
		w.WriteHeader(http.StatusFound)
		return
	}
	w.Header().Set("Memento-Datetime", h.taken().Format(http.TimeFormat))
	if i := slices.Index(s.copies, h); i > 0 {
		before := s.copies[i-1]
		w.Header().Add("Link", fmt.Sprintf(`<%s>; rel="original", <%s/web/%s/%s>; rel="prev memento"; datetime="%s"`,
			page, s.URL, before.stamp, page, before.taken().Format(http.TimeFormat)))
	}
	if h.home {
		w.Header().Set("Location", s.URL+"/web/"+h.stamp+flag+"/https://tide.example/")
		w.WriteHeader(http.StatusFound)
		return
	}
	w.WriteHeader(h.status)
	fmt.Fprint(w, "what was copied")
}

func (s *standIn) timeMap(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/link-format")
	lines := []string{
		fmt.Sprintf(`<%s>; rel="original"`, page),
		fmt.Sprintf(`<%s/timemap/link/%s>; rel="self"; type="application/link-format"`, s.URL, page),
		fmt.Sprintf(`<%s/timegate/%s>; rel="timegate"`, s.URL, page),
	}
	for _, h := range s.copies {
		lines = append(lines, fmt.Sprintf(`<%s/web/%s/%s>; rel="memento"; datetime="%s"`, s.URL, h.stamp, page, h.taken().Format(http.TimeFormat)))
	}
	fmt.Fprint(w, strings.Join(lines, ",\n"))
}

// at makes the providers ask a server.
func at(server *standIn, providers ...archive.Provider) []archive.Provider {
	var all []archive.Provider
	for _, p := range providers {
		p.Endpoint = server.URL
		all = append(all, p)
	}
	return all
}

func fetcher(t *testing.T) web.Fetcher {
	t.Helper()
	client := web.New(web.Options{Timeout: 2 * time.Second, AllowNetworks: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	t.Cleanup(client.Close)
	return client
}

func finder(t *testing.T, providers ...archive.Provider) *archive.Finder {
	t.Helper()
	return archive.NewFinder(archive.Options{Fetcher: fetcher(t), Providers: providers, Unpaced: true})
}

func find(t *testing.T, f *archive.Finder, q archive.Query) archive.Answer {
	t.Helper()
	q.URL = page + "#c"
	answer, err := f.Find(t.Context(), q)
	require.NoError(t, err)
	return answer
}

// stampOf is when the copy that was found was taken; empty if there is none.
func stampOf(a archive.Answer) string {
	if a.Snapshot == nil {
		return ""
	}
	return a.Snapshot.Taken.Format(stampForm)
}

// recordingFetcher answers nothing.
type recordingFetcher struct{ asked []string }

func (f *recordingFetcher) Fetch(_ context.Context, address string) (*web.Page, error) {
	f.asked = append(f.asked, address)
	return &web.Page{URL: address, Final: address, Failure: &web.Failure{Kind: web.Timeout}}, nil
}
