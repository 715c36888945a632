package read

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

func readBibtex(text string) *bibliography {
	b := newBibliography(&neighbours{}, &flowWriter{})
	b.bibtex = append(b.bibtex, newBibtexFile(text, 0))
	return b
}

func TestBibtexNames(t *testing.T) {
	for raw, want := range map[string][]article.Name{
		"Ana Ruiz":                          {{Family: "Ruiz", Given: "Ana"}},
		"Ruiz, Ana and Jo Lee":              {{Family: "Ruiz", Given: "Ana"}, {Family: "Lee", Given: "Jo"}},
		"Ludwig van den Berg":               {{Family: "van den Berg", Given: "Ludwig"}},
		"van den Berg, Jr, Ludwig":          {{Family: "van den Berg", Given: "Ludwig"}},
		"{World Health and Harbor Office}":  {{Literal: "World Health and Harbor Office"}},
		"{Quay, Inc.} AND others":           {{Literal: "Quay, Inc."}},
		"Plato":                             {{Literal: "Plato"}},
		`{\"O}zg{\"u}r {\c{S}}en`:           {{Family: "Şen", Given: "Özgür"}},
		`Bj{\o}rn {\AA}s and M. {L}{\'e}on`: {{Family: "Ås", Given: "Bjørn"}, {Family: "Léon", Given: "M."}},
		"A.~B. Roe":                         {{Family: "Roe", Given: "A. B."}},
		"given=Hans, family=Kim, prefix=de": {{Family: "de Kim", Given: "Hans"}},
		"Anders And":                        {{Literal: "Anders"}},
		"":                                  nil,
		" and and ":                         nil,
	} {
		require.Equal(t, want, bibtexNames(raw), raw)
	}
}

func TestBibtexWords(t *testing.T) {
	for raw, want := range map[string]string{
		`{\'E}t\'e \` + "`" + `a la c{\^o}te`: "Été à la côte",
		`\v{C}apek \H{o} \c c \u g {\i} \ss`:  "Čapek ő ç ğ ı ß",
		`50\% of $\Lambda$CDM, $x_1^{2}$`:     "50% of ΛCDM, x_1^2",
		"A -- B --- ``c'' d~e":                "A – B — “c” d e",
		`\textit{Ports} {and} \emph{Piers}`:   "Ports and Piers",
		`\url{https://a.example/x\_y%20z}`:    "https://a.example/x_y%20z",
		`\href{https://a.example}{The words}`: "The words",
		`\noopsort{1973b}1973`:                "1973",
		`a \ b\\c \`:                          "a b\\c",
		`\'`:                                  "´",
		`{{{`:                                 "",
		`100 % sure`:                          "100 % sure",
	} {
		require.Equal(t, want, bibtexWords(raw), raw)
	}
}

func TestBibtexDates(t *testing.T) {
	for fields, want := range map[string]string{
		`date = {2021-05-03}`:                 "2021-05-03",
		`date = {2021-05/2021-07}`:            "2021-05/2021-07",
		`date = {2019/}`:                      "2019",
		`date = {2021-21}`:                    "2021-21",
		`year = 2021`:                         "2021",
		`year = {2021}, month = 5`:            "2021-05",
		`year = 2021, month = may, day = {3}`: "2021-05-03",
		`year = 2021, month = {June}`:         "2021-06",
		`year = {1999--2003}`:                 "1999/2003",
		`year = {in press}`:                   "",
		`year = {2021}, month = {May/June}`:   "2021",
		`year = {2010-15}`:                    "",
	} {
		c := readBibtex("@misc{a, " + fields + "}").cite("a")
		require.NotNil(t, c, fields)
		require.Equal(t, want, c.source.Issued, fields)
	}
}

