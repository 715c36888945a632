package cite_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// source is a citation of its fields.
func source(s article.Source, raw ...string) cite.Citation {
	c := cite.Citation{Kind: cite.Full, Source: s, Raw: fmt.Sprint(s.Title, s.URL, raw)}
	return c
}

var (
	ana = []article.Name{{Family: "Ruiz", Given: "Ana"}}
	jo  = []article.Name{{Family: "Lee", Given: "Jo"}}
)

// Two citations are of one work, of two, or of two that may be one.
func TestPairs(t *testing.T) {
	const long = "Fire Aboard the Dredger Kittiwake Leaves Two Dead"
	fire := func(url, container string) article.Source {
		return article.Source{Author: ana, Title: long, ContainerTitle: container, Issued: "2022-02-03", URL: url}
	}
	book := func(change func(*article.Source)) article.Source {
		s := article.Source{Author: jo, Title: "Ports of the Cold Coast", Publisher: "Harbor Press", Issued: "2019"}
		change(&s)
		return s
	}
	same := func(*article.Source) {}
	const joined, apart = "joined", ""
	cases := []struct {
		name string
		a, b article.Source
		// want is "joined", the reason why they are possibly one, or empty.
		want string
	}{
		{"a book twice", book(same), book(same), joined},
		{"without its year", book(same), book(func(s *article.Source) { s.Issued = "" }), joined},
		{"with its subtitle", book(same), book(func(s *article.Source) { s.Title += ": A History" }), joined},
		{"two editions", book(func(s *article.Source) { s.Edition = "1st ed." }), book(func(s *article.Source) { s.Edition = "second" }), "their editions differ"},
		{"one edition, written in two ways", book(func(s *article.Source) { s.Edition = "2nd ed." }), book(func(s *article.Source) { s.Edition = "zweite Auflage" }), joined},
		{"an edition named once, without years", book(func(s *article.Source) { s.Edition, s.Issued = "2nd", "" }), book(same), "their editions differ"},
		{"two volumes", book(func(s *article.Source) { s.Volume = "1" }), book(func(s *article.Source) { s.Volume = "2" }), "their volumes differ"},
		{"one volume of several, and the book", book(func(s *article.Source) { s.Volume = "1" }), book(same), "their volumes differ"},
		{"two years", book(same), book(func(s *article.Source) { s.Issued = "2003" }), "their dates differ"},
		{"two publishers", book(same), book(func(s *article.Source) { s.Publisher = "Quay Books" }), "they appeared in different places"},
		{"another author", book(same), book(func(s *article.Source) { s.Author = ana }), apart},
		{"another part", book(func(s *article.Source) { s.Title += ", Part 1" }), book(func(s *article.Source) { s.Title += ", Part 2" }), apart},
		{"two ISBNs", book(func(s *article.Source) { s.ISBN = "978-0-306-40615-7" }), book(func(s *article.Source) { s.ISBN = "978-0-14-044913-6" }), "their ISBNs differ"},
		{"one ISBN, written in two ways", book(func(s *article.Source) { s.ISBN = "978-0-306-40615-7" }), article.Source{Title: "Ports", ISBN: "0-306-40615-2"}, joined},
		{"one ISBN and one title", book(func(s *article.Source) { s.ISBN = "978-0-306-40615-7" }), book(func(s *article.Source) { s.ISBN, s.Issued = "0-306-40615-2", "2020" }), joined},
		{"one DOI under two titles", article.Source{Title: "Silt", DOI: "10.5555/a"}, article.Source{Title: "Lag", DOI: "https://doi.org/10.5555/A"}, joined},
		{"two DOIs under one title", book(func(s *article.Source) { s.DOI = "10.5555/a" }), book(func(s *article.Source) { s.DOI = "10.5555/b" }), "their DOIs differ"},
		{"a DOI and the DOI of arXiv", article.Source{DOI: "10.48550/arXiv.2101.01234"}, article.Source{URL: "https://arxiv.org/abs/2101.01234v2"}, joined},
		{"a preprint and its article", book(func(s *article.Source) { s.ArXiv = "2101.01234" }), book(func(s *article.Source) { s.DOI = "10.5555/a" }), "one is a preprint"},
		{"one address, two titles", article.Source{Title: "Silt", URL: "https://a.example/x"}, article.Source{Title: "Lag", URL: "http://www.a.example/x/"}, joined},
		{"one address, two DOIs", article.Source{URL: "https://a.example/x", DOI: "10.5555/a"}, article.Source{URL: "https://a.example/x", DOI: "10.5555/b"}, "they share an address, but their DOIs differ"},
		{"one home page, two titles", article.Source{Title: "Silt", URL: "https://a.example/"}, article.Source{Title: "Lag", URL: "https://a.example"}, "they share the address of a home page, and their titles differ"},
		{"one home page, one title", article.Source{Title: "Silt", URL: "https://a.example/"}, article.Source{Title: "Silt", URL: "https://a.example"}, joined},
		{"a home page twice", article.Source{URL: "https://a.example/"}, article.Source{URL: "https://a.example"}, joined},
		{"one address is archived", article.Source{URL: "https://a.example/x"}, article.Source{URL: "https://web.archive.org/web/2021/https://a.example/x"}, joined},
		{"the archived copy's own address", article.Source{URL: "https://a.example/x", ArchiveURL: "https://perma.cc/A1B2-C3D4"}, article.Source{URL: "https://perma.cc/A1B2-C3D4"}, joined},
		{"two copies in one archive", article.Source{URL: "https://perma.cc/A1B2-C3D4"}, article.Source{URL: "https://perma.cc/E5F6-G7H8"}, apart},
		{"a page for phones", article.Source{URL: "https://m.a.example/x"}, article.Source{URL: "https://a.example/x"}, joined},
		{"a page for phones under another title", article.Source{Title: "Silt", URL: "https://m.a.example/x"}, article.Source{Title: "Lag", URL: "https://a.example/x"}, "their addresses lead to one page, but their titles differ"},
		{"what only looks like an edition", article.Source{URL: "https://a.example/projects/amp"}, article.Source{URL: "https://a.example/projects"}, "one address looks like another edition of the other’s page"},
		{"a page that its site has moved", fire("https://a.example/2022/fire-aboard", "Ledger"), fire("https://a.example/archive/fire", "Ledger"), joined},
		{"pages that differ in numbers", fire("https://a.example/fire/1", "Ledger"), fire("https://a.example/fire/2", "Ledger"), "their addresses differ"},
		{"a story in two papers", fire("https://a.example/fire", "Ledger"), fire("https://b.example/fire", "Valley Post"), apart},
		{"a story in two papers, of which one is named", fire("https://a.example/fire", "Ledger"), fire("https://b.example/fire", ""), "their addresses differ"},
		{"one address only", fire("https://a.example/fire", "Ledger"), fire("", "Ledger"), joined},
		{"a slip in the title", fire("", "Ledger"), func() article.Source {
			s := fire("", "Ledger")
			s.Title = "Fire Aboard the Dredger Kittiwkae Leaves Two Dead"
			return s
		}(), joined},
		{"initials", fire("", "Ledger"), func() article.Source {
			s := fire("", "Ledger")
			s.Author = []article.Name{{Family: "Ruiz", Given: "A."}}
			return s
		}(), joined},
		{"a day later", fire("", "Ledger"), func() article.Source { s := fire("", "Ledger"); s.Issued = "2022-02-04"; return s }(), joined},
		{"a day later, elsewhere", fire("", ""), func() article.Source { s := fire("", ""); s.Issued = "2022-02-04"; return s }(), "their dates differ by a few days"},
		{"a month later", fire("", "Ledger"), func() article.Source { s := fire("", "Ledger"); s.Issued = "2022-03-04"; return s }(), "their dates differ"},
		{"nobody wrote it", article.Source{Title: long, ContainerTitle: "Ledger", Issued: "2022-02-03"}, article.Source{Title: long, ContainerTitle: "The Ledger", Issued: "2022-02-03"}, joined},
		{"an author is named once", fire("", "Ledger"), article.Source{Title: long, ContainerTitle: "Ledger", Issued: "2022-02-03"}, joined},
		{"nobody wrote it, and no day is given", article.Source{Title: "Editorial", ContainerTitle: "Ledger"}, article.Source{Title: "Editorial", ContainerTitle: "Ledger"}, apart},
		{"a title and nothing else", article.Source{Title: "Interview"}, article.Source{Title: "Interview"}, apart},
		{"a paper's name for a title", article.Source{Author: []article.Name{{Literal: "El Faro"}}, Title: "El Faro"}, article.Source{Author: []article.Name{{Literal: "El Faro"}}, Title: "El Faro"}, apart},
		{"chapters of one book", article.Source{Author: ana, Title: "Introduction", ContainerTitle: "Waters", ISBN: "978-0-306-40615-7"}, article.Source{Author: jo, Title: "Coda", ContainerTitle: "Waters", ISBN: "978-0-306-40615-7"}, "they share an ISBN, but their titles differ"},
		{"an abbreviated journal", article.Source{Author: ana, Title: "Sediment Lag", ContainerTitle: "J. Estuar. Works", Issued: "2022"}, article.Source{Author: ana, Title: "Sediment lag", ContainerTitle: "Journal of Estuarine Works", Issued: "2022"}, joined},
		{"pages that do not meet", article.Source{Author: ana, Title: "Water Notes", ContainerTitle: "Ledger", Issued: "2022", Page: "1–9"}, article.Source{Author: ana, Title: "Water Notes", ContainerTitle: "Ledger", Issued: "2022", Page: "40–52"}, "their pages differ"},
		{"pages written short", article.Source{Author: ana, Title: "Water Notes", ContainerTitle: "Ledger", Issued: "2022", Page: "145–9"}, article.Source{Author: ana, Title: "Water Notes", ContainerTitle: "Ledger", Issued: "2022", Page: "145–149"}, joined},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			for _, pair := range [][2]article.Source{{c.a, c.b}, {c.b, c.a}} {
				a, citations := notes(one(source(pair[0])), one(source(pair[1])))
				r := cite.Resolve(a, citations, nil)
				switch c.want {
				case joined:
					require.Equal(t, []int{0, 0}, r.Of)
					require.Len(t, r.Works[0].Edges, 1)
					require.NotEmpty(t, r.Works[0].Edges[0].Because())
				case apart:
					require.Equal(t, []int{0, 1}, r.Of)
					require.Empty(t, r.Possibly)
				default:
					require.Equal(t, []int{0, 1}, r.Of)
					require.Equal(t, []cite.Possible{{A: 0, B: 1, Because: c.want}}, r.Possibly)
				}
			}
		})
	}
}

