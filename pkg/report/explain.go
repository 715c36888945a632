package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// Explain tells why the citations of a work are of one work, and what it is possibly the same as. The name is that of a
// work ("w3") or the label of a note, which stands for all works that the note cites. It is an error if no article has
// one of that name.
func Explain(w io.Writer, articles []Article, name string) error {
	out := bufio.NewWriter(w)
	told := false
	for i := range articles {
		x := explained(out, &articles[i])
		works, notes := x.named(name)
		if len(works)+len(notes) == 0 {
			continue
		}
		if told {
			x.line("")
		}
		told = true
		x.line("%s", clean(x.article.Path))
		for _, n := range works {
			x.work(&x.article.Works[n])
		}
		for _, n := range notes {
			x.open(n)
		}
	}
	if !told {
		return fmt.Errorf("no work and no note is named %q; name a work such as w1, or the label of a note", name)
	}
	return out.Flush()
}

// explanation writes of one article.
type explanation struct {
	*bufio.Writer
	article *Article
	// citations and works are indices by id, labels those of notes; cited counts the citations of each note.
	citations, works map[string]int
	labels           map[string]string
	cited            map[string]int
}

func explained(out *bufio.Writer, a *Article) *explanation {
	x := &explanation{
		Writer: out, article: a, citations: map[string]int{}, works: map[string]int{}, labels: map[string]string{}, cited: map[string]int{},
	}
	for i, c := range a.Citations {
		x.citations[c.ID] = i
		if c.Note != nil {
			x.cited[*c.Note]++
		}
	}
	for i, w := range a.Works {
		x.works[w.ID] = i
	}
	for _, n := range a.Notes {
		x.labels[n.ID] = n.Label
	}
	return x
}

// line leaves errors to Flush, which returns the first.
func (x *explanation) line(form string, args ...any) { _, _ = fmt.Fprintf(x, form+"\n", args...) }

// named gives the works of a name, and the citations in a note of that label of which none is known.
func (x *explanation) named(name string) (works, open []int) {
	if i, ok := x.works[name]; ok {
		return []int{i}, nil
	}
	seen := map[int]bool{}
	for i, c := range x.article.Citations {
		if c.Note == nil || x.labels[*c.Note] != name {
			continue
		}
		if c.Work == nil {
			open = append(open, i)
		} else if n, ok := x.works[*c.Work]; ok && !seen[n] {
			seen[n] = true
			works = append(works, n)
		}
	}
	return works, open
}

func (x *explanation) work(w *Work) {
	x.line("  %s: %s", w.ID, x.shown(w))
	for _, e := range w.Edges {
		x.line("    %s, %s: %s (%s)", x.place(e.A), x.place(e.B), clean(e.Because), e.Strength)
	}
	if len(w.Edges) == 0 {
		x.line("    it is cited once")
	}
	for _, p := range w.Possibly {
		if n, ok := x.works[p.Work]; ok {
			x.line("    possibly the same as %s, %s: %s", p.Work, x.shown(&x.article.Works[n]), clean(p.Because))
		}
	}
}

// shown is a work's title, or its address, and where it is cited.
func (x *explanation) shown(w *Work) string {
	name := "“" + beginning(firstWordsOf(x.article, w.ID)) + "”"
	switch {
	case w.Title != "":
		q := titled(clean(w.Title))
		name = q.text + q.closing
	case len(w.URLs) > 0:
		name = cleanAddress(w.URLs[0])
	}
	if len(w.Notes) > 0 {
		name += ", " + unglue(inNotes(w.Notes))
	}
	if len(w.Entries) > 0 {
		name += ", in the bibliography"
	}
	return name
}

// place is where a citation stands: its note, with its words if there are several citations in it.
func (x *explanation) place(id string) string {
	i, ok := x.citations[id]
	if !ok {
		return id
	}
	c := &x.article.Citations[i]
	switch {
	case c.Note != nil:
		if x.cited[*c.Note] > 1 {
			return fmt.Sprintf("%s (“%s”)", x.note(*c.Note), beginning(c.Raw))
		}
		return x.note(*c.Note)
	case c.Entry != nil:
		return "the bibliography (“" + beginning(c.Raw) + "”)"
	}
	return fmt.Sprintf("line %d (“%s”)", c.Span.Line, beginning(c.Raw))
}

func (x *explanation) note(id string) string { return "note " + clean(x.labels[id]) }

// beginning is enough of some words to know them by.
func beginning(words string) string {
	const most = 40
	words = clean(words)
	if runes := []rune(words); len(runes) > most {
		return strings.TrimSpace(string(runes[:most])) + "…"
	}
	return words
}

// open tells why a citation is of no work.
func (x *explanation) open(i int) {
	c := &x.article.Citations[i]
	because := c.Because
	if because == "" {
		because = "it cites nothing"
	}
	x.line("  %s (“%s”): %s", x.note(*c.Note), beginning(c.Raw), clean(because))
	for _, candidate := range c.Candidates {
		x.line("    candidate: %s", x.place(candidate))
	}
}