// What is damaged costs no other entry.
func TestBibtexDamage(t *testing.T) {
	good := "@book{good, title = {Quays}}\n"
	for name, damaged := range map[string]string{
		"open brace":     "@article{bad, title = {A {b}, year = 2020}\n",
		"open quotation": "@article{torn, title = \"A b, year = 2020}\n",
		"no end":         "@article{bad, title = {A}\n",
		"too many ends":  "@article{a, title = {A}}}}}}\n",
		"no key":         "@article{, title = {A}}\n@article{title = {A}}\n",
		"no comma":       "@article{bad title = {A}}\n",
		"only an at":     "@\n@ {\n@article\n@article{\n",
		"comment":        "@comment{\n@comment x\n@Comment{ {}\n",
		"string":         "@string{a = }\n@string{\n@string{b = b # b}\n",
		"words":          "Some words of ana@harbor.example {and {braces\n",
	} {
		for _, text := range []string{damaged + good, good + damaged, damaged + good + damaged} {
			b := readBibtex(text)
			c := b.cite("good")
			require.NotNil(t, c, name)
			require.Equal(t, "Quays", c.source.Title, name)
			require.Nil(t, b.cite("bad"), name)
		}
	}
}

// Strings that hold strings, and entries that inherit from each other, come to an end.
func TestBibtexBounds(t *testing.T) {
	var b strings.Builder
	b.WriteString("@string{s0 = {0123456789}}\n")
	for i := range 60 {
		s := string(rune('a'+i/26)) + string(rune('a'+i%26))
		before := "s0"
		if i > 0 {
			before = "s" + string(rune('a'+(i-1)/26)) + string(rune('a'+(i-1)%26))
		}
		b.WriteString("@string{s" + s + " = " + before + " # " + before + "}\n")
	}
	b.WriteString("@book{a, title = sab # sch, crossref = {b}, xdata = {a, b, a, b, a, b, a, b}}\n")
	b.WriteString("@book{b, author = {Ruiz, Ana}, crossref = {a}, xdata = {b, a, b, a, b, a, b, a}}\n")
	bib := readBibtex(b.String())
	require.LessOrEqual(t, bib.bibtex[0].expanded, 2*mostStrings)
	c := bib.cite("a")
	require.Equal(t, "Ruiz", c.label())
	require.True(t, strings.HasPrefix(c.source.Title, "0123456789"))
	require.LessOrEqual(t, bib.inherited, 2*mostParents)
}

func FuzzBibTeX(f *testing.F) {
	f.Add(`@string{a="b"}@article{k, author={Ruiz, Ana and {\'E}x # a}, title="A {b}" # a, url={http://a.example/\%}, crossref={k}, xdata={k,l}}`)
	f.Add("@book(l, title={(})\n@misc{m,\n@misc{n, date={2021-05/2022}, year=a}\n@comment{x}\n%@x{y,}\n@preamble{$\\")
	f.Fuzz(func(t *testing.T, text string) {
		w := newFlowWriter(part{decoded: decoded{text: text}, source: []byte(text)})
		b := newBibliography(&neighbours{}, &w)
		b.bibtex = append(b.bibtex, newBibtexFile(text, 0))
		b.citeAll()
		b.write()
		flow := w.finish()
		last := -1
		for _, e := range flow.entries {
			span := flow.span(e.Stretch)
			require.Less(t, last, span.Start)
			require.LessOrEqual(t, span.End, len(text))
			require.Equal(t, byte('@'), text[span.Start])
			require.Contains(t, text[span.Start:span.End], e.key)
			last = span.Start
			p := flow.passage(e.words)
			require.True(t, utf8.ValidString(p.Text))
			for _, run := range p.Runs {
				require.LessOrEqual(t, run.Span.End, len(text))
				require.LessOrEqual(t, run.Span.Start, run.Span.End)
			}
		}
	})
}

func BenchmarkBibTeX(b *testing.B) {
	one := `@article{key%d, author = {Ruiz, Ana and M{\"u}ller, Jo}, title = {Tide {T}ables of the Harbor}, journal = {Harbor Review},
  year = 2021, month = may, volume = 12, pages = {1--9}, doi = {10.1234/ex}, abstract = {Some words of a length that abstracts may have.}}
`
	var text strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&text, one, i)
	}
	source := text.String()
	b.Run("index", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		b.ReportAllocs()
		for b.Loop() {
			require.Len(b, readBibtex(source).bibtex[0].entries, 5000)
		}
	})
	b.Run("all", func(b *testing.B) {
		b.SetBytes(int64(len(source)))
		b.ReportAllocs()
		for b.Loop() {
			bib := readBibtex(source)
			bib.citeAll()
			require.Len(b, bib.cited, 5000)
		}
	})
}
