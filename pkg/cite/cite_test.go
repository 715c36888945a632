package cite_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// noted is an article that has nothing but notes. In a note, words in angle brackets are an address, and words before
// one in braces are the words that carry a link to it.
func noted(notes ...string) (*article.Article, string) {
	a := &article.Article{}
	var source strings.Builder
	for i, words := range notes {
		n := article.Note{Label: fmt.Sprint(i + 1), Span: article.Span{Start: source.Len()}}
		fmt.Fprintf(&source, "[%s] ", n.Label)
		start := source.Len()
		for words != "" {
			at := strings.IndexAny(words, "<{")
			if at < 0 {
				at = len(words)
			}
			n.Text += words[:at]
			source.WriteString(words[:at])
			words = words[at:]
			if words == "" {
				break
			}
			l := article.Link{Note: i}
			if words[0] == '{' {
				l.Text, words, _ = strings.Cut(words[1:], "}")
			}
			l.URL, words, _ = strings.Cut(strings.TrimPrefix(words, "<"), ">")
			shown := l.Text
			if shown == "" {
				shown = l.URL
			}
			l.Span = article.Span{Start: source.Len(), End: source.Len() + len(shown)}
			l.Words = article.Range{Start: len(n.Text), End: len(n.Text) + len(shown)}
			n.Text += shown
			source.WriteString(shown)
			n.Links = append(n.Links, len(a.Links))
			a.Links = append(a.Links, l)
		}
		n.Span.End = source.Len()
		if n.Text != "" {
			span := article.Span{Start: start, End: n.Span.End}
			n.Runs = []article.Run{{Range: article.Range{End: len(n.Text)}, Span: span}}
		}
		a.Notes = append(a.Notes, n)
		source.WriteByte('\n')
	}
	return a, source.String()
}

// cited is a citation as the tests compare it: where it stands is told by the words there.
type cited struct {
	kind           cite.Kind
	at, title, url string
}

