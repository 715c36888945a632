package report

import (
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/ibidcheck/ibid/pkg/cite"
)

// htmlArticle is one article: its text, what that rests on, and who rests on what.
type htmlArticle struct {
	// Alone tells that it is the only one.
	Alone             bool
	Anchor            string
	Title, Path, Lang string
	Byline, Counts    []string
	Lack              string
	Text              []htmlParagraph
	Sections          []htmlRef
	Claims            []htmlClaim
	Notes             []htmlNote
	Entries           []htmlNote
	Sources           htmlSources
	Named             []htmlNamed
	Findings          Counts
	Reach             htmlCovered
	// Quotations are shown of an article that has no notes.
	Quotations []htmlQuotation
	// addresses are all distinct ones, in order; sections the section of each claim, sectionOf that of each paragraph.
	addresses []htmlAddress
	sections  map[string]htmlRef
	sectionOf map[string]string
}

// htmlNamed is a source that the article names in words.
type htmlNamed struct{ Source, Where string }

// htmlQuotation is quoted words and their line.
type htmlQuotation struct {
	Text string
	Line int
}

// Notable tells whether there is something to show beside the text.
func (a htmlArticle) Notable() bool {
	return len(a.Notes)+len(a.Entries)+len(a.Named)+len(a.Quotations) > 0
}

// htmlClaim is a claim and how it stands.
type htmlClaim struct {
	ID, Anchor string
	Number     int
	htmlStanding
	Line    int
	Excerpt string
	// Rests are the notes and entries, in order.
	Rests []htmlRef
	reach reach
}

// htmlNote is a note, or an entry of the bibliography, with what it cites.
type htmlNote struct {
	Anchor, Label string
	htmlStanding
	// Claims are those that rest on it, Text its words.
	Claims    []htmlRef
	Text      []htmlSegment
	Citations []htmlCitation
	Addresses []htmlAddress
	// Findings are the first of those that are about it, More counts the others.
	Findings []htmlBrief
	More     int
	reach    reach
}

// htmlBrief is a finding in brief, where it is told in full elsewhere.
type htmlBrief struct {
	htmlStanding
	Anchor, Rule string
}

// htmlCitation is what a citation is of.
type htmlCitation struct {
	// Says leads to the work; Again tells how often else that is cited.
	Says, Again, Because string
	Work                 htmlRef
	// Antecedent is the note that a short form stands for.
	Antecedent htmlRef
}

// builder makes the view of one article.
type builder struct {
	*Article
	number    int
	index     *htmlIndex
	pages     map[string]Page
	out       *htmlArticle
	citations map[string]*Citation
	works     map[string]*Work
	// onNote and onEntry are the citations in each note and entry, claimsOf the claims that rest on each of them.
	onNote, onEntry map[string][]*Citation
	claimsOf        map[string][]htmlRef
	labels          map[string]string
	// raw is what the first citation of each work says.
	raw map[string]string
}

func newHTMLArticle(r *Report, i int, index *htmlIndex, pages map[string]Page) htmlArticle {
	a := &r.Articles[i]
	s := sheetOf(a, nil, pages)
	out := htmlArticle{
		Alone: len(r.Articles) == 1, Anchor: anchor(i, "article"), Title: s.heading(), Path: a.Path, Lang: languageOf(a.Lang), Byline: s.byline(), Counts: s.counts(),
		Lack: s.lack(), sections: map[string]htmlRef{}, sectionOf: map[string]string{},
	}
	for _, n := range s.named {
		out.Named = append(out.Named, htmlNamed{n.source, n.where()})
	}
	if len(a.Notes)+len(a.Entries) == 0 {
		for _, q := range a.Quotations {
			out.Quotations = append(out.Quotations, htmlQuotation{q.Text, q.Span.Line})
		}
	}
	for _, f := range r.Findings {
		if f.Article == a.Path {
			out.Findings.add(f.Severity)
		}
	}
	b := builder{Article: a, number: i, index: index, pages: pages, out: &out}
	b.look()
	b.addresses()
	b.notes()
	b.claims()
	b.text()
	b.sources()
	return out
}

