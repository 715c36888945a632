package archive_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
)

// saveServer stands in for one that makes copies: it is asked, and then says each of some things when it is looked at.
type saveServer struct {
	*httptest.Server
	ask    http.HandlerFunc
	states []string
	asked  []http.Request
	forms  []string
	looked int
}

func newSaveServer(t *testing.T, ask http.HandlerFunc, states ...string) *saveServer {
	t.Helper()
	s := &saveServer{ask: ask, states: states}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		s.asked = append(s.asked, *r)
		s.forms = append(s.forms, r.PostForm.Encode())
		if r.Method == http.MethodPost {
			s.ask(w, r)
			return
		}
		fmt.Fprint(w, s.states[min(s.looked, len(s.states)-1)])
		s.looked++
	}))
	t.Cleanup(s.Close)
	return s
}

const access, secret = "the-access-key", "the-secret-key"

func keys(name string) string {
	return map[string]string{"IA_ACCESS_KEY": access, "IA_SECRET_KEY": secret, "PERMA_API_KEY": secret}[name]
}

func keeper(t *testing.T, s archive.Saver, server *saveServer) *archive.Keeper {
	t.Helper()
	s.Endpoint, s.PerMinute, s.Poll = server.URL, 1e6, time.Microsecond
	k, err := archive.NewKeeper(s, keys)
	require.NoError(t, err)
	t.Cleanup(k.Close)
	return k
}

const pending = `{"status":"pending","resources":[]}`

func TestSaveInTheWaybackMachine(t *testing.T) {
	server := newSaveServer(t, says(`{"url":"x","job_id":"spn2-1/2"}`), pending, pending, `{"status":"success","timestamp":"20210604120000","original_url":"x"}`)
	s, err := keeper(t, archive.WaybackSave, server).Save(t.Context(), page+"#c")
	require.NoError(t, err)
	require.Equal(t, archive.Snapshot{
		Provider: "wayback", Original: page, URL: server.URL + "/web/20210604120000/" + page, Taken: time.Date(2021, 6, 4, 12, 0, 0, 0, time.UTC),
	}, s)
	require.Len(t, server.asked, 4)
	require.Equal(t, "if_not_archived_within=1d&skip_first_archive=1&url=https%3A%2F%2Ftide.example%2Fa%2Cb%3Fc%3Dd", server.forms[0])
	require.Equal(t, "/save/status/spn2-1%2F2", server.asked[1].RequestURI)
	for _, r := range server.asked {
		require.Equal(t, "LOW "+access+":"+secret, r.Header.Get("Authorization"))
		require.Equal(t, "application/json", r.Header.Get("Accept"))
	}
}

func TestSaveInPerma(t *testing.T) {
	server := newSaveServer(t, func(w http.ResponseWriter, r *http.Request) {
		var asked map[string]string
		if json.NewDecoder(r.Body).Decode(&asked) == nil && asked["url"] == page && r.RequestURI == "/v1/archives/" {
			w.WriteHeader(http.StatusCreated)
			fmt.Fprint(w, `{"guid":"AB12-CD34","creation_timestamp":"2021-06-04T12:00:00Z"}`)
		}
	}, `{"status":"in_progress"}`, `{"status":"completed"}`)
	s, err := keeper(t, archive.PermaSave, server).Save(t.Context(), page)
	require.NoError(t, err)
	require.Equal(t, archive.Snapshot{
		Provider: "perma", Original: page, URL: "https://perma.cc/AB12-CD34", Taken: time.Date(2021, 6, 4, 12, 0, 0, 0, time.UTC),
	}, s)
	require.Equal(t, "/v1/capture_jobs/AB12-CD34/", server.asked[1].RequestURI)
	for _, r := range server.asked {
		require.Equal(t, "ApiKey "+secret, r.Header.Get("Authorization"))
	}
}

func TestSaveFails(t *testing.T) {
	failed := func(code string) string {
		return `{"status":"error","status_ext":"error:` + code + `","message":"We say ` + code + ` to ` + secret + `."}`
	}
	cases := []struct {
		name    string
		saver   archive.Saver
		ask     http.HandlerFunc
		state   string
		because string
		times   int // how many requests are made of five pages
	}{
		{"the page is not there", archive.WaybackSave, says(`{"job_id":"1"}`), failed("not-found"), "no copy was made: We say not-found to ….", 10},
		{"the page is blocked", archive.WaybackSave, says(failed("blocked-url")), "", "no copy was made: We say blocked-url to ….", 5},
		{"busy", archive.WaybackSave, says(failed("user-session-limit")), "", "no copy was made: We say user-session-limit to ….", 9},
		{"no browsers", archive.WaybackSave, says(`{"job_id":"1"}`), failed("no-browsers-available"), "no copy was made: We say no-browsers-available to ….", 18},
		{"no reason", archive.WaybackSave, says(`{}`), "", "no copy was made: no reason is given", 5},
		{"never done", archive.WaybackSave, says(`{"job_id":"1"}`), pending, "the copy was not made in time", 123},
		{"wrong keys", archive.WaybackSave, status(http.StatusUnauthorized), "", "the archive's answer is 401 Unauthorized", 1},
		{"too many", archive.PermaSave, status(http.StatusTooManyRequests), "", "the archive's answer is 429 Too Many Requests", 1},
		{"down", archive.PermaSave, status(http.StatusBadGateway), "", "the archive's answer is 502 Bad Gateway", 9},
		{"a page", archive.PermaSave, says("<!DOCTYPE html>"), "", "the archive's answer is 200 OK, and no JSON", 9},
		{"no name", archive.PermaSave, says(`{"guid":"../x"}`), "", "no copy was made; the archive's answer names none", 3},
		{"failed", archive.PermaSave, says(`{"guid":"AB12-CD34"}`), `{"status":"failed"}`, "no copy was made: failed", 10},
		{"never completed", archive.PermaSave, says(`{"guid":"AB12-CD34"}`), pending, "the copy was not made in time", 123},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			server := newSaveServer(t, c.ask, c.state)
			k := keeper(t, c.saver, server)
			for range 5 {
				_, err := k.Save(t.Context(), page)
				require.EqualError(t, err, c.because)
			}
			require.Len(t, server.asked, c.times, "after three failures of its own, or one refusal, it is left alone")
		})
	}
}

// Keys go to the archive that they are for, and not where it may lead.
func TestKeysDoNotGoAlongARedirect(t *testing.T) {
	elsewhere := newSaveServer(t, says(`{}`), `{}`)
	for _, saver := range archive.Savers {
		for _, code := range []int{301, 302, 303, 307, 308} {
			server := newSaveServer(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Location", elsewhere.URL)
				w.WriteHeader(code)
			})
			_, err := keeper(t, saver, server).Save(t.Context(), page)
			require.ErrorContains(t, err, "which is not followed")
		}
	}
	require.Empty(t, elsewhere.asked)
}

func TestMissingKeys(t *testing.T) {
	for _, saver := range archive.Savers {
		_, err := archive.NewKeeper(saver, func(string) string { return " " })
		require.EqualError(t, err, saver.Name+" wants "+strings.Join(saver.Keys, " and ")+" in the environment; see "+saver.Where)
	}
}

func TestSaveEndsWithTheRun(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	server := newSaveServer(t, func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})
	_, err := keeper(t, archive.WaybackSave, server).Save(ctx, page)
	require.ErrorIs(t, err, context.Canceled)
}
