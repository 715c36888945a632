package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/match"
)

// htmlParagraph is a run of the article's own words.
type htmlParagraph struct {
	Anchor        string
	Heading, Code bool
	Segments      []htmlSegment
}

// htmlSegment is a piece of words in which everything is marked alike.
type htmlSegment struct {
	Text string
	// Claim is the anchor of the claim that it belongs to, Class how that stands.
	Claim, Class string
	// Begins tells that the claim begins here. Ends is the claim itself, at its last piece.
	Begins bool
	Ends   *htmlClaim
	// To leads a marker or a reference to its note or entry; ID is the marker's own anchor. Lost tells that there is none.
	To, ID string
	Lost   bool
	// Inline tells that it is a reference in words, not a mark.
	Inline bool
	// Quoted and Named tell that it belongs to a quotation, or names a source.
	Quoted, Named bool
	// Href is an address of the web.
	Href string
}

// text cuts each paragraph where something begins or ends.
func (b *builder) text() {
	claims := make(map[string]*htmlClaim, len(b.out.Claims))
	anchors := make(map[string]*htmlClaim, len(b.out.Claims))
	for i := range b.out.Claims {
		c := &b.out.Claims[i]
		claims[c.ID], anchors[c.Anchor] = c, c
	}
	rows := b.rowsInText(claims)
	var section htmlRef
	for _, p := range b.Paragraphs {
		q := htmlParagraph{Anchor: b.anchor(p.ID), Heading: p.Heading, Code: p.Code}
		if p.Heading {
			section = htmlRef{q.Anchor, p.Text}
			b.out.Sections = append(b.out.Sections, section)
		}
		b.out.sectionOf[p.ID] = section.Anchor
		for _, m := range p.Marks {
			if claims[m.ID] != nil {
				b.out.sections[m.ID] = section
			}
		}
		q.Segments = segments(p, rows)
		bound(q.Segments, anchors)
		b.out.Text = append(b.out.Text, q)
	}
	b.unplaced()
}

// rowsInText says what a mark with a row's id makes of the words in it.
func (b *builder) rowsInText(claims map[string]*htmlClaim) func(id string, s *htmlSegment) {
	markers, references, links := map[string]*Marker{}, map[string]*Reference{}, map[string]string{}
	for i := range b.Markers {
		markers[b.Markers[i].ID] = &b.Markers[i]
	}
	for i := range b.References {
		references[b.References[i].ID] = &b.References[i]
	}
	for _, l := range b.Links {
		links[l.ID] = l.URL
	}
	point := func(s *htmlSegment, id, label string, to, claim *string) {
		s.ID = b.anchor(id)
		if s.Text == "" { // the text does not show it
			s.Text = visibleText(label)
			if claim != nil && claims[*claim] != nil {
				s.Claim, s.Class = claims[*claim].Anchor, claims[*claim].Class
			}
		}
		s.Lost = to == nil
		if to != nil {
			s.To = b.anchor(*to)
		}
	}
	return func(id string, s *htmlSegment) {
		switch id[:1] {
		case claimIDs:
			if c := claims[id]; c != nil {
				s.Claim, s.Class = c.Anchor, c.Class
			}
		case markerIDs:
			if m := markers[id]; m != nil {
				point(s, id, m.Label, m.Note, m.Claim)
			}
		case referenceIDs:
			if r := references[id]; r != nil {
				s.Inline = true
				point(s, id, r.Label, r.Entry, r.Claim)
			}
		case quotationIDs:
			s.Quoted = true
		case attributionIDs:
			s.Named = true
		case linkIDs:
			if match.IsWeb(links[id]) {
				s.Href = links[id]
			}
		}
	}
}

// segments cuts a paragraph's text at the ends of its marks. Marks are in order.
func segments(p Paragraph, row func(string, *htmlSegment)) []htmlSegment {
	cuts := []int{0, len(p.Text)}
	var marks, empty []Mark
	for _, m := range p.Marks {
		switch {
		case m.Start > m.End || !isCut(p.Text, m.Start) || !isCut(p.Text, m.End):
			continue
		case m.Start == m.End:
			empty = append(empty, m)
		default:
			marks = append(marks, m)
		}
		cuts = append(cuts, m.Start, m.End)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	all := make([]htmlSegment, 0, len(cuts)+len(empty))
	var open []Mark
	for i, at := range cuts {
		for ; len(empty) > 0 && empty[0].Start <= at; empty = empty[1:] {
			var s htmlSegment
			row(empty[0].ID, &s)
			all = append(all, s)
		}
		if i == len(cuts)-1 {
			break
		}
		open = slices.DeleteFunc(open, func(m Mark) bool { return m.End <= at })
		for ; len(marks) > 0 && marks[0].Start <= at; marks = marks[1:] {
			open = append(open, marks[0])
		}
		s := htmlSegment{Text: visibleText(p.Text[at:cuts[i+1]])}
		for _, m := range open {
			row(m.ID, &s)
		}
		all = append(all, s)
	}
	return all
}

// isCut tells whether a text can be cut at an offset: a report from elsewhere may give any.
func isCut(text string, at int) bool {
	return at == len(text) || at >= 0 && at < len(text) && utf8.RuneStart(text[at])
}

// bound notes where claims begin and end.
func bound(all []htmlSegment, claims map[string]*htmlClaim) {
	for i := range all {
		s := &all[i]
		if s.Claim == "" {
			continue
		}
		s.Begins = i == 0 || all[i-1].Claim != s.Claim
		if i == len(all)-1 || all[i+1].Claim != s.Claim {
			s.Ends = claims[s.Claim]
		}
	}
}

// unplaced shows the claims that no paragraph holds, so that what leads to them leads somewhere.
func (b *builder) unplaced() {
	placed := map[string]bool{}
	for _, p := range b.out.Text {
		for _, s := range p.Segments {
			placed[s.Claim] = true
		}
	}
	for i := range b.out.Claims {
		if c := &b.out.Claims[i]; !placed[c.Anchor] {
			b.out.Text = append(b.out.Text, htmlParagraph{Segments: []htmlSegment{{
				Text: visibleText(c.Excerpt), Claim: c.Anchor, Class: c.Class, Begins: true, Ends: c,
			}}})
		}
	}
}

// visibleText makes a piece of words safe to show, and keeps the blanks at its ends.
func visibleText(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if unicode.IsSpace(r) {
			b.WriteByte(' ')
			continue
		}
		b.WriteString(visible(r))
	}
	return b.String()
}

// linked parts words where addresses of the web stand in them.
func linked(text string) []htmlSegment {
	var all []htmlSegment
	words := strings.SplitAfter(clean(text), " ")
	plain := ""
	for _, w := range words {
		open := len(w) - len(strings.TrimLeft(w, "(<[“‘\"'"))
		word, behind := w[open:], ""
		if i := strings.IndexAny(word, "<>\" "); i >= 0 {
			word, behind = word[:i], word[i:]
		}
		url, rest := cutAddress(word)
		if url == "" {
			plain += w
			continue
		}
		if plain += w[:open]; plain != "" {
			all = append(all, htmlSegment{Text: plain})
		}
		all = append(all, htmlSegment{Text: url, Href: url})
		plain = rest + behind
	}
	if plain != "" {
		all = append(all, htmlSegment{Text: plain})
	}
	return all
}
