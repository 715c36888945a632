package cite_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

const none = article.None

func TestResolve(t *testing.T) {
	cases := []struct {
		name  string
		notes []string
		known map[string][]string
		// of is the work of each citation.
		of []int
	}{
		{"no notes", nil, nil, []int{}},
		{"different addresses", []string{"<https://a.example/1>", "<https://a.example/2>"}, nil, []int{0, 1}},
		{"one address", []string{"<https://a.example/1>", "<https://a.example/2>", "<https://a.example/1>"}, nil, []int{0, 1, 0}},
		{
			"what does not matter in an address",
			[]string{
				"<https://a.example/1>", "<http://a.example/1>", "<https://www.a.example/1>", "<https://A.Example:443/1/>",
				"<https://a.example/1#part>", "<https://a.example/1?utm_source=letter>",
			},
			nil,
			[]int{0, 0, 0, 0, 0, 0},
		},
		{"what does matter", []string{"<https://a.example/1>", "<https://a.example/1?page=2>", "<https://b.a.example/1>"}, nil, []int{0, 1, 2}},
		{"two that cannot be read", []string{"<https://[1>", "<https://[2>", "<https://[1>"}, nil, []int{0, 1, 0}},
		{
			"one leads to the other",
			[]string{"<https://s.example/x>", "<https://a.example/1>"},
			map[string][]string{"https://s.example/x": {"https://www.a.example/1/"}},
			[]int{0, 0},
		},
		{
			"both lead to a third",
			[]string{"<https://s.example/x>", "<https://a.example/2>", "<https://t.example/y>"},
			map[string][]string{"https://s.example/x": {"https://a.example/1"}, "https://t.example/y": {"https://a.example/1"}},
			[]int{0, 1, 0},
		},
		{
			"a chain of reasons",
			[]string{"<https://a.example/1>", "<https://b.example/1>", "<https://c.example/1>", "<https://d.example/1>"},
			map[string][]string{
				"https://b.example/1": {"https://a.example/1"},
				"https://c.example/1": {"https://d.example/1", "https://x.example/1"},
				"https://d.example/1": {"https://b.example/1"},
			},
			[]int{0, 0, 0, 0},
		},
		{"no address", []string{"Jo Lee, “A Book.”", "Jo Lee, “Another.”", "<https://a.example/1>"}, nil, []int{0, 1, 2}},
		{"ibid after one source", []string{"<https://a.example/1>", "Ibid., 4."}, nil, []int{0, 0}},
		{"ibid after ibid", []string{"<https://a.example/1>", "Ibid., 4.", "Ibid., 5.", "<https://a.example/2>", "Ibid."}, nil, []int{0, 0, 0, 1, 1}},
		{"ibid after two sources", []string{"<https://a.example/1>; <https://a.example/2>", "Ibid.", "Ibid."}, nil, []int{0, 1, none, none}},
		{
			"ibid after two addresses of one source",
			[]string{"<https://a.example/1>; <https://s.example/x>", "Ibid."},
			map[string][]string{"https://s.example/x": {"https://a.example/1"}},
			[]int{0, 0, 0},
		},
		{"ibid after a book", []string{"<https://a.example/1>", "Jo Lee, “A Book.”", "Ibid."}, nil, []int{0, 1, 1}},
		{"ibid after words", []string{"<https://a.example/1>", "All figures are rounded.", "Ibid."}, nil, []int{0, none, none}},
		{"ibid first of all", []string{"Ibid.", "<https://a.example/1>"}, nil, []int{none, 0}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, _ := noted(c.notes...)
			require.Equal(t, c.of, cite.Resolve(a, cite.Citations(a), &cite.Known{Addresses: c.known}).Of)
		})
	}
}

