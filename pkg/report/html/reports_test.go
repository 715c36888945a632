//go:build browser

package html_test

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/fixtures"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/report"
	"github.com/ibidcheck/ibid/pkg/web"
)

var tool = report.Tool{Name: "ibid", Version: "0.1.0"}

// harbor is the report of the fixtures' article, with the recorded web.
func harbor(t testing.TB) *report.Report {
	t.Helper()
	folder := unpacked(t)
	return checked(t, filepath.Join(folder, "harbor/web.warc.gz"), filepath.Join(folder, "harbor/harbor.html"))
}

// several is a report of three articles, two of which are the same in other formats.
func several(t testing.TB) *report.Report {
	t.Helper()
	folder := unpacked(t)
	return checked(t, filepath.Join(folder, "harbor/web.warc.gz"),
		filepath.Join(folder, "inletblog.txt"), filepath.Join(folder, "harbor/harbor.html"), filepath.Join(folder, "harbor/harbor.txt"))
}

// unpacked is a folder with the fixtures, and the working folder of the test.
func unpacked(t testing.TB) string {
	t.Helper()
	folder := t.TempDir()
	require.NoError(t, os.CopyFS(folder, fixtures.FS))
	return folder
}

func checked(t testing.TB, recording string, paths ...string) *report.Report {
	t.Helper()
	var o ibid.Options
	if recording != "" {
		file, err := os.Open(recording)
		require.NoError(t, err)
		defer file.Close()
		replayer, err := web.Replay(file)
		require.NoError(t, err)
		o = ibid.Options{Fetcher: web.Once(replayer), Gap: -1}
	}
	r := report.Of(ibid.Check(t.Context(), o, ibid.Inputs(paths, nil, nil)), tool)
	require.Empty(t, r.Summary.Unread)
	for i := range r.Articles {
		r.Articles[i].Path = filepath.Base(r.Articles[i].Path)
	}
	for i := range r.Findings {
		r.Findings[i].Article = filepath.Base(r.Findings[i].Article)
	}
	return r
}

// large is a report of an article with so many notes, each of which has a finding at least.
func large(t testing.TB, notes, findings int) *report.Report {
	t.Helper()
	var text, list strings.Builder
	text.WriteString("The Long Survey\n\n")
	for i := 1; i <= notes; i++ {
		if i%40 == 1 {
			fmt.Fprintf(&text, "\n\nPart %d of the Survey\n\n", i/40+1)
		}
		fmt.Fprintf(&text, "Station %d of the survey recorded a rise of %d.%d metres over the winter, which the keepers of the register had not expected at all.[%d] ", i, i%7, i%10, i)
		work := i
		if i%5 == 0 {
			work = i / 50
		}
		fmt.Fprintf(&list, "[%d] Ana Ruiz, “The Station at Mile %d and What Its Keepers Saw,” Tide Review, March %d, %d, https://review%d.example/stations/mile-%d.\n",
			i, work, 1+work%28, 1990+work%34, work%20, work)
	}
	path := filepath.Join(t.TempDir(), "survey.txt")
	require.NoError(t, os.WriteFile(path, []byte(text.String()+"\n\nNotes\n\n"+list.String()), 0o600))
	r := checked(t, "", path)
	require.Len(t, r.Articles[0].Notes, notes)
	rules := []string{"dead-link", "moved-link", "unchecked-link", "url-date", "title-slug"}
	severities := []string{"error", "warning", "info"}
	for i := len(r.Findings); i < findings; i++ {
		note := r.Articles[0].Notes[i%notes]
		r.Findings = append(r.Findings, report.Finding{
			Rule: rules[i%len(rules)], Severity: severities[i%len(severities)], Article: "survey.txt", Span: note.Span, Notes: []string{note.Label},
			Message:     fmt.Sprintf("note %s: the citation says March %d, its address 2021-11-%02d; finding %d", note.Label, i%28, i%28, i),
			Fingerprint: fmt.Sprintf("%024x", i),
		})
	}
	r.Summary.Findings = report.Counts{}
	for _, f := range r.Findings {
		switch f.Severity {
		case "error":
			r.Summary.Findings.Error++
		case "warning":
			r.Summary.Findings.Warning++
		default:
			r.Summary.Findings.Info++
		}
	}
	return r
}

// evil is what an article or a page may say: markup, a script, a forged end of the page's own style, an address that is
// a program, what reorders text, control characters, and a word without an end.
const evil = "</style></script></title><script>window.pwned = 1</script><img src=x onerror='window.pwned = 2'>" +
	"<svg onload=window.pwned=3> \u202egnorw\u2066 \x00\x07\x1b[2J \" onfocus=\"window.pwned=4\" autofocus=\" {{.}} ${1} --> ]]> javascript:window.pwned=5 "

// addresses that are none.
var evilAddresses = []string{
	"javascript:window.pwned=6", "JaVaScRiPt:window.pwned=7//https://a.example", "data:text/html,<script>window.pwned=8</script>", "vbscript:x",
	"https://a.example/\"onmouseover=\"window.pwned=9", "http://a.example/'><script>window.pwned=10</script>", "file:///etc/passwd", "\x01javascript:window.pwned=11",
}

// hostile is the harbor's report with evil in all places where words come from outside.
func hostile(t testing.TB) *report.Report {
	t.Helper()
	r := harbor(t)
	word := strings.Repeat("w", 100_000)
	n := 0
	own := map[string]bool{
		"ID": true, "Work": true, "Note": true, "Claim": true, "Entry": true, "Reference": true, "Section": true, "Antecedent": true, "Candidates": true,
		"Claims": true, "Entries": true, "References": true, "Schema": true, "Severity": true, "A": true, "B": true, "Where": true, "Kind": true,
	}
	poison(reflect.ValueOf(r).Elem(), "", own, func(field string) string {
		n++
		switch field {
		case "Path", "Article":
			return "path/" + evil
		case "Published", "Issued", "Accessed":
			return []string{"2024-03", evil}[n%2]
		case "URL", "URLs", "FinalURL", "MovedTo", "To":
			return evilAddresses[n%len(evilAddresses)]
		}
		if n%61 == 0 {
			return word + evil
		}
		return evil
	})
	r.Pages[0].Sightings = []report.Sighting{{Time: time.Unix(0, 0), State: evil}, {Time: time.Unix(9e8, 0), State: "live"}}
	r.Findings[0].Severity = evil
	return r
}

// poison changes every string but the report's own.
func poison(v reflect.Value, field string, own map[string]bool, with func(string) string) {
	switch v.Kind() {
	case reflect.String:
		if !own[field] {
			v.SetString(with(field))
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), field, own, with)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			poison(v.Elem(), field, own, with)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			poison(v.Field(i), v.Type().Field(i).Name, own, with)
		}
	default:
	}
}