// The words around a title tell a text from another of the same title.
func TestGenres(t *testing.T) {
	report := article.Source{Author: []article.Name{{Literal: "Harbor Board"}}, Title: "Neither Deep nor Wide", Issued: "2024-03-18"}
	for _, c := range []struct {
		a, b string
		of   []int
	}{
		{"Staff Report", "Staff Report", []int{0, 0}},
		{"Staff Report", "press release", []int{0, 1}},
		{"Bericht", "Pressemitteilung", []int{0, 1}},
		{"", "Executive Summary", []int{0, 1}},
		{"Working Paper 17", "", []int{0, 1}},
		{"trans. Jo Lee", "", []int{0, 1}},
		{"video", "transcript", []int{0, 1}},
	} {
		a, citations := notes(one(source(report, c.a)), one(source(report, c.b)))
		require.Equal(t, c.of, cite.Resolve(a, citations, nil).Of, c)
	}
}

// What says less is joined only to the one work that it fits.
func TestWhatFitsTwoWorksIsJoinedToNone(t *testing.T) {
	edition := func(year string) article.Source {
		return article.Source{Author: jo, Title: "Ports of the Cold Coast", Issued: year}
	}
	a, citations := notes(one(source(edition("2003"))), one(source(edition("2019"))), one(source(edition(""))))
	r := cite.Resolve(a, citations, nil)
	require.Equal(t, []int{0, 1, 2}, r.Of)
	require.Equal(t, []cite.Possible{
		{A: 0, B: 1, Because: "their dates differ"},
		{A: 0, B: 2, Because: "authors, title and date agree as far as they are given"},
		{A: 1, B: 2, Because: "authors, title and date agree as far as they are given"},
	}, r.Possibly)

	a, citations = notes(one(source(edition("2003"))), one(source(edition("2003"))), one(source(edition(""))), one(source(edition(""))))
	require.Equal(t, []int{0, 0, 0, 0}, cite.Resolve(a, citations, nil).Of)
}

