package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestIdentifiers(t *testing.T) {
	doi := func(s string) string { id, _ := match.DOI(s); return id }
	isbn := func(s string) string { id, _ := match.ISBN(s); return id }
	arxiv := func(s string) string { id, _, _ := match.ArXiv(s); return id }
	pmid := func(s string) string { id, _ := match.PMID(s); return id }
	pmcid := func(s string) string { id, _ := match.PMCID(s); return id }
	for _, c := range []struct {
		name    string
		read    func(string) string
		s, want string
	}{
		{"a DOI", doi, "10.5555/jew.2022.0031", "10.5555/jew.2022.0031"},
		{"in capitals, with a prefix", doi, "DOI: 10.5555/JEW.2022.0031.", "10.5555/jew.2022.0031"},
		{"as an address", doi, "https://doi.org/10.5555/jew.2022.0031", "10.5555/jew.2022.0031"},
		{"as an old address", doi, "http://dx.doi.org/10.5555/a%3C1", "10.5555/a<1"},
		{"an old SICI", doi, "10.5555/0001-2(99)3:4<5:ab>2.0.CO;2-X", "10.5555/0001-2(99)3:4<5:ab>2.0.co;2-x"},
		{"no DOI", doi, "10.5/x", ""},
		{"no suffix", doi, "10.5555/", ""},
		{"ISBN of ten", isbn, "0-306-40615-2", "9780306406157"},
		{"ISBN of thirteen", isbn, "978-0-306-40615-7", "9780306406157"},
		{"ISBN with an X", isbn, "0-8044-2957-X", "9780804429573"},
		{"ISBN with a wrong digit stays as it is", isbn, "0-306-40615-3", "0306406153"},
		{"arXiv", arxiv, "arXiv:2101.01234v3", "2101.01234"},
		{"arXiv of four digits", arxiv, "0704.0001", "0704.0001"},
		{"old arXiv", arxiv, "hep-th/9901001v2", "hep-th/9901001"},
		{"old arXiv with a class", arxiv, "math.GT/0309136", "math/0309136"},
		{"arXiv with a class behind", arxiv, "2101.01234 [physics.flu-dyn]", "2101.01234"},
		{"no arXiv", arxiv, "2021.123456", ""},
		{"PMID", pmid, "PMID: 029876543", "29876543"},
		{"no PMID", pmid, "PMID: none", ""},
		{"PMCID", pmcid, "PMC7654321", "7654321"},
		{"PMCID with its name", pmcid, "PMCID: PMC7654321", "7654321"},
	} {
		require.Equal(t, c.want, c.read(c.s), c.name)
	}
	_, valid := match.ISBN("978-0-306-40615-8")
	require.False(t, valid)
	_, valid = match.ISBN("0-8044-2957-X")
	require.True(t, valid)
	_, version, _ := match.ArXiv("2101.01234v3")
	require.Equal(t, "3", version)
}

func TestInAddress(t *testing.T) {
	for address, want := range map[string]match.Identifiers{
		"https://doi.org/10.5555/JEW.1":                              {DOI: "10.5555/jew.1"},
		"https://arxiv.org/abs/2101.01234v2":                         {ArXiv: "2101.01234"},
		"https://arxiv.org/pdf/2101.01234.pdf":                       {ArXiv: "2101.01234"},
		"https://arxiv.org/abs/hep-th/9901001":                       {ArXiv: "hep-th/9901001"},
		"https://pubmed.ncbi.nlm.nih.gov/29876543/":                  {PMID: "29876543"},
		"https://www.ncbi.nlm.nih.gov/pubmed/29876543":               {PMID: "29876543"},
		"https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7654321/#s1":   {PMCID: "7654321"},
		"https://pmc.ncbi.nlm.nih.gov/articles/PMC7654321/":          {PMCID: "7654321"},
		"https://journals.example/doi/full/10.5555/jew.1?download=1": {DOI: "10.5555/jew.1"},
		"https://journals.example/doi/10.5555/jew.1":                 {DOI: "10.5555/jew.1"},
		"https://journals.example/articles/10.5555":                  {},
		"https://arxiv.org/list/physics/new":                         {},
		"https://doi.org/":                                           {},
		"ftp://doi.org/10.5555/jew.1":                                {},
		"https://journals.example/doi/full/text":                     {},
	} {
		require.Equal(t, want, match.InAddress(address), address)
	}
}

