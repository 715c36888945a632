package rule_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

var (
	bracketed  = regexp.MustCompile(`\[(\d+)\]`)
	firstNote  = regexp.MustCompile(`(?m)^\[\^\d+\] `)
	firstClaim = regexp.MustCompile(`(?m)^[^\n]*\[\^\d+\]`)
)

// inMarkdown is an example in Markdown, whose notes are numbered from another number on.
func inMarkdown(text string, shift int) string {
	text = bracketed.ReplaceAllStringFunc(text, func(m string) string {
		n, _ := strconv.Atoi(strings.Trim(m, "[]"))
		return "[^" + strconv.Itoa(n+shift) + "]"
	})
	return firstNote.ReplaceAllStringFunc(text, func(m string) string { return "\n" + strings.TrimSuffix(m, " ") + ": " })
}

// wrapped breaks the lines of notes and paragraphs at every other blank; front matter has none.
func wrapped(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, "By ") || strings.HasPrefix(line, "Published: ") || strings.HasPrefix(line, "#") {
			continue
		}
		indent := ""
		if strings.HasPrefix(line, "[^") {
			indent = "    "
		}
		var b strings.Builder
		for k, word := range strings.Split(line, " ") {
			switch {
			case k > 1 && k%2 == 0:
				b.WriteString("\n" + indent)
			case k > 0:
				b.WriteString(" ")
			}
			b.WriteString(word)
		}
		lines[i] = b.String()
	}
	return strings.Join(lines, "\n")
}

// of are the fingerprints of one rule’s findings, in the style of its examples.
func of(t *testing.T, r rule.Rule, article, answers, name string) []string {
	t.Helper()
	var all []string
	for _, f := range rule.Check(passOf(t, rule.Example{Article: article, Web: answers, Style: r.Bad.Style}, name), rule.All) {
		if f.Rule == r.Name {
			all = append(all, f.Fingerprint)
		}
	}
	slices.Sort(all)
	return all
}

// The fingerprint of each rule's bad example, as Markdown, stays when a paragraph and a note are put before it, so that
// lines move and notes are renumbered; when everything is wrapped anew; and when the file gets another name.
func TestFingerprintsOfEachRule(t *testing.T) {
	tried := 0
	for _, r := range rule.All {
		if !bracketed.MatchString(r.Bad.Article) || r.Group == rule.Suppression {
			continue
		}
		before := of(t, r, inMarkdown(r.Bad.Article, 0), r.Bad.Web, "a.md")
		if len(before) == 0 {
			continue // its form is that of plain text
		}
		tried++
		t.Run(r.Name, func(t *testing.T) {
			require.Equal(t, before, of(t, r, inMarkdown(r.Bad.Article, 0), r.Bad.Web, "other.markdown"), "renamed")
			more := inMarkdown(r.Bad.Article, 1)
			at := firstClaim.FindStringIndex(more)
			require.NotNil(t, at)
			more = more[:at[0]] + "It was late.[^1]\n\n" + more[at[0]:] + "\n[^1]: Kim Moe, “Silt,” Port Post, June 1, 2020.\n"
			require.Equal(t, before, of(t, r, more, r.Bad.Web, "a.md"), "renumbered:\n%s", more)
			folded := wrapped(inMarkdown(r.Bad.Article, 0))
			require.Equal(t, before, of(t, r, folded, r.Bad.Web, "a.md"), "wrapped:\n%s", folded)
		})
	}
	require.Greater(t, tried, 20)
}

func TestFingerprintsPassOverTheNumbersOfNotes(t *testing.T) {
	with := func(other string) []string {
		return of(t, rule.UnclosedQuote, "It was late.[1]\n\n[1] Ana Ruiz, “Tide Tables, Harbor Review, 2021, "+other+".\n", "", "a.txt")
	}
	require.Len(t, with("supra note 12"), 1)
	require.Equal(t, with("supra note 12"), with("supra note 13"))
	require.Equal(t, with("(see nn. 3–5, 9)"), with("(see nn. 4–6, 10)"))
	require.NotEqual(t, with("p. 12"), with("p. 13"))
}

// What an article rests on keeps its fingerprint when another work is cited before it.
func TestFingerprintOfASingleSource(t *testing.T) {
	article := func(before string) string {
		text := before
		for i := range 9 {
			text += "The harbor was dredged " + strconv.Itoa(i+2) + " times.[^tide]\n\n"
		}
		return text + "[^tide]: Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.\n\n[^silt]: Kim Moe, “Silt,” Port Post, June 1, 2020.\n"
	}
	before := of(t, rule.SingleSource, article(""), "", "a.md")
	require.Len(t, before, 1)
	require.Equal(t, before, of(t, rule.SingleSource, article("It was late.[^silt]\n\n"), "", "a.md"))
}

// What is left of a finding, when it is suppressed at some of its places, is known by the fingerprint of the whole.
func TestFingerprintOfAFindingInParts(t *testing.T) {
	article := func(comment string) string {
		return "It was late.[^1] It was dark.[^2]\n\n" + comment + "\n[^1]: Ana Ruiz, “Tide,” http://review.example/a.\n[^2]: Jo Lee, “Ports,” http://review.example/b.\n"
	}
	whole := of(t, rule.InsecureScheme, article(""), "", "a.md")
	require.Len(t, whole, 1)
	found := rule.Check(passOf(t, rule.Example{Article: article("<!-- ibid: ignore insecure-scheme -- old -->")}, "a.md"), []rule.Rule{rule.InsecureScheme})
	require.Len(t, found, 2)
	require.NotNil(t, found[0].Suppression)
	require.NotEqual(t, whole[0], found[0].Fingerprint)
	require.Nil(t, found[1].Suppression)
	require.Equal(t, whole[0], found[1].Fingerprint)
	require.Equal(t, whole, of(t, rule.InsecureScheme, article("<!-- ibid: ignore-file insecure-scheme -- old -->"), "", "a.md"))
}
