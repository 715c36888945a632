package web

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func replay(t testing.TB, file []byte) *Replayer {
	replayer, err := Replay(bytes.NewReader(file))
	require.NoError(t, err)
	return replayer
}

func TestReplayGivesWhatWasRecorded(t *testing.T) {
	pages := samplePages()
	for _, pack := range []func(io.Writer) io.Writer{func(w io.Writer) io.Writer { return w }, GzipRecords} {
		var file bytes.Buffer
		record(t, pack(&file), pages...)
		replayer := replay(t, file.Bytes())
		for _, page := range pages {
			require.Equal(t, page, fetch(t, replayer, page.URL))
		}
		require.Equal(t, pages[1].as("http://b.example/#top"), fetch(t, replayer, "http://b.example/#top"))
		missing := fetch(t, replayer, "http://b.example/?other")
		requireFailure(t, missing, NotRecorded)
		requireFailure(t, fetch(t, replayer, "http://b.example/y"), NotRecorded)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := replayer.Fetch(ctx, pages[0].URL)
		require.ErrorIs(t, err, context.Canceled)
	}
}

// TestReplayOfTheWeb records a hostile web through a client, and wants every page back as it was.
func TestReplayOfTheWeb(t *testing.T) {
	server := newServer(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/bounce":
			if _, err := r.Cookie("seen"); err == nil {
				_, _ = io.WriteString(w, "let in")
				return
			}
			http.Redirect(w, r, "/set", http.StatusFound)
		case "/set":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "yes", Path: "/"})
			http.Redirect(w, r, "/bounce", http.StatusFound)
		case "/one", "/two":
			http.Redirect(w, r, "/shared", http.StatusMovedPermanently)
		case "/shared":
			http.Redirect(w, r, "/end?from="+r.Header.Get("Referer")+"#part", http.StatusTemporaryRedirect)
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/many":
			http.Redirect(w, r, "/many?"+r.URL.RawQuery+"x", http.StatusFound)
		case "/bad":
			w.Header().Set("Location", "http://[::1/ \x01\xff")
			w.WriteHeader(http.StatusFound)
		case "/inside":
			http.Redirect(w, r, "http://169.254.169.254/", http.StatusFound)
		case "/long":
			_, _ = w.Write(bytes.Repeat([]byte("long "), 10000))
		case "/zip":
			w.Header().Set("Content-Encoding", "gzip")
			zip := gzip.NewWriter(w)
			_, _ = io.WriteString(zip, "unpacked")
			_ = zip.Close()
		case "/none":
			w.WriteHeader(http.StatusNoContent)
		default:
			w.Header().Set("X-Odd", "a\tb \xff ")
			_, _ = io.WriteString(w, r.URL.String())
		}
	})
	var file bytes.Buffer
	recorder := NewRecorder(newTestClient(t, Options{BodyBytes: 10000}), GzipRecords(&file), "ibid/1.2")
	junk := newRawServer(t, say("junk\r\n\r\n"), nil)
	pages := map[string]*Page{}
	for _, address := range []string{
		server.URL, server.URL + "/bounce", server.URL + "/set", server.URL + "/one", server.URL + "/two#f", server.URL + "/shared",
		server.URL + "/loop", server.URL + "/many", server.URL + "/bad", server.URL + "/inside", server.URL + "/long",
		server.URL + "/zip", server.URL + "/none", server.URL + "/x%2F//y?q=%zz", server.URL + "/ü é", junk,
		"http://[::1/", "mailto:a@b", "", "data:," + strings.Repeat("x y", 1<<20),
	} {
		pages[address] = fetch(t, recorder, address)
	}
	require.NoError(t, recorder.Err())
	require.Len(t, pages[server.URL+"/bounce"].Hops, 2)
	require.Equal(t, "let in", string(pages[server.URL+"/bounce"].Body))
	require.True(t, pages[server.URL+"/long"].Truncated)
	require.Contains(t, file.String(), "\x1f\x8b")
	replayer := replay(t, file.Bytes())
	server.Close()
	for address, page := range pages {
		require.Equal(t, page, fetch(t, replayer, address))
	}
}