func TestArchived(t *testing.T) {
	for address, want := range map[string]string{
		"https://web.archive.org/web/20210604000000/https://ex.org/t?a=1":       "https://ex.org/t?a=1",
		"https://web.archive.org/web/20210604000000if_/http://ex.org/t":         "http://ex.org/t",
		"http://web.archive.org/web/20210604000000/https:/ex.org/t":             "https://ex.org/t",
		"https://web.archive.org/web/2021*/https://ex.org/t":                    "https://ex.org/t",
		"https://web.archive.org/web/20210604/ex.org/t":                         "http://ex.org/t",
		"https://archive.ph/20210604120000/https://ex.org/t":                    "https://ex.org/t",
		"https://archive.is/o/AbCdE/https://ex.org/t":                           "https://ex.org/t",
		"https://arquivo.pt/wayback/20160101000000/http://ex.org/t":             "http://ex.org/t",
		"https://www.webcitation.org/5abc?url=http://ex.org/t":                  "http://ex.org/t",
		"https://webcache.googleusercontent.com/search?q=cache:http://ex.org/t": "http://ex.org/t",
		"https://archive.ph/AbCdE":                                              "",
		"https://perma.cc/A1B2-C3D4":                                            "",
		"https://archive.org/details/tidetables":                                "",
		"https://ex.org/redirect?to=https://other.example/":                     "",
		"https://web.archive.org/web/20210604000000/https://":                   "",
		"mailto:someone@web.archive.org":                                        "",
	} {
		got, ok := match.Archived(address)
		require.Equal(t, want != "", ok, address)
		require.Equal(t, want, got, address)
	}
}

func TestVariant(t *testing.T) {
	for _, c := range []struct {
		a, b       string
		same, sure bool
	}{
		{"https://m.ex.org/t", "https://ex.org/t", true, true},
		{"https://mobile.ex.org/t", "https://www.ex.org/t", true, true},
		{"https://en.m.wikipedia.org/wiki/Tide", "https://en.wikipedia.org/wiki/Tide", true, true},
		{"https://ex.org/a/index.html", "https://ex.org/a/", true, true},
		{"https://ex.org/index.php?id=5", "https://ex.org/?id=5", true, true},
		{"https://ex.org/Default.aspx", "https://ex.org/", true, true},
		{"https://ex.org/t?amp=1", "https://ex.org/t", true, true},
		{"https://ex.org/t?print=true&id=3", "https://ex.org/t?id=3", true, true},
		{"https://ex.org/t.amp.html", "https://ex.org/t.html", true, true},
		{"https://ex.org/2021/the-same-mud-twice/amp/", "https://ex.org/2021/the-same-mud-twice/", true, true},
		{"https://www.google.com/amp/s/ex.org/2021/the-same-mud-twice/amp/", "https://ex.org/2021/the-same-mud-twice", true, true},
		{"https://ex-org.cdn.ampproject.org/c/s/ex.org/t", "https://ex.org/t", true, true},
		{"https://ex.org/projects/amp", "https://ex.org/projects", true, false},
		{"https://ex.org/t/print", "https://ex.org/t", true, false},
		{"https://m.org/t", "https://org/t", false, true},
		{"https://ex.org/t?print=2", "https://ex.org/t", false, true},
		{"https://ex.org/t?view=list", "https://ex.org/t", false, true},
		{"https://ex.org/index", "https://ex.org/", false, true},
		{"https://ex.org/amp", "https://ex.org/", false, true},
		{"https://fr.wikipedia.org/wiki/T", "https://en.wikipedia.org/wiki/T", false, true},
	} {
		a, sureA, ok := match.Variant(c.a)
		require.True(t, ok)
		b, sureB, ok := match.Variant(c.b)
		require.True(t, ok)
		require.Equal(t, c.same, a == b, "%s %s", a, b)
		require.Equal(t, c.sure, sureA && sureB, c.a)
	}
	_, _, ok := match.Variant("ftp://ex.org/")
	require.False(t, ok)
}

func TestDifferInNumbers(t *testing.T) {
	require.True(t, match.DifferInNumbers("https://ex.org/part-1", "https://ex.org/part-2"))
	require.True(t, match.DifferInNumbers("https://ex.org/t?page=2", "https://ex.org/t?page=17"))
	require.False(t, match.DifferInNumbers("https://ex.org/t", "https://ex.org/t/"))
	require.False(t, match.DifferInNumbers("https://ex.org/a", "https://ex.org/b"))
	require.False(t, match.DifferInNumbers("x", "https://ex.org/b"))
}
