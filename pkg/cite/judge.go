package cite

import "github.com/ibidcheck/ibid/pkg/match"

// verdict is what two descriptions come to.
type verdict int

const (
	apart verdict = iota
	// possibly one: the words leave it open.
	possibly
	// thinner: one, if the citation that says less fits no other work.
	thinner
	one
)

// judgement is a verdict with its reason. Lesser is the citation that says less.
type judgement struct {
	verdict verdict
	because string
	lesser  *description
}

// likenesses are those of the parts of two descriptions.
type likenesses struct{ title, authors, date, place match.Likeness }

// judge says whether two citations describe one document. They are of two groups.
func (g *graph) judge(x, y *description) judgement {
	l := likenesses{title: x.title.Like(y.title)}
	if l.title <= match.Unknown {
		return judgement{}
	}
	l.authors = match.Same
	if x.who != y.who || x.who == "" {
		l.authors = match.Names(x.authors, y.authors)
	}
	if l.authors == match.Different {
		return judgement{}
	}
	l.date, l.place = match.Dates(x.issued, y.issued), places(x, y)
	against := g.against(x, y, l)
	switch {
	case len(against) == 1 && l.title >= match.Shorter && x.title.Len() > 1 && (l.authors > match.Unknown || x.title.Len() > 3):
		return judgement{verdict: possibly, because: against[0]}
	case len(against) > 0:
		return judgement{}
	case l.authors == match.Unknown:
		return nameless(x, y, l)
	}
	return authored(x, y, l)
}

// against lists what speaks against two descriptions being of one document.
func (g *graph) against(x, y *description, l likenesses) []string {
	var all []string
	object := func(speaks bool, because string) {
		if speaks {
			all = append(all, because)
		}
	}
	a, b := &g.ids[g.of(x.citation)], &g.ids[g.of(y.citation)]
	if differ := a.against(b); differ != "" {
		all = append(all, differ)
	}
	object(a.isPreprint(b) || b.isPreprint(a), "one is a preprint")
	object(a.url != "" && b.url != "" && !g.movedWithin(x, y, l), "their addresses differ")
	object((a.doi != "" && b.doi == "" && b.url != "" || b.doi != "" && a.doi == "" && a.url != "") && l.place < match.Shorter,
		"only one has a DOI")
	object(a.arxiv != "" && b.arxiv == "" && y.container != "" || b.arxiv != "" && a.arxiv == "" && x.container != "",
		"one is a preprint")
	object(l.date == match.Different, "their dates differ")
	sameIssue := x.volume != "" && x.issue != "" && x.volume == y.volume && x.issue == y.issue
	object(l.place == match.Different && !sameIssue, "they appeared in different places")
	object(x.edition != y.edition && (x.edition != "" && y.edition != "" || l.date != match.Same), "their editions differ")
	object(x.volume != y.volume && (x.volume != "" && y.volume != "" || x.container == "" && y.container == ""), "their volumes differ")
	object(x.issue != "" && y.issue != "" && x.issue != y.issue, "their issues differ")
	object(x.first > 0 && y.first > 0 && (x.last < y.first || y.last < x.first), "their pages differ")
	if x.genre != y.genre {
		all = append(all, "only one is a "+x.genre+y.genre)
		if x.genre != "" && y.genre != "" {
			all[len(all)-1] = "one is a " + x.genre + ", the other a " + y.genre
		}
	}
	return all
}

// movedWithin tells whether two addresses are likely those of one document that its site has moved, or gives twice: the
// same person wrote under one long title, on the same day, on one site or in one paper, and the addresses differ in
// more than numbers. Two texts of which all this holds are hard to find; pages of one list, parts of a series and a
// story that several papers took over are not among them.
func (g *graph) movedWithin(x, y *description, l likenesses) bool {
	const words, letters = 5, 25
	if l.title != match.Same || l.authors != match.Same || l.date != match.Same || !x.isPerson() || !x.isDay() {
		return false
	}
	if x.title.Len() < words || len(x.title.Whole) < letters {
		return false
	}
	p, q := g.citations[x.citation].URL, g.citations[y.citation].URL
	if match.DifferInNumbers(p, q) || p == "" || q == "" {
		return false
	}
	return match.SameHost(p, q) && l.place > match.Different || l.place == match.Same
}