func TestReplayTakesTheLast(t *testing.T) {
	first, second := *samplePages()[0], *samplePages()[0]
	second.Status, second.Body = 410, []byte("gone since")
	var file bytes.Buffer
	record(t, &file, &first)
	record(t, &file, &second)
	require.Equal(t, &second, fetch(t, replay(t, file.Bytes()), second.URL))
}

func TestReplayOfAKilledRun(t *testing.T) {
	pages := samplePages()[:3]
	for _, pack := range []func(io.Writer) io.Writer{func(w io.Writer) io.Writer { return w }, GzipRecords} {
		var file bytes.Buffer
		w := pack(&file)
		recorder := NewRecorder(pagesOf(pages...), w, "ibid")
		var ends []int
		for _, page := range pages {
			fetch(t, recorder, page.URL)
			ends = append(ends, file.Len())
		}
		for end := range file.Len() {
			replayer, err := Replay(bytes.NewReader(file.Bytes()[:end]))
			require.NoError(t, err, end)
			for i, page := range pages {
				got := fetch(t, replayer, page.URL)
				if end >= ends[i] {
					require.Equal(t, page, got, end)
				} else {
					requireFailure(t, got, NotRecorded)
				}
			}
		}
	}
}

func TestReplayGoesOnAfterAPageThatWasCutOff(t *testing.T) {
	pages := samplePages()
	var first, whole bytes.Buffer
	record(t, &first, pages[0])
	record(t, &whole, pages[1])
	second := whole.Bytes()
	cut := bytes.Index(second, []byte("Ibid-Step: 2/3"))
	cut = bytes.LastIndex(second[:cut], []byte("WARC/1.1"))
	file := append(bytes.Clone(second[:cut]), first.Bytes()...)
	replayer := replay(t, file)
	require.Equal(t, pages[0], fetch(t, replayer, pages[0].URL))
	requireFailure(t, fetch(t, replayer, pages[1].URL), NotRecorded)
}

func TestReplayRefusesADamagedFile(t *testing.T) {
	var file bytes.Buffer
	record(t, &file, samplePages()...)
	whole := file.String()
	second := strings.Index(whole[1:], "WARC/1.1\r\n") + 1
	at := fmt.Sprintf("recording: damaged in the record at byte %d: ", second)
	for name, damage := range map[string]func(string) string{
		"a changed byte":   func(s string) string { return strings.Replace(s, "body", "bodi", 1) },
		"a shorter record": func(s string) string { return strings.Replace(s, "Content-Length: 105", "Content-Length: 104", 1) },
		"a longer record":  func(s string) string { return strings.Replace(s, "Content-Length: 105", "Content-Length: 999999", 1) },
		"a huge record": func(s string) string {
			return strings.Replace(s, "Content-Length: 105", "Content-Length: 99999999999", 1)
		},
		"no length":       func(s string) string { return strings.Replace(s, "Content-Length: 105", "Content-Length: x", 1) },
		"a lost colon":    func(s string) string { return strings.Replace(s, "WARC-Target-URI:", "WARC-Target-URI", 1) },
		"no target":       func(s string) string { return strings.Replace(s, "WARC-Target-URI: http://a.example/x\r\n", "", 1) },
		"a strange start": func(s string) string { return s[:second] + "w" + s[second+1:] },
		"an odd step":     func(s string) string { return strings.Replace(s, "Ibid-Step: 1/1", "Ibid-Step: 2/2", 1) },
		"a wrong step":    func(s string) string { return strings.Replace(s, "Ibid-Step: 1/1", "Ibid-Step: x/1", 1) },
	} {
		t.Run(name, func(t *testing.T) {
			damaged := damage(whole)
			require.False(t, whole == damaged, "nothing was damaged")
			_, err := Replay(strings.NewReader(damaged))
			require.ErrorContains(t, err, at)
		})
	}
	_, err := Replay(strings.NewReader("no recording at all, but a text that somebody took for one\n"))
	require.ErrorContains(t, err, "byte 0: no WARC record starts there")
}

