package report

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// offsetAt finds a line and a column, in characters, as a viewer of SARIF does.
func offsetAt(t *testing.T, source string, line, column int) int {
	t.Helper()
	at := 0
	for ; line > 1; line-- {
		end := strings.IndexByte(source[at:], '\n')
		require.GreaterOrEqual(t, end, 0, "there are not so many lines")
		at += end + 1
	}
	before := []rune(source[at:])[:column-1]
	require.False(t, slices.Contains(before, '\n'), "the line is not so long")
	return at + len(string(before))
}

// fixedBySARIF is a source after the fixes of a log, found again by line and column alone.
func fixedBySARIF(t *testing.T, source, text string) string {
	t.Helper()
	var log sarifLog
	require.NoError(t, json.Unmarshal([]byte(text), &log))
	type change struct {
		start, end int
		text       string
	}
	var all []change
	for _, result := range log.Runs[0].Results {
		for _, f := range result.Fixes {
			require.Len(t, f.ArtifactChanges, 1)
			require.Equal(t, result.Locations[0].PhysicalLocation.ArtifactLocation, f.ArtifactChanges[0].ArtifactLocation)
			for _, r := range f.ArtifactChanges[0].Replacements {
				region := r.DeletedRegion
				c := change{start: offsetAt(t, source, region.StartLine, region.StartColumn), end: offsetAt(t, source, region.EndLine, region.EndColumn)}
				if r.InsertedContent != nil {
					c.text = r.InsertedContent.Text
				}
				all = append(all, c)
			}
		}
	}
	slices.SortFunc(all, func(a, b change) int { return b.start - a.start })
	for _, c := range all {
		source = source[:c.start] + c.text + source[c.end:]
	}
	return source
}

func TestSARIFFixes(t *testing.T) {
	for _, c := range []struct{ name, path, source, want string }{
		{
			"characters beyond the first plane", "a.md",
			"𝄞𝄞 é rose, see 𝄞 [Ruiz](https://review.example/tide?utm_source=x) and https://coast.example/?fbclid=1.\n",
			"𝄞𝄞 é rose, see 𝄞 [Ruiz](https://review.example/tide) and https://coast.example/.\n",
		},
		{
			"CRLF", "a.md",
			"It rose.[^1]\r\n\r\n<!-- ibid: ignore url-date -- wh𝄞 -->\r\n\r\n[^1]: 𝄞 Ruiz, https://review.example/tide?utm_source=x.\r\n",
			"It rose.[^1]\r\n\r\n[^1]: 𝄞 Ruiz, https://review.example/tide.\r\n",
		},
		{
			"a byte order mark", "a.txt",
			"\uFEFFhttps://review.example/tide?utm_source=x tells it.\n", "\uFEFFhttps://review.example/tide tells it.\n",
		},
		{
			"braces and brackets", "a.html",
			"<!DOCTYPE html><p>{0} See <a href='https://review.example/{tide}[1](2)?utm_source=x'>Ruiz</a>.",
			"<!DOCTYPE html><p>{0} See <a href='https://review.example/{tide}[1](2)'>Ruiz</a>.",
		},
		{"the end of a file", "a.md", "It rose.\n\n<!-- ibid: ignore url-date -- why -->", "It rose.\n\n"},
		{"a file of one line", "a.md", "<!-- ibid: ignore url-date -- why -->It rose.", "It rose."},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := read.Article([]byte(c.source), c.path)
			require.NoError(t, err)
			p := &rule.Pass{Article: a, Citations: cite.Citations(a)}
			p.Resolution = cite.Resolve(a, p.Citations, nil)
			checked := ibid.Checked{Article: a, Citations: p.Citations, Resolution: p.Resolution, Findings: rule.Check(p, rule.All)}
			text := written(t, SARIF, Of(&ibid.Result{Articles: []ibid.Checked{checked}}, Tool{"ibid", "1"}), Options{})
			requireSARIF(t, text)
			source := strings.TrimPrefix(c.source, "\uFEFF") // which no column counts (§3.30.3)
			require.Equal(t, strings.TrimPrefix(c.want, "\uFEFF"), fixedBySARIF(t, source, text))
		})
	}
}

// A fix is of a file; what was read from an address or from standard input is none.
func TestSARIFFixesAreOfFiles(t *testing.T) {
	r := sample()
	one := r.Findings[4]
	require.NotNil(t, one.Fix)
	require.Len(t, sarifOf(&Report{Findings: []Finding{one}}).Runs[0].Results[0].Fixes, 1)
	for _, path := range []string{"-", "https://review.example/harbour"} {
		one.Article = path
		require.Empty(t, sarifOf(&Report{Findings: []Finding{one}}).Runs[0].Results[0].Fixes)
	}
}
