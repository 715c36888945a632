package cli_test

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/rogpeppe/go-internal/testscript"
)

// withArchive adds to a web an archive at /archive, which has a copy of /gone and makes copies of what it is asked for.
func withArchive(site http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path, ok := strings.CutPrefix(r.RequestURI, "/archive")
		gone := "http://" + r.Host + "/gone"
		archive := "http://" + r.Host + "/archive"
		switch {
		case !ok:
			site.ServeHTTP(w, r)
		case strings.HasPrefix(path, "/wayback/available?") && r.URL.Query().Get("url") == gone:
			fmt.Fprintf(w, `{"archived_snapshots":{"closest":{"available":true,"url":"%s/web/20210604120000/%s","timestamp":"20210604120000","status":"200"}}}`, archive, gone)
		case path == "/timemap/"+gone:
			fmt.Fprintf(w, `<%s>; rel="original", <%s/web/20210604120000id_/%s>; rel="memento"; datetime="Fri, 04 Jun 2021 12:00:00 GMT"`, gone, archive, gone)
		case path == "/web/20210604120000id_/"+gone:
			w.Header().Set("Memento-Datetime", "Fri, 04 Jun 2021 12:00:00 GMT")
			fmt.Fprint(w, "<!DOCTYPE html><title>Ports</title>")
		case path == "/save" && r.Header.Get("Authorization") == "LOW access-key:secret-key":
			fmt.Fprint(w, `{"job_id":"spn2-1","status":"success","timestamp":"20241103093000"}`)
		case strings.HasPrefix(path, "/busy/"):
			w.WriteHeader(http.StatusTooManyRequests)
		default:
			http.NotFound(w, r)
		}
	})
}

// counter counts requests by path.
type counter struct {
	next http.Handler
	mu   sync.Mutex
	all  map[string]int
}

func (c *counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	if c.all == nil {
		c.all = map[string]int{}
	}
	c.all[r.URL.Path]++
	c.mu.Unlock()
	c.next.ServeHTTP(w, r)
}

type counterKey struct{}

// visits tells how often a path was asked for so far: visits /page/a 2.
func visits(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[1])
	ts.Check(err)
	c, ok := ts.Value(counterKey{}).(*counter)
	if !ok {
		ts.Fatalf("there is no counter")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if got := c.all[args[0]]; got != want {
		ts.Fatalf("%s was asked for %d times, not %d", args[0], got, want)
	}
}