// languageOf is a tag that browsers understand, empty for what is none.
func languageOf(tag string) string {
	known, err := language.Parse(tag)
	if err != nil || known.IsRoot() {
		return ""
	}
	return known.String()
}

func (c *Counts) add(severity string) {
	switch severity {
	case "error":
		c.Error++
	case "warning":
		c.Warning++
	default:
		c.Info++
	}
}

func (b *builder) anchor(id string) string { return anchor(b.number, id) }

// look makes what rows are found by.
func (b *builder) look() {
	b.citations, b.works = map[string]*Citation{}, map[string]*Work{}
	b.onNote, b.onEntry = map[string][]*Citation{}, map[string][]*Citation{}
	b.claimsOf, b.labels, b.raw = map[string][]htmlRef{}, map[string]string{}, map[string]string{}
	for i := range b.Works {
		b.works[b.Works[i].ID] = &b.Works[i]
	}
	for i := range b.Citations {
		c := &b.Citations[i]
		b.citations[c.ID] = c
		if c.Work != nil && b.raw[*c.Work] == "" {
			b.raw[*c.Work] = c.Raw
		}
		switch {
		case c.Note != nil:
			b.onNote[*c.Note] = append(b.onNote[*c.Note], c)
		case c.Entry != nil:
			b.onEntry[*c.Entry] = append(b.onEntry[*c.Entry], c)
		}
	}
	for _, n := range b.Notes {
		b.labels[n.ID] = n.Label
	}
	for _, e := range b.Entries {
		b.labels[e.ID] = entryLabel(e)
	}
	for _, m := range b.Markers {
		if m.Note != nil && m.Claim != nil {
			b.lean(*m.Note, *m.Claim)
		}
	}
	for _, r := range b.References {
		if r.Entry != nil && r.Claim != nil {
			b.lean(*r.Entry, *r.Claim)
		}
	}
}

func (b *builder) lean(id, claim string) {
	to := htmlRef{b.anchor(claim), claim[len(claimIDs):]}
	if !slices.Contains(b.claimsOf[id], to) {
		b.claimsOf[id] = append(b.claimsOf[id], to)
	}
}

func entryLabel(e Entry) string {
	const most = 24
	return clip(e.Text, most)
}

// clip shortens words to about so many characters, behind a word if there is one.
func clip(text string, most int) string {
	letters := []rune(clean(text))
	if len(letters) <= most {
		return string(letters)
	}
	short := string(letters[:most-1])
	if at := strings.LastIndexByte(short, ' '); at > len(short)/2 {
		short = short[:at]
	}
	return short + " …"
}

func (b *builder) addresses() {
	seen := map[string]bool{}
	for _, l := range b.Links {
		if seen[l.URL] {
			continue
		}
		seen[l.URL] = true
		a := newHTMLAddress(l.URL, b.pages)
		switch {
		case l.Note != nil:
			a.Where = htmlRef{b.anchor(*l.Note), "note\u00a0" + b.labels[*l.Note]}
		case l.Entry != nil:
			a.Where = htmlRef{b.anchor(*l.Entry), b.labels[*l.Entry]}
		}
		b.out.addresses = append(b.out.addresses, a)
	}
}

func (b *builder) notes() {
	for _, n := range b.Notes {
		b.out.Notes = append(b.out.Notes, b.note(n.ID, n.Label, n.Text, n.URLs, b.onNote[n.ID], b.index.notes))
	}
	for _, e := range b.Entries {
		b.out.Entries = append(b.out.Entries, b.note(e.ID, "", e.Text, e.URLs, b.onEntry[e.ID], b.index.entries))
	}
}

// briefsShown is to how many of its findings a note leads, the gravest first; the others are counted.
const briefsShown = 12

func (b *builder) note(id, label, text string, urls []string, cited []*Citation, index map[rowKey][]int) htmlNote {
	n := htmlNote{Anchor: b.anchor(id), Label: label, Claims: b.claimsOf[id], Text: linked(text)}
	for _, url := range urls {
		a := newHTMLAddress(url, b.pages)
		a.Shown = len(urls) == 1 && slices.ContainsFunc(n.Text, func(s htmlSegment) bool { return s.Href == url })
		n.Addresses = append(n.Addresses, a)
		n.reach = n.reach.with(a.reach())
	}
	for _, c := range cited {
		n.Citations = append(n.Citations, b.citation(c))
	}
	found := index[rowKey{b.number, id}]
	shown := found[:min(len(found), briefsShown)]
	n.More = len(found) - len(shown)
	for _, f := range shown {
		n.Findings = append(n.Findings, htmlBrief{
			standingOf(b.index.order[f].Severity), findingAnchor(f), b.index.order[f].Rule,
		})
	}
	n.htmlStanding = b.stands(found, n.reach)
	return n
}