func TestReplayRefusesAPageWithAStepMissing(t *testing.T) {
	var file bytes.Buffer
	record(t, &file, samplePages()[1])
	records := strings.SplitAfter(file.String(), "\r\n\r\nWARC/1.1\r\n")
	require.Len(t, records, 4)
	lost := records[0] + records[1] + records[3]
	_, err := Replay(strings.NewReader(lost))
	require.ErrorContains(t, err, "Ibid-Step 3/3 does not follow its predecessor")
}

func TestReplayRefusesADamagedArchive(t *testing.T) {
	var file bytes.Buffer
	record(t, GzipRecords(&file), samplePages()...)
	damaged := bytes.Clone(file.Bytes())
	second := bytes.Index(damaged[2:], []byte("\x1f\x8b\x08")) + 2
	damaged[second+40] ^= 0xff
	_, err := Replay(bytes.NewReader(damaged))
	require.ErrorContains(t, err, fmt.Sprintf("damaged in the record at byte %d: ", second))

	var plain, packed bytes.Buffer
	record(t, &plain, samplePages()...)
	_, err = GzipRecords(&packed).Write(plain.Bytes())
	require.NoError(t, err)
	_, err = Replay(bytes.NewReader(packed.Bytes()))
	require.ErrorContains(t, err, "compressed together with others")
}

// foreign is a record as another tool might write it.
func foreign(version, kind, target, contentType, block string) string {
	return fmt.Sprintf("WARC/%s\r\nwarc-type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2020-05-04T03:02:01.500Z\r\n"+
		"Content-Type: %s\r\nX-Long: one\r\n  two\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
		version, kind, target, contentType, len(block), block)
}