// An undated citation that is tied to one edition by its identifier does not tie that to another.
func TestIdentifiersHoldEditionsApart(t *testing.T) {
	first := article.Source{Author: jo, Title: "Ports of the Cold Coast", Issued: "2003", ISBN: "978-0-306-40615-7"}
	again := article.Source{Author: jo, Title: "Ports of the Cold Coast", ISBN: "0-306-40615-2"}
	second := article.Source{Author: jo, Title: "Ports of the Cold Coast", Issued: "2019"}
	a, citations := notes(one(source(first)), one(source(again)), one(source(second)))
	require.Equal(t, []int{0, 0, 1}, cite.Resolve(a, citations, nil).Of)
}

func TestKnownBodies(t *testing.T) {
	a, citations := notes(one(source(article.Source{URL: "https://a.example/x"})), one(source(article.Source{URL: "https://b.example/y"})),
		one(source(article.Source{URL: "https://c.example/z", Title: "Silt"})), one(source(article.Source{URL: "https://d.example/z", Title: "Lag"})))
	known := &cite.Known{Digests: map[string]string{
		"https://a.example/x": "sha1:A", "https://b.example/y": "sha1:A", "https://c.example/z": "sha1:C", "https://d.example/z": "sha1:C",
	}}
	r := cite.Resolve(a, citations, known)
	require.Equal(t, []int{0, 0, 1, 2}, r.Of)
	require.Equal(t, cite.SameBody, r.Works[0].Edges[0].Reason)
	require.Equal(t, []cite.Possible{{A: 1, B: 2, Because: "their addresses lead to one page, but their titles differ"}}, r.Possibly)
}