// stands is the worst thing found, unless something could not be checked that is worse than a notice.
func (b *builder) stands(found []int, r reach) htmlStanding {
	worst, ok := b.index.worst(found)
	switch {
	case ok && (worst == standError || worst == standWarning):
		return worst
	case r == notAllChecked:
		return standUnchecked
	case ok:
		return worst
	case r == noAddress:
		return standNothing
	default:
		return standFine
	}
}

func (b *builder) citation(c *Citation) htmlCitation {
	out := htmlCitation{Says: kindSays(c.Kind), Because: c.Because}
	if c.Work != nil && b.works[*c.Work] != nil {
		w := b.works[*c.Work]
		out.Work = htmlRef{b.anchor(w.ID), b.workName(w)}
		if len(w.Notes) > 1 {
			out.Again = "cited in " + inNotes(w.Notes)
		}
	}
	if c.Antecedent != nil {
		if before := b.citations[*c.Antecedent]; before != nil && before.Note != nil {
			out.Antecedent = htmlRef{b.anchor(*before.Note), "note\u00a0" + b.labels[*before.Note]}
		}
	}
	return out
}

// kindSays is what a citation of a kind does, in words.
func kindSays(kind string) string {
	switch cite.Kind(kind) {
	case cite.Full, cite.AuthorDate:
		return "cites"
	case cite.Short:
		return "in short for"
	case cite.Commentary:
		return "comments on"
	case cite.CrossReference:
		return "points to"
	default:
		return kind + " for"
	}
}

// workName is a work's title, or else its address, or what a citation says of it.
func (b *builder) workName(w *Work) string {
	switch {
	case clean(w.Title) != "":
		return w.Title
	case len(w.URLs) > 0:
		return cleanAddress(w.URLs[0])
	case clean(b.raw[w.ID]) != "":
		const most = 80
		return clip(b.raw[w.ID], most)
	default:
		return "work " + w.ID[len(workIDs):]
	}
}

func (b *builder) claims() {
	byNote := make(map[string]int, len(b.Notes))
	for i, n := range b.Notes {
		byNote[n.ID] = i
	}
	byEntry := make(map[string]int, len(b.Entries))
	for i, e := range b.Entries {
		byEntry[e.ID] = i
	}
	rests := map[string][]htmlRef{}
	reaches := map[string]reach{}
	for _, m := range b.Markers {
		if m.Claim != nil && m.Note != nil {
			n := b.out.Notes[byNote[*m.Note]]
			rests[*m.Claim] = append(rests[*m.Claim], htmlRef{n.Anchor, "note\u00a0" + n.Label})
			reaches[*m.Claim] = reaches[*m.Claim].with(n.reach)
		}
	}
	for _, r := range b.References {
		if r.Claim != nil && r.Entry != nil {
			e := b.out.Entries[byEntry[*r.Entry]]
			rests[*r.Claim] = append(rests[*r.Claim], htmlRef{e.Anchor, b.labels[*r.Entry]})
			reaches[*r.Claim] = reaches[*r.Claim].with(e.reach)
		}
	}
	for i := range b.Claims {
		c := &b.Claims[i]
		b.out.Claims = append(b.out.Claims, htmlClaim{
			ID: c.ID, Anchor: b.anchor(c.ID), Number: i + 1, Line: c.Span.Line, Excerpt: excerpt(c), Rests: rests[c.ID],
			reach: reaches[c.ID], htmlStanding: b.stands(b.index.claims[rowKey{b.number, c.ID}], reaches[c.ID]),
		})
	}
	b.out.Reach = htmlCovered{Name: "claims"}
	for _, c := range b.out.Claims {
		b.out.Reach.count(c.reach)
	}
}
