package report

import (
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

func TestLookup(t *testing.T) {
	for _, f := range Formats {
		found, err := Lookup(f.Name)
		require.NoError(t, err)
		require.Equal(t, f.Name, found.Name)
		require.NotEmpty(t, f.Summary)
	}
	_, err := Lookup("xml")
	require.EqualError(t, err, `unknown format "xml"; the formats are terminal, json, jsonl, markdown, sarif, github, gitlab, junit, checkstyle, csv`)
}

// All formats tell of the same number of findings, and the terminal and Markdown say it in the same words.
func TestFormatsAgree(t *testing.T) {
	for name, r := range map[string]*Report{
		"every": every(), "sample": sample(), "partial": partial(), "offline": offline(), "large": large(), "none": {},
	} {
		t.Run(name, func(t *testing.T) {
			total := len(r.Findings)
			require.Equal(t, r.Summary.Findings, countOf(r.Findings))
			for _, f := range Formats {
				count, listed := counted[f.Name]
				require.True(t, listed, "%s: no way to count its findings", f.Name)
				require.Equal(t, total, count(t, written(t, f, r, Options{})), f.Name)
			}
			if len(r.Articles) == 0 {
				return
			}
			const sum = `(?:(?:\d+ (?:error|warning|notice)s?(?:, )?)+|no findings) in \d+ articles?`
			said := regexp.MustCompile(sum).FindString(written(t, Terminal, r, Options{}))
			require.NotEmpty(t, said)
			require.Equal(t, total, sumOf(said))
			for _, f := range []Format{Markdown, GitHub} {
				require.Equal(t, said, regexp.MustCompile(sum).FindString(written(t, f, r, Options{})), f.Name)
			}
		})
	}
}

// counted counts the findings in what a format writes. On the terminal and in Markdown they are those shown one by one, the
// notices that the section of repeated works stands for and announces, and those that are said to be left out.
var counted = map[string]func(*testing.T, string) int{
	"terminal": func(_ *testing.T, text string) int {
		return numbers(text, `(?m)^Cited more than once  (\d+) notices?`) + occurrences(text, `(?m) · (error|warning|notice) · [a-z0-9-]+$`)
	},
	"markdown": func(_ *testing.T, text string) int {
		return numbers(text, "(?m)^(\\d+) notices? `"+repeats) + occurrences(text, `(?m)^\| (error|warning|notice) \|`) +
			numbers(text, `(\d+) findings? (?:is|are) left out`)
	},
	"json":       func(t *testing.T, text string) int { return len(jsonAt(t, text, "findings").([]any)) },
	"jsonl":      func(_ *testing.T, text string) int { return occurrences(text, `(?m)^{"type":"finding",.*}$`) },
	"sarif":      func(t *testing.T, text string) int { return len(jsonAt(t, text, "runs", 0, "results").([]any)) },
	"gitlab":     func(t *testing.T, text string) int { return len(jsonAt(t, text).([]any)) },
	"github":     func(t *testing.T, text string) int { return len(annotations(t, text, "ibid: ")) },
	"junit":      func(t *testing.T, text string) int { s := junitOf(t, text); return s.failed + s.printed },
	"checkstyle": func(t *testing.T, text string) int { return checkstyleOf(t, text).errors },
	"csv": func(t *testing.T, text string) int {
		n := 0
		for _, row := range worksheetCells(t, text) {
			n += occurrences(row["findings"], `(?:^| \| )(error|warning|notice), `)
		}
		return n
	},
}

func occurrences(text, pattern string) int {
	return len(regexp.MustCompile(pattern).FindAllString(text, -1))
}

// The errors, which fail a run, are the errors of every format that has severities.
func TestFormatsAgreeOnErrors(t *testing.T) {
	for name, r := range map[string]*Report{"every": every(), "offline": offline(), "none": {}} {
		errors := r.Summary.Findings.Error
		require.Len(t, annotations(t, written(t, GitHub, r, Options{}), "ibid: ", "error"), errors, name)
		grave := 0
		for _, result := range jsonAt(t, written(t, SARIF, r, Options{}), "runs", 0, "results").([]any) {
			if result.(map[string]any)["level"] == "error" {
				grave++
			}
		}
		require.Equal(t, errors, grave, name)
		require.Equal(t, errors, strings.Count(written(t, GitLab, r, Options{}), `"severity": "major"`), name)
		require.Equal(t, errors, strings.Count(written(t, Checkstyle, r, Options{}), ` severity="error"`), name)
		s := junitOf(t, written(t, JUnit, r, Options{}))
		require.Equal(t, errors, s.failed, name)
		require.Equal(t, len(r.Summary.Unread), s.broken, name)
	}
}

// Every rule of the program can be told by every format.
func TestFormatsTellOfEveryRule(t *testing.T) {
	for _, f := range Formats {
		text := written(t, f, every(), Options{})
		for _, r := range rule.All {
			require.Contains(t, text, r.Name, f.Name)
		}
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
	require.Equal(t, "no article was read\n", written(t, GitHub, &Report{}, Options{}))
	require.Equal(t, "[]\n", written(t, GitLab, &Report{}, Options{}))
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

// every is the sample with a finding of every rule, each at a line of its own.
func every() *Report {
	r := sample()
	for i, known := range rule.All {
		r.Findings = append(r.Findings, Finding{
			Rule: known.Name, Severity: string(known.Severity), Message: "note 7: this is what the rule " + known.Name + " speaks of",
			Article: r.Articles[0].Path, Span: at(20_000+100*i, 300+i, 1+i), EndLine: 301 + i, EndColumn: 3, Notes: []string{"7"},
			Fingerprint: fmt.Sprintf("%024x", 0xbeef0000+i),
		})
	}
	r.Summary.Findings = countOf(r.Findings)
	return r
}

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
			EndLine: 200 + i, EndColumn: 47,
			Message: "the address in note " + strconv.Itoa(1000+i%100) + " is gone: 404 Not Found; the publisher’s site gives no other",
		})
	}
	r.Summary.Findings.Error += 1000
	return r
}

func BenchmarkFormats(b *testing.B) {
	r := large()
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			for _, f := range Formats {
				if err := f.Write(io.Discard, r, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
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
