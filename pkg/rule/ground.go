package rule

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/article"
)

// ground is a version of an article, for telling whether a fault stands where one stood in another version.
type ground struct {
	*article.Article
	// claims are by note. The others are in order of place; written are notes and entries.
	claims                         map[int][]int
	written, sentences, paragraphs []stretch
	// said are the sentences in all of them, as soon as they are asked for.
	said map[string]bool
}

// stretch is a row of one of the article's tables, with its words; note is its row if it is a note.
type stretch struct {
	article.Span
	words string
	note  int
}

// place is where a fault stands.
type place struct {
	article.Span
	row int
	// at are the sentences that its note is to, or in which it stands, words these and the note.
	at    []string
	words string
	// wide tells that it is the article as a whole. Known tells that the fault was there before.
	wide, known bool
}

func groundOf(a *article.Article) *ground {
	g := &ground{Article: a, claims: map[int][]int{}}
	for _, m := range a.Markers {
		if m.Note != article.None && m.Claim != article.None {
			g.claims[m.Note] = appendNew(g.claims[m.Note], m.Claim)
		}
	}
	for i, n := range a.Notes {
		g.written = append(g.written, stretch{n.Span, n.Text, i})
	}
	for _, e := range a.Entries {
		g.written = append(g.written, stretch{e.Span, e.Text, article.None})
	}
	for _, c := range a.Claims {
		g.sentences = append(g.sentences, stretch{c.Span, c.Text, article.None})
	}
	for _, p := range a.Paragraphs {
		g.paragraphs = append(g.paragraphs, stretch{p.Span, p.Text, article.None})
	}
	for _, all := range [][]stretch{g.written, g.sentences, g.paragraphs} {
		slices.SortStableFunc(all, func(x, y stretch) int { return compareStarts(x.Span, y.Span) })
	}
	return g
}

// stretchAt is the one in which a place lies.
func stretchAt(all []stretch, s article.Span) (stretch, bool) {
	i, exact := slices.BinarySearchFunc(all, s, func(x stretch, s article.Span) int { return compareStarts(x.Span, s) })
	if !exact {
		i--
	}
	if i < 0 || all[i].Part != s.Part || s.Start >= all[i].End {
		return stretch{}, false
	}
	return all[i], true
}

func compareStarts(x, y article.Span) int {
	return cmp.Or(cmp.Compare(x.Part, y.Part), cmp.Compare(x.Start, y.Start))
}

// placesOf are where findings stand, by what findings alike have in common; those of a finding follow one another.
func (g *ground) placesOf(found []Finding) map[string][]*place {
	all := map[string][]*place{}
	for row, f := range found {
		id := f.id()
		if f.wide {
			all[id] = append(all[id], &place{Span: f.Span, row: row, wide: true})
			continue
		}
		for _, s := range g.spansOf(f) {
			p := g.placeAt(s)
			p.row = row
			all[id] = append(all[id], p)
		}
	}
	return all
}

// spansOf are the places at which a finding is to be mended, or else all that it is about.
func (g *ground) spansOf(f Finding) []article.Span {
	spans := slices.Concat([]article.Span{f.Span}, f.Related)
	if f.Places > 1 {
		return spans[:min(f.Places, len(spans))]
	}
	for _, n := range f.Notes {
		if n != article.None {
			spans = append(spans, g.Notes[n].Span)
		}
	}
	return spans
}

func (g *ground) placeAt(s article.Span) *place {
	p := &place{Span: s}
	in, ok := stretchAt(g.written, s)
	switch {
	case !ok:
		p.at = []string{letters(g.sentenceAt(s))}
	case in.note != article.None:
		for _, c := range g.claims[in.note] {
			p.at = append(p.at, letters(cmp.Or(g.Claims[c].Clause, g.Claims[c].Text)))
		}
	}
	if len(p.at) == 0 {
		p.at = []string{letters(in.words)}
	}
	p.words = withoutNumbers(in.words) + "\n" + strings.Join(p.at, "\n")
	return p
}

// sentenceAt is the sentence at a place of the text; its paragraph, if it is none of the claims.
func (g *ground) sentenceAt(s article.Span) string {
	in, ok := stretchAt(g.sentences, s)
	if !ok {
		in, _ = stretchAt(g.paragraphs, s)
	}
	return in.words
}

// letters are those of a text, with a stroke where a sentence ends or a mark stands: notes are renumbered, and lines are
// wrapped anew.
func letters(text string) string {
	var b strings.Builder
	end := true
	for _, c := range text {
		switch {
		case unicode.IsLetter(c):
			b.WriteRune(unicode.ToLower(c))
			end = false
		case strings.ContainsRune(".!?…[]", c) && !end:
			b.WriteByte('|')
			end = true
		case unicode.IsSpace(c) && !end:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(strings.TrimRight(b.String(), "| ")), " ")
}

// says tells whether one of the sentences at a place of another version is in this one.
func (g *ground) says(p *place) bool {
	if g.said == nil {
		g.said = map[string]bool{}
		for _, all := range [][]stretch{g.paragraphs, g.sentences, g.written} {
			for _, x := range all {
				g.hear(x.words)
			}
		}
		for _, c := range g.Claims {
			g.hear(c.Clause)
		}
	}
	return slices.ContainsFunc(p.at, func(at string) bool {
		for part := range strings.SplitSeq(at, "|") {
			if !g.said[strings.TrimSpace(part)] {
				return false
			}
		}
		return true
	})
}

func (g *ground) hear(text string) {
	for part := range strings.SplitSeq(letters(text), "|") {
		if part = strings.TrimSpace(part); part != "" {
			g.said[part] = true
		}
	}
}

// isLike tells whether two places have most of their words in common, those of their notes and of their sentences.
func (p *place) isLike(other *place) bool {
	return mostlyShared(strings.Fields(p.words), strings.Fields(other.words))
}

// isLikeAt tells whether the sentences of two places have.
func (p *place) isLikeAt(other *place) bool {
	return mostlyShared(strings.Fields(strings.Join(p.at, " ")), strings.Fields(strings.Join(other.at, " ")))
}

// mostlyShared tells whether more than half of the words of two texts are common to both: the coefficient of Dice (1945)
// is above one half.
func mostlyShared(x, y []string) bool {
	count := map[string]int{}
	for _, word := range x {
		count[word]++
	}
	shared := 0
	for _, word := range y {
		if count[word] > 0 {
			count[word]--
			shared++
		}
	}
	return 4*shared > len(x)+len(y)
}

// mostlyIn tells whether most of the notes, entries and paragraphs of two articles are common to both.
func mostlyIn(now, was *article.Article) bool { return mostlyShared(WordsOf(now), WordsOf(was)) }

// WordsOf are those of each of an article's notes, entries and paragraphs, by which it can be known in another version.
func WordsOf(a *article.Article) []string {
	var all []string
	for _, n := range a.Notes {
		all = append(all, withoutNumbers(n.Text))
	}
	for _, e := range a.Entries {
		all = append(all, e.Text)
	}
	for _, p := range a.Paragraphs {
		all = append(all, letters(p.Text))
	}
	return slices.DeleteFunc(all, func(words string) bool { return words == "" })
}