// places compares where documents appeared. Some name as a publisher what others name as the container.
func places(x, y *description) match.Likeness {
	if x.container != "" && y.container != "" {
		if l := match.Serials(x.container, y.container); l > match.Different {
			return l
		}
		return crossed(x, y, match.Different)
	}
	if x.container != "" || y.container != "" {
		return crossed(x, y, match.Unknown)
	}
	return match.Serials(x.publisher, y.publisher)
}

func crossed(x, y *description, otherwise match.Likeness) match.Likeness {
	if max(match.Serials(x.container, y.publisher), match.Serials(x.publisher, y.container)) >= match.Shorter {
		return match.Shorter
	}
	return otherwise
}

// enough is the length in words from which a title by itself tells one document from others.
const enough = 4

// authored judges descriptions whose authors agree, and of which nothing speaks against the other.
func authored(x, y *description, l likenesses) judgement {
	specific := x.title.Len() > 1 || len(x.title.Whole) >= 10
	switch {
	case l.title == match.Near && l.date == match.Same && x.title.Len() >= enough:
		return judgement{verdict: one, because: "same authors and date, and titles that differ by a slip"}
	case l.title == match.Near:
		return judgement{verdict: possibly, because: "their titles differ by a few letters"}
	case l.date == match.Near && (l.title != match.Same || x.title.Len() < enough || l.place < match.Shorter):
		return judgement{verdict: possibly, because: "their dates differ by a few days"}
	case l.date == match.Unknown && !specific:
		return judgement{}
	case l.date == match.Unknown && l.title == match.Shorter && x.issued == y.issued:
		return judgement{verdict: possibly, because: "the same authors, but no date"}
	case l.date == match.Shorter && !specific:
		return judgement{verdict: possibly, because: "one date is less exact"}
	case l == likenesses{match.Same, match.Same, match.Same, l.place}:
		return judgement{verdict: one, because: "same authors, title and date"}
	case l.title == match.Same && l.authors == match.Same && x.issued == "" && y.issued == "":
		return judgement{verdict: one, because: "same authors and title"}
	}
	return judgement{verdict: thinner, because: "authors, title and date agree as far as they are given", lesser: lesser(x, y)}
}

// nameless judges descriptions of which one at least names no author.
func nameless(x, y *description, l likenesses) judgement {
	n := x.title.Len()
	same := l.title == match.Same
	placed := l.place >= match.Shorter
	bare := x.who == "" && y.who == ""
	switch {
	case same && l.date == match.Same && (placed || n >= enough) && bare:
		return judgement{verdict: one, because: "same title and date, and no author"}
	case same && l.date == match.Unknown && x.issued == y.issued && placed && n >= enough && bare:
		return judgement{verdict: one, because: "same title and place, and neither author nor date"}
	case same && l.date == match.Same && (placed && n > 2 || n > enough),
		same && l.date >= match.Shorter && placed && n >= enough:
		return judgement{verdict: thinner, because: "title, date and place agree as far as they are given", lesser: lesser(x, y)}
	case same && n > 2 && (l.date >= match.Near || placed):
		return judgement{verdict: possibly, because: "the same title, but no author in common"}
	}
	return judgement{}
}

// lesser is the description that says less: the one without authors, date, subtitle or container, or else the one with
// fewer letters in them, or else the later one.
func lesser(x, y *description) *description {
	for _, part := range [...]func(*description) string{
		func(d *description) string { return d.who },
		func(d *description) string { return d.issued },
		func(d *description) string { return d.title.Whole },
		func(d *description) string { return d.container },
	} {
		switch a, b := part(x), part(y); {
		case a == "" && b != "":
			return x
		case b == "" && a != "":
			return y
		}
	}
	size := func(d *description) int { return len(d.who) + len(d.issued) + len(d.title.Whole) }
	if size(x) < size(y) || size(x) == size(y) && x.citation > y.citation {
		return x
	}
	return y
}
