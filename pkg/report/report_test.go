package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLookup(t *testing.T) {
	for _, f := range Formats {
		found, err := Lookup(f.Name)
		require.NoError(t, err)
		require.Equal(t, f.Name, found.Name)
		require.NotEmpty(t, f.Summary)
	}
	_, err := Lookup("xml")
	require.EqualError(t, err, `unknown format "xml"; the formats are terminal, json, markdown, html`)
}

// All formats tell of the same findings: those shown one by one, and the notices that the section of repeated works
// stands for and announces.
func TestFormatsAgree(t *testing.T) {
	for name, r := range map[string]*Report{"sample": sample(), "partial": partial(), "offline": offline(), "large": large()} {
		t.Run(name, func(t *testing.T) {
			var counted struct {
				Summary  struct{ Findings Counts }
				Findings []struct{ Rule string }
			}
			require.NoError(t, json.Unmarshal([]byte(written(t, JSON, r, Options{})), &counted))
			total := counted.Summary.Findings.Error + counted.Summary.Findings.Warning + counted.Summary.Findings.Info
			require.Len(t, counted.Findings, total)

			const sum = `(?:\d+ (?:error|warning|notice)s?(?:, )?)+ in \d+ articles?`
			screen := written(t, Terminal, r, Options{})
			paper := written(t, Markdown, r, Options{})
			said := regexp.MustCompile(sum).FindString(screen)
			require.NotEmpty(t, said)
			require.Equal(t, said, regexp.MustCompile(sum).FindString(paper))
			require.Equal(t, total, sumOf(said))

			announced := numbers(screen, `(?m)^Cited more than once  (\d+) notices?`)
			shown := len(regexp.MustCompile(`(?m) · (error|warning|notice) · [a-z-]+$`).FindAllString(screen, -1))
			require.Equal(t, total, announced+shown)

			announced = numbers(paper, "(?m)^(\\d+) notices? `"+repeats)
			shown = len(regexp.MustCompile(`(?m)^\| (error|warning|notice) \|`).FindAllString(paper, -1))
			require.Equal(t, total, announced+shown)
		})
	}
}

// sumOf adds up the findings in the sentence that ends a report.
func sumOf(said string) int {
	findings, _, _ := strings.Cut(said, " in ")
	return numbers(findings, `(\d+)`)
}

func numbers(text, pattern string) int {
	sum := 0
	for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(text, -1) {
		n, _ := strconv.Atoi(m[1])
		sum += n
	}
	return sum
}

// A rule that was raised above a notice is not told by the section alone.
func TestRaisedRepeatIsShown(t *testing.T) {
	r := sample()
	r.Findings[0].Severity = "warning"
	require.Contains(t, written(t, Terminal, r, Options{}), "warning · repeat-citation\n    notes 3 and 7 cite one document\n")
	require.Contains(t, written(t, Markdown, r, Options{}), "| notes 3 and 7 cite one document | `repeat-citation` |")
}

func TestFormatsLeaveTheReportAlone(t *testing.T) {
	for _, f := range Formats {
		r := sample()
		written(t, f, r, Options{Color: true, Hyperlinks: true})
		require.Equal(t, sample(), r, f.Name)
		require.Equal(t, written(t, f, sample(), Options{}), written(t, f, sample(), Options{}), f.Name)
	}
}

func TestEmptyReport(t *testing.T) {
	require.Equal(t, "no article was read\n", written(t, Terminal, &Report{}, Options{}))
	require.Equal(t, "**no article was read**\n", written(t, Markdown, &Report{}, Options{}))
	require.NotContains(t, written(t, JSON, &Report{}, Options{}), "null")
}

func TestWriteErrors(t *testing.T) {
	for _, f := range Formats {
		require.ErrorIs(t, f.Write(full{}, sample(), Options{}), errFull, f.Name)
	}
	require.ErrorIs(t, WriteExtract(full{}, extract()), errFull)
}

var errFull = errors.New("no space left")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

// large is a report of the size that a long manuscript makes.
func large() *Report {
	r := sample()
	a := &r.Articles[0]
	for i := range 100 {
		id := "n" + strconv.Itoa(1000+i)
		url := "https://large.example/paper/" + strconv.Itoa(i)
		a.Notes = append(a.Notes, Note{ID: id, Label: strconv.Itoa(1000 + i), Kind: "endnote", Text: a.Claims[2].Text, Span: at(i, i+1, 1)})
		a.Links = append(a.Links, Link{ID: "l" + id, URL: url, Where: "note", Note: &id, Span: at(i, i+1, 1)})
		r.Pages = append(r.Pages, Page{URL: url, State: "gone", Because: "404 Not Found", Checked: &sampleTime})
	}
	r.Summary.Coverage.Addresses += 100
	r.Summary.Coverage.Checked += 100
	for i := range 1000 {
		r.Findings = append(r.Findings, Finding{
			Rule: "link-gone", Severity: "error", Article: a.Path, Span: at(i, 200+i, 7), Fingerprint: fmt.Sprintf("%024x", i),
			Message: "the address in note " + strconv.Itoa(1000+i%100) + " is gone: 404 Not Found; the publisher’s site gives no other",
		})
	}
	r.Summary.Findings.Error += 1000
	return r
}

func BenchmarkFormats(b *testing.B) {
	r := large()
	for _, f := range Formats {
		b.Run(f.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := f.Write(io.Discard, r, Options{Color: true, Hyperlinks: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