func TestReplayReadsFilesOfOtherTools(t *testing.T) {
	const http200 = "HTTP/1.1 200 OK\r\n"
	var zipped bytes.Buffer
	_, err := GzipRecords(&zipped).Write([]byte("unpacked"))
	require.NoError(t, err)
	response := func(target, block string) string {
		return foreign("1.0", "response", target, "application/http; msgtype=response", block)
	}
	file := foreign("1.0", "warcinfo", "", "application/warc-fields", "software: other\r\n") +
		foreign("1.0", "request", "http://a.example/", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n") +
		response("<http://a.example/>", http200+"Transfer-Encoding: chunked\r\n\r\n4\r\nwhol\r\n1\r\ne\r\n0\r\n\r\n") +
		response("http://b.example/", http200+"Content-Encoding: gzip\r\n\r\n"+zipped.String()) +
		response("http://c.example/", "HTTP/1.0 301 Moved\r\nLocation: http://d.example/x\r\n\r\n") +
		response("http://d.example/x", "HTTP/1.1 302 Found\r\nLocation: /y\r\n\r\n") +
		response("http://d.example/y", http200+"Transfer-Encoding: chunked\r\n\r\nnot in chunks") +
		response("http://e.example/", "HTTP/1.1 302 Found\r\nLocation: /\r\n\r\n") +
		response("http://f.example/", "HTTP/1.1 302 Found\r\nLocation: /lost\r\n\r\n") +
		response("http://g.example/", "SMTP ready\r\n\r\n") +
		response("http://h.example/", http200+"Content-Encoding: gzip\r\n\r\nno gzip") +
		foreign("1.0", "resource", "http://i.example/", "text/plain", "text") +
		foreign("1.1", "response", "dns:i.example", "text/dns", "20200504 i.example. A 192.0.2.1") +
		foreign("1.1", "something-new", "http://i.example/", "x/y", "")
	replayer := replay(t, []byte(file))
	page := fetch(t, replayer, "http://A.example")
	require.Equal(t, "whole", string(page.Body))
	require.Equal(t, "2020-05-04T03:02:01Z", page.Retrieved.Format("2006-01-02T15:04:05Z07:00"))
	require.Equal(t, "unpacked", string(fetch(t, replayer, "http://b.example/#x").Body))
	page = fetch(t, replayer, "http://c.example/")
	require.Equal(t, "not in chunks", string(page.Body))
	require.Equal(t, "http://d.example/y", page.Final)
	require.Len(t, page.Hops, 2)
	for address, want := range map[string]FailureKind{
		"http://e.example/": RedirectLoop, "http://f.example/": NotRecorded, "http://g.example/": Protocol,
		"http://h.example/": Protocol, "http://i.example/": NotRecorded, "dns:i.example": NotRecorded,
	} {
		requireFailure(t, fetch(t, replayer, address), want)
	}
}

func TestReplayIsBounded(t *testing.T) {
	_, err := Replay(endlessReader{})
	require.ErrorContains(t, err, "longer than")
	var bomb bytes.Buffer
	_, err = GzipRecords(&bomb).Write([]byte(foreign("1.1", "response", strings.Repeat("x", maxRecordHead), "x/y", "")))
	require.NoError(t, err)
	_, err = Replay(bytes.NewReader(bomb.Bytes()))
	require.ErrorContains(t, err, "longer than")
}

// endlessReader is a file of one record whose fields never end.
type endlessReader struct{}

func (endlessReader) ReadAt(p []byte, offset int64) (int, error) {
	for i := range p {
		p[i] = "WARC/1.1\r\nX: "[min(offset+int64(i), 12)]
	}
	return len(p), nil
}

func TestReplayOfAFileThatIsGone(t *testing.T) {
	name := filepath.Join(t.TempDir(), "run.warc")
	out, err := os.Create(name)
	require.NoError(t, err)
	record(t, out, samplePages()...)
	replayer, err := Replay(out)
	require.NoError(t, err)
	require.NoError(t, out.Close())
	requireFailure(t, fetch(t, replayer, "http://a.example/x"), Other)
}

func FuzzReplay(f *testing.F) {
	for _, pack := range []func(io.Writer) io.Writer{func(w io.Writer) io.Writer { return w }, GzipRecords} {
		var file bytes.Buffer
		record(f, pack(&file), samplePages()...)
		f.Add(file.Bytes())
		f.Add(file.Bytes()[:file.Len()/2])
	}
	f.Add([]byte(foreign("1.0", "response", "<http://a.example/>", "application/http",
		"HTTP/1.1 302 Found\r\nTransfer-Encoding: chunked\r\nLocation: /\r\nContent-Encoding: br, deflate, zstd\r\n\r\n0\r\n\r\n")))
	f.Fuzz(func(t *testing.T, file []byte) {
		replayer, err := Replay(bytes.NewReader(file))
		if err != nil {
			require.NotContains(t, err.Error(), "\n")
			return
		}
		require.LessOrEqual(t, len(replayer.pages), len(file))
		for _, at := range replayer.pages {
			page := &Page{URL: "http://a.example/", Final: "http://a.example/"}
			if at.steps > 0 {
				replayer.replay(page, at)
			} else {
				replayer.pages[keyOf("http://a.example/")] = at
				replayer.trace(page)
			}
			require.LessOrEqual(t, len(page.Body), maxRecord)
			if page.Failure == nil {
				require.NotNil(t, page.Header)
			}
		}
	})
}

func BenchmarkReplay(b *testing.B) {
	page := *samplePages()[0]
	page.Body = bytes.Repeat([]byte("<p>in the same place</p>"), 500)
	var file bytes.Buffer
	record(b, &file, &page)
	replayer := replay(b, file.Bytes())
	b.ReportAllocs()
	for b.Loop() {
		if got := fetch(b, replayer, page.URL); len(got.Body) != len(page.Body) {
			b.Fatal(got.Failure)
		}
	}
}
