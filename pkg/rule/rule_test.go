package rule_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// tide is an article of one claim for each of some notes.
func tide(notes ...string) string {
	var text, list strings.Builder
	for i, n := range notes {
		fmt.Fprintf(&text, "The harbor was dredged %d times.[%d] ", i+2, i+1)
		fmt.Fprintf(&list, "[%d] %s\n", i+1, n)
	}
	return text.String() + "\n\n" + list.String()
}

func TestMessages(t *testing.T) {
	const page = "https://review.example/tide"
	one := tide("Ana Ruiz, “Tide Tables,” " + page + ".")
	cases := []struct {
		name    string
		example rule.Example
		want    []string
	}{
		{"gone", rule.Example{Article: one, Web: page + " 404"}, []string{
			"dead-link: note 1: the page is gone, 404 Not Found; look for its new address, or cite an archived copy: " + page,
		}},
		{"no such host", rule.Example{Article: one, Web: page + " name-not-found"}, []string{
			"dead-link: note 1: the page is gone, the host name review.example does not exist; " +
				"look for its new address, or cite an archived copy: " + page,
		}},
		{"moved", rule.Example{Article: one, Web: page + " 308 -> https://review.example/2021/tide\nhttps://review.example/2021/tide 200"}, []string{
			"moved-link: note 1: the page has moved for good; write https://review.example/2021/tide instead of " + page,
		}},
		{"certificate", rule.Example{Article: one, Web: page + " certificate-expired"}, []string{
			"insecure-link: note 1: browsers warn of the page, the server's certificate is out of date; " +
				"if it stays so, cite an archived copy: " + page,
		}},
		{"malformed", rule.Example{Article: one, Web: page + " malformed-url"}, []string{
			"malformed-url: note 1: this cannot be read as an address; write it anew: " + page,
		}},
		{"unreachable", rule.Example{Article: one, Web: page + " timeout"}, []string{
			"unchecked-link: note 1: could not be checked, no answer within the time allowed; try again later: " + page,
		}},
		{"blocked", rule.Example{Article: one, Web: page + " 403"}, []string{
			"unchecked-link: note 1: could not be checked, " +
				"the server refuses programs (403 Forbidden); open it in a browser: " + page,
		}},
		{"walled", rule.Example{Article: one, Web: page + " 402"}, []string{
			"unchecked-link: note 1: could not be checked, " +
				"behind a payment (402 Payment Required); open it in a browser: " + page,
		}},
		{"live", rule.Example{Article: one, Web: page + " 200"}, nil},
		{"in several notes", rule.Example{
			Article: tide(page, "Jo Lee, “Ports,” Coast Wire.", page, page), Web: page + " 410",
		}, []string{
			"dead-link: notes 1, 3–4: the page is gone, 410 Gone; look for its new address, or cite an archived copy: " + page,
			"repeat-citation: notes 1, 3–4 cite one document, https://review.example/tide; 3 claims lean on it",
		}},
		{"in the text", rule.Example{Article: "Dredging began in March; see " + page + ".\n", Web: page + " 410"}, []string{
			"dead-link: in the text: the page is gone, 410 Gone; look for its new address, or cite an archived copy: " + page,
		}},
		{"one document", rule.Example{Article: tide("“Tide Tables,” "+page, "Ibid.")}, []string{
			"repeat-citation: notes 1–2 cite one document, “Tide Tables”; 2 claims lean on it",
		}},
		{"one document under one claim", rule.Example{Article: "It was dredged.[1][2]\n\n[1] “Tide Tables,” " + page + "\n[2] Ibid.\n"}, []string{
			"repeat-citation: notes 1–2 cite one document, “Tide Tables”; 1 claim leans on it",
		}},
		{"nothing", rule.Example{Article: "Dredging began in March.\n"}, []string{
			"nothing-cited: the article has no notes and no links, so there is nothing to visit",
		}},
		{"quotations", rule.Example{Article: "“We had no choice left,” it said.\n"}, []string{
			"nothing-cited: the article has no notes and no links, so there is nothing to visit; 1 quotation stands without a source",
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, f := range rule.Check(pass(t, c.example), rule.Default()) {
				got = append(got, f.Rule+": "+f.Message)
			}
			require.ElementsMatch(t, c.want, got)
		})
	}
}