// A work has of each variable what the first citation says that says anything, full ones first.
func TestWorkIsFilled(t *testing.T) {
	short := sign(cite.Short, "Lee", "Ports", "")
	short.ArchiveURL = "https://perma.cc/A1B2-C3D4"
	full := source(article.Source{Author: jo, Title: "Ports of the Cold Coast", Issued: "2019"})
	other := source(article.Source{Author: []article.Name{{Family: "Lee", Given: "J."}}, Title: "Ports of the Cold Coast", Issued: "2019", Publisher: "Harbor Press"})
	a, citations := notes(one(short), one(full), one(other))
	works := cite.Resolve(a, citations, nil).Works
	require.Len(t, works, 1)
	require.Equal(t, article.Source{
		Author: jo, Title: "Ports of the Cold Coast", Issued: "2019", Publisher: "Harbor Press", ArchiveURL: "https://perma.cc/A1B2-C3D4",
	}, works[0].Source)
}

// Whatever is cited, each work's edges make a tree of its citations, and everything refers to what is there.
func TestResolutionHolds(t *testing.T) {
	pick := func(t *rapid.T, name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	rapid.Check(t, func(t *rapid.T) {
		var list [][]cite.Citation
		for range rapid.IntRange(0, 14).Draw(t, "notes") {
			var in []cite.Citation
			for range rapid.IntRange(0, 3).Draw(t, "citations") {
				kind := cite.Kind(pick(t, "kind", "full", "full", "full", "short", "ibid", "idem", "opcit", "loccit", "supra", "cross-reference", "author-date", "commentary"))
				c := sign(kind, pick(t, "family", "", "Ruiz", "Lee"), pick(t, "title", "", "Tide", "Tide Tables", "Tide Tables: A History"), pick(t, "label", "", "1", "2", "5", "99"))
				c.Issued = pick(t, "issued", "", "2021", "2022", "2021-05-03")
				c.URL = pick(t, "url", "", "", "https://a.example/x", "https://m.a.example/x", "https://a.example/", "https://doi.org/10.5555/a", "http://[")
				c.DOI = pick(t, "doi", "", "", "10.5555/a", "10.5555/b")
				c.Edition = pick(t, "edition", "", "", "2nd")
				in = append(in, c)
			}
			list = append(list, in)
		}
		a, citations := notes(list...)
		r := cite.Resolve(a, citations, nil)
		require.Equal(t, r, cite.Resolve(a, citations, nil))
		requireWhole(t, citations, r)
	})
}

// reached are the citations of a work that its edges lead to from the first.
func reached(work cite.Work) map[int]bool {
	beside := map[int][]int{}
	for _, e := range work.Edges {
		beside[e.A] = append(beside[e.A], e.B)
		beside[e.B] = append(beside[e.B], e.A)
	}
	met := map[int]bool{work.Citations[0]: true}
	for next := []int{work.Citations[0]}; len(next) > 0; next = next[1:] {
		for _, c := range beside[next[0]] {
			if !met[c] {
				met[c] = true
				next = append(next, c)
			}
		}
	}
	return met
}

func requireWhole(t require.TestingT, citations []cite.Citation, r cite.Resolution) {
	require.Len(t, r.Of, len(citations))
	require.Len(t, r.Antecedents, len(citations))
	for w, work := range r.Works {
		require.Len(t, work.Edges, len(work.Citations)-1)
		met := reached(work)
		for _, c := range work.Citations {
			require.Equal(t, w, r.Of[c])
			require.True(t, met[c], "the edges lead everywhere")
			require.NotContains(t, []cite.Kind{cite.Commentary, cite.CrossReference}, citations[c].Kind)
		}
		require.IsIncreasing(t, append([]int{-1}, work.Notes...))
	}
	for i, x := range r.Antecedents {
		require.NotEqual(t, i, x.Citation)
		if x.Citation != none {
			require.Equal(t, r.Of[i], r.Of[x.Citation])
			require.Empty(t, x.Candidates)
			require.NotEmpty(t, x.Because)
		}
	}
	for _, p := range r.Possibly {
		require.Less(t, p.A, p.B)
		require.Less(t, p.B, len(r.Works))
		require.NotEmpty(t, p.Because)
	}
}