func TestCitations(t *testing.T) {
	cases := []struct {
		name string
		note string
		want []cited
	}{
		{
			"a title and its address", "Ana Ruiz, “Tide Tables,” Harbor Review, <https://review.example/tide>.",
			[]cited{{cite.Full, "Ana Ruiz, “Tide Tables,” Harbor Review, https://review.example/tide.", "Tide Tables", "https://review.example/tide"}},
		},
		{
			"no address", "Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.",
			[]cited{{cite.Full, "Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.", "Tide Tables", ""}},
		},
		{"no title", "<https://review.example/tide>", []cited{{cite.Full, "https://review.example/tide", "", "https://review.example/tide"}}},
		{"no words", "", []cited{{cite.Commentary, "[1] ", "", ""}}},
		{
			"two sources", "Ana Ruiz, “Tide Tables,” <https://review.example/tide>; Jo Lee, “Ports,” <https://coast.example/ports>.",
			[]cited{
				{cite.Full, "Ana Ruiz, “Tide Tables,” https://review.example/tide", "Tide Tables", "https://review.example/tide"},
				{cite.Full, "Jo Lee, “Ports,” https://coast.example/ports.", "Ports", "https://coast.example/ports"},
			},
		},
		{
			"one address begins as the other does", "A, “One,” <https://a.example/x>; B, “Two,” <https://a.example/x-2>.",
			[]cited{
				{cite.Full, "A, “One,” https://a.example/x", "One", "https://a.example/x"},
				{cite.Full, "B, “Two,” https://a.example/x-2.", "Two", "https://a.example/x-2"},
			},
		},
		{
			"a linked title and the address behind it", "Ana Ruiz, {“Tide Tables”}<https://review.example/tide>, <http://www.review.example/tide/>.",
			[]cited{{cite.Full, "Ana Ruiz, “Tide Tables”, http://www.review.example/tide/.", "Tide Tables", "https://review.example/tide"}},
		},
		{
			"two linked titles", "See {“Tide Tables”}<https://review.example/tide> and {“Ports”}<https://coast.example/ports>.",
			[]cited{
				{cite.Full, "See “Tide Tables”", "Tide Tables", "https://review.example/tide"},
				{cite.Full, "and “Ports”.", "Ports", "https://coast.example/ports"},
			},
		},
		{
			"an address that cannot be read", "See <https://[tide> and <https://[tide>.",
			[]cited{{cite.Full, "See https://[tide and https://[tide.", "", "https://[tide"}},
		},
		{"ibid", "Ibid.", []cited{{cite.Ibid, "Ibid.", "", ""}}},
		{"ibid with a page", "Ibid., 45.", []cited{{cite.Ibid, "Ibid., 45.", "", ""}}},
		{"ibid with a page and no blank", "ibid.,45", []cited{{cite.Ibid, "ibid.,45", "", ""}}},
		{"ibid before a hard blank", "Ibid\u00a045", []cited{{cite.Ibid, "Ibid\u00a045", "", ""}}},
		{"ibid in brackets", "(Ibidem)", []cited{{cite.Ibid, "(Ibidem)", "", ""}}},
		{"the German ibid", "Ebd., S. 45.", []cited{{cite.Ibid, "Ebd., S. 45.", "", ""}}},
		{"a title that begins so", "“Ibid: A History,” Harbor Press.", []cited{{cite.Full, "“Ibid: A History,” Harbor Press.", "Ibid: A History", ""}}},
		{"a name that begins so", "Ibidapo, Letters.", []cited{{cite.Full, "Ibidapo, Letters.", "", ""}}},
		{"ibid with its own address", "Ibid., <https://review.example/tide>.", []cited{
			{cite.Full, "Ibid., https://review.example/tide.", "", "https://review.example/tide"},
		}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			a, source := noted(c.note)
			var got []cited
			for _, x := range cite.Citations(a) {
				require.Equal(t, 0, x.Note)
				got = append(got, cited{x.Kind, source[x.Span.Start:x.Span.End], x.Title, x.URL})
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestEntriesKeepWhatTheirFormatSays(t *testing.T) {
	a := &article.Article{Entries: []article.Entry{
		{
			Span:   article.Span{Start: 7, End: 60},
			Words:  article.Words{Text: "Ruiz, Ana. Tide Tables. London: Harbor Press, 2001."},
			Source: &article.Source{Title: "Tide Tables of the North", Author: []article.Name{{Literal: "A. Ruiz"}}},
		},
		{Words: article.Words{Text: "Unpublished papers"}},
	}}
	all := cite.Citations(a)
	require.Len(t, all, 2)
	require.Equal(t, article.Source{
		Type: "book", Title: "Tide Tables of the North", Author: []article.Name{{Literal: "A. Ruiz"}},
		Publisher: "Harbor Press", PublisherPlace: "London", Issued: "2001",
	}, all[0].Source)
	require.Equal(t, a.Entries[0].Span, all[0].Span)
	for i, c := range all {
		require.Equal(t, cite.Full, c.Kind)
		require.Equal(t, []int{none, i, none}, []int{c.Note, c.Entry, c.Reference})
	}
}

func TestReferences(t *testing.T) {
	a := &article.Article{
		Notes: []article.Note{{Words: article.Words{Text: "All figures are rounded."}}},
		References: []article.Reference{
			{Label: "Ruiz 2021", Locator: "14", Span: article.Span{Start: 3, End: 9}},
			{Label: "Ruiz and Lee, 2019a"},
			{Label: "World Health Organization 2020"},
			{Label: "ruiz-tide"},
		},
	}
	all := cite.Citations(a)
	require.Len(t, all, 5)
	var got []string
	for i, c := range all[1:] {
		require.Equal(t, cite.AuthorDate, c.Kind)
		require.Equal(t, []int{none, none, i}, []int{c.Note, c.Entry, c.Reference})
		got = append(got, fmt.Sprint(c.Label, " | ", c.Locator, " | ", c.Author, " | ", c.Issued))
	}
	require.Equal(t, []string{
		"Ruiz 2021 | 14 | [Ruiz] | 2021",
		"Ruiz and Lee, 2019a |  | [Ruiz Lee] | 2019",
		"World Health Organization 2020 |  | [World Health Organization] | 2020",
		"ruiz-tide |  | [] | ",
	}, got)
	require.Equal(t, a.References[0].Span, all[1].Span)
}

func TestCitationsAreInTheOrderOfTheNotes(t *testing.T) {
	a, _ := noted("A, <https://a.example/1>; B, <https://a.example/2>.", "Ibid.", "A book.")
	var notes []int
	for _, c := range cite.Citations(a) {
		notes = append(notes, c.Note)
	}
	require.Equal(t, []int{0, 0, 1, 2}, notes)
}

func TestRawIsWithoutWhatPartsCitations(t *testing.T) {
	a, _ := noted("A, <https://a.example/1>; B, <https://a.example/2>.")
	all := cite.Citations(a)
	require.Equal(t, "A, https://a.example/1", all[0].Raw)
	require.Equal(t, "B, https://a.example/2.", all[1].Raw)
}

// A link that ends behind its note, as the tag around a note's last words does, does not stretch the citation.
func TestCitationEndsWithItsNote(t *testing.T) {
	a, _ := noted("{“Tide Tables”}<https://review.example/tide>")
	a.Links[0].Span.End += 4
	require.Equal(t, a.Notes[0].Span.End, cite.Citations(a)[0].Span.End)
}

// FuzzCitations makes notes of words and addresses, lays the links anywhere, and holds citations and works to what
// they promise.
func FuzzCitations(f *testing.F) {
	f.Add("Ana Ruiz, “Tide Tables,” <https://review.example/tide>.\nIbid., 4.\n{“Ports”}<https://coast.example/p>; <https://coast.example/q>", 0)
	f.Add("<https://[>\n\n{}<>{<}>", -7)
	f.Add("Ibid.\nIbid.\n<http://a.example>;<http://www.a.example/>", 90)
	f.Add("Lee, 9 (citing Ruiz, “Tide,” n. 3).\nRuiz, supra note 1, at 16; see infra note 22.\nNotes 16–19: ibid.", 3)
	f.Add("Ruiz A, Lee JB, et al. Tide. Harbor Rev. 2021;12(3):1-19. doi:10.5555/(SICI)1<2::A>3;2-O", 1)
	f.Add("Руис А. Б. Прилив // Порт. 2021. С. 1–9. (дата обращения: 04.05.2021)\n山田「潮」『港』、2021年5月4日閲覧。", 2)
	f.Add("“Tide, Harbor Review, May 3, 2021, [n.d.] (2021) _x_ ‘a’ ((", 5)
	f.Fuzz(func(t *testing.T, notes string, shift int) {
		a, _ := noted(strings.Split(notes, "\n")...)
		for i := range a.Links {
			a.Links[i].Span.End += shift
			a.Links[i].Words.Start += shift % 7
		}
		citations := cite.Citations(a)
		held := make([]bool, len(a.Notes))
		for i, c := range citations {
			note := a.Notes[c.Note].Span
			require.LessOrEqual(t, note.Start, c.Span.Start)
			require.LessOrEqual(t, c.Span.Start, c.Span.End)
			require.LessOrEqual(t, c.Span.End, note.End)
			if i > 0 && citations[i-1].Note == c.Note {
				require.LessOrEqual(t, citations[i-1].Span.End, c.Span.Start)
				require.LessOrEqual(t, citations[i-1].Words.End, c.Words.Start)
			}
			held[c.Note] = true
		}
		require.NotContains(t, held, false, "every note makes a citation")
		for i, n := range a.Notes {
			require.Empty(t, strings.Trim(lost(n.Text, i, citations), separators), "%q", n.Text)
		}
		r := cite.Resolve(a, citations, nil)
		requireWhole(t, citations, r)
	})
}

// separators are all that the citations of a note may leave out of its text.
const separators = " ;,.；，\t\n\v\f\r\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000"

// lost is what no citation of a note covers.
func lost(text string, note int, citations []cite.Citation) string {
	var b strings.Builder
	at := 0
	for _, c := range citations {
		if c.Note == note {
			b.WriteString(text[at:c.Words.Start])
			at = c.Words.End
		}
	}
	return b.String() + text[at:]
}

// What is left out of the notes of the table is blanks and what parts citations.
func TestSplittingLosesNothing(t *testing.T) {
	for _, text := range []string{
		"Ruiz, “Tide”; Lee, Ports, 9; and Kim, https://kim.example/k.",
		"The port closed in 1990. See Lee, 8. Others differ.",
		"Lee, 9 (citing Ruiz, “Tide,” n. 3), and more.",
		"All (see note 4; and 5).",
	} {
		a, _ := noted(text)
		require.Empty(t, strings.Trim(lost(text, 0, cite.Citations(a)), separators), text)
	}
}

// A PDF may lose the blank between a year and a title in italics.
func TestTitleRightBehindAYear(t *testing.T) {
	a, _ := noted("Ruiz 2021a. Tide of the Harbor.")
	words := &a.Notes[0].Words
	start := strings.Index(words.Text, "a. Tide")
	words.Italics = []article.Range{{Start: start, End: len(words.Text) - 1}}
	all := cite.Citations(a)
	require.Len(t, all, 1)
	require.Equal(t, "Ruiz 2021a. Tide of the Harbor.", all[0].Raw)
}