func TestNothingCitedNamesTheSources(t *testing.T) {
	found := rule.Check(&rule.Pass{Article: &article.Article{
		Paragraphs:   make([]article.Paragraph, 3),
		Quotations:   []article.Quotation{{Text: "We had no choice"}, {Text: "It was late"}},
		Attributions: []article.Attribution{{Source: "Harbor Board"}, {Source: "Ana Ruiz"}, {Source: "Harbor Board"}},
	}}, rule.Default())
	require.Len(t, found, 1)
	require.Equal(t, "the article has no notes and no links, so there is nothing to visit; "+
		"2 quotations stand without a source; it names in words: Harbor Board, Ana Ruiz", found[0].Message)
}

// A finding about an address stands where the address stands first, and tells of its other places.
func TestPlaces(t *testing.T) {
	source := "See https://review.example/tide for the rest.[1]\n\n[1] https://review.example/tide, again https://review.example/tide\n"
	found := rule.Check(pass(t, rule.Example{Article: source, Web: "https://review.example/tide 404"}), rule.Default())
	require.Len(t, found, 1)
	require.Equal(t, strings.Index(source, "https"), found[0].Span.Start)
	require.Equal(t, []int{0}, found[0].Notes)
	require.Len(t, found[0].Related, 2)
}

func TestFindingsAreInOrderOfPlace(t *testing.T) {
	found := rule.Check(pass(t, rule.Example{
		Article: tide("https://a.example/1", "https://a.example/2", "https://a.example/3", "https://a.example/1"),
		Web:     "https://a.example/1 timeout\nhttps://a.example/2 404\nhttps://a.example/3 500",
	}), rule.Default())
	require.Len(t, found, 4)
	require.True(t, slices.IsSortedFunc(found, func(a, b rule.Finding) int { return a.Span.Start - b.Span.Start }))
}

// fingerprints are those of an article's findings, by rule and address or title.
func fingerprints(t *testing.T, source string) map[string]string {
	t.Helper()
	const answers = `https://a.example/1 404
https://a.example/2 410
https://a.example/3 timeout
https://a.example/4 301 -> https://a.example/5
https://a.example/5 200
https://a.example/6 200`
	all := map[string]string{}
	for _, f := range rule.Check(pass(t, rule.Example{Article: source, Web: answers}), rule.Default()) {
		require.Len(t, f.Fingerprint, 24)
		_, message, ok := strings.Cut(f.Message, "https://")
		if !ok {
			continue
		}
		all[f.Rule+" "+message[:len("a.example/1")]] = f.Fingerprint
	}
	return all
}

func TestFingerprints(t *testing.T) {
	notes := []string{
		"A, https://a.example/1", "B, https://a.example/2", "C, https://a.example/3", "D, https://a.example/4",
		"https://a.example/6", "https://a.example/6",
	}
	before := fingerprints(t, tide(notes...))
	require.Len(t, before, 5)
	distinct := map[string]bool{}
	for _, f := range before {
		distinct[f] = true
	}
	require.Len(t, distinct, len(before))

	t.Run("stay when lines are inserted", func(t *testing.T) {
		require.Equal(t, before, fingerprints(t, "The Tide\n\nA paragraph that is new.\n\n"+tide(notes...)))
	})
	t.Run("stay when notes are renumbered", func(t *testing.T) {
		require.Equal(t, before, fingerprints(t, tide(append([]string{"A book that is new."}, notes...)...)))
	})
	t.Run("stay when notes change places", func(t *testing.T) {
		slices.Reverse(notes)
		require.Equal(t, before, fingerprints(t, tide(notes...)))
	})
	t.Run("stay when another finding goes", func(t *testing.T) {
		delete(before, "dead-link a.example/1")
		require.Equal(t, before, fingerprints(t, tide(slices.DeleteFunc(notes, func(n string) bool { return n == "A, https://a.example/1" })...)))
	})
}