func TestWork(t *testing.T) {
	a, _ := noted(
		"<https://review.example/tide>",
		"Jo Lee, “Ports,” <https://coast.example/ports>.",
		"Ana Ruiz, “Tide Tables,” <http://www.review.example/tide>; “Ports,” <https://coast.example/ports>.",
		"Ibid.",
		"<https://review.example/tide>",
	)
	a.Claims = make([]article.Claim, 4)
	a.Markers = []article.Marker{
		{Note: 4, Claim: 0},
		{Note: 0, Claim: 1},
		{Note: 2, Claim: 1},
		{Note: 1, Claim: 2},
		{Note: none, Claim: 3},
		{Note: 2, Claim: none},
		{Note: 0, Claim: 3},
		{Note: 0, Claim: 3},
	}
	r := cite.Resolve(a, cite.Citations(a), nil)
	require.Equal(t, []cite.Work{
		{
			Source:    article.Source{Author: []article.Name{{Family: "Ruiz", Given: "Ana"}}, Title: "Tide Tables", URL: "https://review.example/tide"},
			URLs:      []string{"https://review.example/tide", "http://www.review.example/tide"},
			Citations: []int{0, 2, 5}, Notes: []int{0, 2, 4}, Claims: []int{0, 1, 3},
			Edges: []cite.Edge{
				{A: 0, B: 2, Reason: cite.SameAddress, Detail: "http://www.review.example/tide"},
				{A: 0, B: 5, Reason: cite.SameAddress, Detail: "https://review.example/tide"},
			},
		},
		{
			Source:    article.Source{Author: []article.Name{{Family: "Lee", Given: "Jo"}}, Title: "Ports", URL: "https://coast.example/ports"},
			URLs:      []string{"https://coast.example/ports"},
			Citations: []int{1, 3}, Notes: []int{1, 2}, Claims: []int{1, 2},
			Edges: []cite.Edge{{A: 1, B: 3, Reason: cite.SameAddress, Detail: "https://coast.example/ports"}},
		},
	}, r.Works)
}

func TestRanges(t *testing.T) {
	cases := []struct {
		labels []string
		want   string
	}{
		{nil, ""},
		{[]string{"4"}, "4"},
		{[]string{"21", "22"}, "21–22"},
		{[]string{"6", "16", "17", "18", "19"}, "6, 16–19"},
		{[]string{"1", "2", "4", "5", "6", "9"}, "1–2, 4–6, 9"},
		{[]string{"3", "1"}, "3, 1"},
		{[]string{"*", "†"}, "*, †"},
		{[]string{"1", "2", "a", "3"}, "1–2, a, 3"},
		{[]string{"99999999999999999998", "99999999999999999999"}, "99999999999999999998, 99999999999999999999"},
	}
	for _, c := range cases {
		require.Equal(t, c.want, cite.Ranges(c.labels))
	}
}

// many is an article with n notes, each of one citation, and what the web knows of their addresses. The addresses are
// in turn one of n works, one of a hundred, and one with n spellings.
func many(n int) (*article.Article, map[string][]string) {
	a := &article.Article{}
	known := map[string][]string{}
	for i := range n {
		url := [...]string{
			fmt.Sprintf("https://review.example/%d", i),
			fmt.Sprintf("https://coast.example/%d", i%100),
			fmt.Sprintf("https://board.example/report?utm_source=%d", i),
		}[i%3]
		known[url] = []string{url + "/final"}
		text := "Ana Ruiz, “Tide Tables,” " + url
		span := article.Span{Start: i * 100, End: i*100 + len(text)}
		a.Notes = append(a.Notes, article.Note{Span: span, Words: article.Words{Text: text}, Links: []int{i}})
		a.Links = append(a.Links, article.Link{Span: span, URL: url, Note: i})
		a.Markers = append(a.Markers, article.Marker{Note: i, Claim: i})
	}
	a.Claims = make([]article.Claim, n)
	return a, known
}

// The time of one citation must stay the same from size to size: see the last column.
func BenchmarkResolve(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			a, known := many(n)
			for b.Loop() {
				cite.Resolve(a, cite.Citations(a), &cite.Known{Addresses: known})
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/citation")
		})
	}
}

func TestResolveMany(t *testing.T) {
	const n = 30_000
	a, known := many(n)
	works := cite.Resolve(a, cite.Citations(a), &cite.Known{Addresses: known}).Works
	require.Len(t, works, (n+2)/3+100+1)
	require.Len(t, works[2].URLs, n/3, "one work under all its spellings")
}
