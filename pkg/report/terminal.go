package report

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// Terminal is the format for people at a screen.
var Terminal = Format{
	Name:    "terminal",
	Summary: "for reading on a screen",
	Write:   writeTerminal,
}

// Lines of outside text that is quoted: enough to recognise it by.
const (
	titleLines     = 3
	claimLines     = 3
	quotationLines = 2
)

func writeTerminal(w io.Writer, r *Report, o Options) error {
	s := newScreen(w, o)
	all, rest := sheets(r)
	for i := range all {
		if i > 0 {
			s.rule()
		}
		s.article(&all[i])
	}
	if len(all) > 1 {
		s.rule()
	}
	s.findings("Elsewhere", rest)
	s.ending(r)
	return s.w.Flush()
}

func (s *screen) article(a *sheet) {
	s.paragraph(0, words{text: a.heading(), tone: strong, most: titleLines})
	about := a.byline()
	if a.Path != a.heading() {
		about = append(about, a.Path)
	}
	if len(about) > 0 {
		s.items(0, plain, about)
	}
	s.items(0, faint, a.counts())
	if lack := a.lack(); lack != "" {
		s.gap()
		s.paragraph(0, words{text: lack})
	}
	s.repeated(a)
	s.findings("Findings", a.findings)
	if len(a.Notes) == 0 {
		s.unnoted(a)
	}
	s.links(a)
}

// section starts a part of an article's report. The remark stands behind the name.
func (s *screen) section(name, remark string) {
	s.gap()
	remark = unglue(remark)
	if ansi.StringWidth(name)+2+ansi.StringWidth(remark) > s.width {
		s.line(s.style.paint(strong, name))
		s.paragraph(0, words{text: remark, tone: faint})
		return
	}
	s.line(s.style.paint(strong, name) + "  " + s.style.paint(faint, remark))
}

func (s *screen) repeated(a *sheet) {
	if len(a.repeated) == 0 {
		return
	}
	s.section("Cited more than once", a.standsFor())
	for i, w := range a.repeated {
		if i > 0 {
			s.gap()
		}
		s.work(w)
	}
}

func (s *screen) work(w repeated) {
	where := []string{notes.many + string(noBreak) + w.NoteRanges, claims.count(len(w.leaning))}
	if w.Title = clean(w.Title); w.Title != "" {
		s.paragraph(indent, titled(w.Title))
		s.items(indent, plain, where)
	}
	for _, url := range w.URLs {
		s.paragraph(indent, words{text: url, address: true})
	}
	if w.Title == "" {
		s.items(indent, plain, where)
	}
	rows := make([]row, 0, len(w.leaning))
	for _, l := range w.leaning {
		rows = append(rows, row{
			lead: []words{lineOf(l.line), {text: l.notes, tone: faint}},
			body: []words{{text: l.text, most: claimLines}},
		})
	}
	s.table(2*indent, rows)
}

func lineOf(n int) words {
	return words{text: atLines([]int{n}), tone: faint}
}

// titled puts a title between quotation marks, unless it brings its own.
func titled(title string) words {
	if first, _ := utf8.DecodeRuneInString(title); strings.ContainsRune("\"“„«「『《", first) {
		return words{text: title, most: titleLines}
	}
	return quoted(title, titleLines)
}

func quoted(text string, most int) words {
	return words{text: "“" + text, most: most, closing: "”"}
}

func (s *screen) findings(heading string, found []Finding) {
	if len(found) == 0 {
		return
	}
	s.section(heading, enumerate(census(found)))
	for _, f := range found {
		sev := severityOf(f.Severity)
		s.lead(indent, []words{{text: f.place()}, {text: sev.noun.one, tone: sev.tone}, {text: f.Rule, tone: faint}})
		s.paragraph(2*indent, words{text: f.Message})
	}
}

// unnoted shows what an article without notes offers a fact-checker instead.
func (s *screen) unnoted(a *sheet) {
	if len(a.Quotations) > 0 {
		s.section("Quotations", "")
		rows := make([]row, 0, len(a.Quotations))
		for _, q := range a.Quotations {
			rows = append(rows, row{
				lead: []words{lineOf(q.Span.Line)},
				body: []words{quoted(q.Text, quotationLines)},
			})
		}
		s.table(indent, rows)
	}
	if len(a.named) > 0 {
		s.section("Sources named in words", "")
		rows := make([]row, 0, len(a.named))
		for _, n := range a.named {
			rows = append(rows, row{
				lead: []words{{text: n.source}},
				body: []words{{text: n.where()}},
			})
		}
		s.table(indent, rows)
	}
}

// links counts the addresses by state; those in trouble are among the findings.
func (s *screen) links(a *sheet) {
	if a.addresses == 0 {
		return
	}
	s.section("Links", addresses.count(a.addresses))
	s.tallies(a.states)
}

// tallies explains the states if there is room.
func (s *screen) tallies(states []tally) {
	const room = 60
	rows := make([]row, len(states))
	for i, t := range states {
		rows[i].lead = []words{{text: strconv.Itoa(t.count), right: true}, {text: t.state.word, tone: t.state.tone}}
		if s.width >= room {
			rows[i].body = []words{{text: t.state.meaning, tone: faint}}
		}
	}
	s.table(indent, rows)
}

func (s *screen) ending(r *Report) {
	if len(r.Summary.Unread) > 0 {
		s.section("Could not be read", inputs.count(len(r.Summary.Unread)))
		for _, u := range r.Summary.Unread {
			s.paragraph(indent, words{text: u.Path + ": " + u.Error})
		}
	}
	s.gap()
	for _, says := range reservations(r) {
		s.paragraph(0, words{text: says})
	}
	s.paragraph(0, words{text: outcome(r), tone: gravest(r)})
}

func gravest(r *Report) tone {
	for _, s := range severities {
		if r.Summary.Findings.of(s.name) > 0 {
			return s.tone
		}
	}
	return green
}
