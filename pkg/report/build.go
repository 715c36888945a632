package report

import (
	"strconv"
	"time"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/history"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// Of makes the report of a run.
func Of(r *ibid.Result, tool Tool) *Report {
	out := &Report{Schema: SchemaID, Tool: tool, Articles: Articles(r)}
	for _, c := range r.Articles {
		out.Findings = append(out.Findings, findings(c)...)
	}
	for _, v := range r.Visits {
		out.Pages = append(out.Pages, page(v))
	}
	out.Summary = summary(r, out)
	out.Suppressed, out.Summary.Resolved = suppressed(r), resolved(r)
	return out
}

// Articles are the tables of the articles of a run.
func Articles(r *ibid.Result) []Article {
	var all []Article
	for _, c := range r.Articles {
		all = append(all, tables(c))
	}
	return all
}

// The identifiers of rows are a letter for the table and the row's number from 1.
const (
	claimIDs       = "c"
	markerIDs      = "m"
	noteIDs        = "n"
	referenceIDs   = "r"
	entryIDs       = "e"
	quotationIDs   = "q"
	attributionIDs = "a"
	linkIDs        = "l"
	citationIDs    = "t"
	workIDs        = "w"
	paragraphIDs   = "p"
)

func id(table string, i int) string { return table + strconv.Itoa(i+1) }

func ids(table string, rows []int) []string {
	var all []string
	for _, i := range rows {
		all = append(all, id(table, i))
	}
	return all
}

// ref is the identifier of a row that another row refers to, nil for none.
func ref(table string, i int) *string {
	if i == article.None {
		return nil
	}
	s := id(table, i)
	return &s
}

func span(a *article.Article, s article.Span) Span {
	place := a.Place(s)
	return Span{Part: s.Part, Start: s.Start, End: s.End, Line: place.Line, Column: place.Column}
}

func tables(c ibid.Checked) Article {
	a := c.Article
	out := Article{
		Path: a.Path, Format: a.Format, Lang: a.Lang, Title: a.Title, Authors: a.Authors, Published: a.Published, URL: a.URL,
	}
	out.Paragraphs = paragraphs(a)
	for i, x := range a.Claims {
		out.Claims = append(out.Claims, Claim{
			ID: id(claimIDs, i), Text: x.Text, Clause: x.Clause, Span: span(a, x.Span), Notes: claimNotes(a, x),
			References: ids(referenceIDs, x.References),
		})
	}
	for i, x := range a.Markers {
		out.Markers = append(out.Markers, Marker{
			ID: id(markerIDs, i), Label: x.Label, Note: ref(noteIDs, x.Note), Claim: ref(claimIDs, x.Claim), Span: span(a, x.Span),
		})
	}
	for i, x := range a.Notes {
		out.Notes = append(out.Notes, Note{
			ID: id(noteIDs, i), Label: x.Label, Kind: string(x.Kind), Text: x.Text, Span: span(a, x.Span), URLs: urls(a, x.Links),
		})
	}
	out.References, out.Entries = references(a), entries(a)
	for i, x := range a.Quotations {
		out.Quotations = append(out.Quotations, Quotation{
			ID: id(quotationIDs, i), Text: x.Text, Claim: ref(claimIDs, x.Claim), Span: span(a, x.Span),
		})
	}
	for i, x := range a.Attributions {
		out.Attributions = append(out.Attributions, Attribution{
			ID: id(attributionIDs, i), Source: x.Source, Cue: x.Cue, Span: span(a, x.Span),
		})
	}
	for i, x := range a.Links {
		out.Links = append(out.Links, link(a, i, x))
	}
	for i := range c.Citations {
		out.Citations = append(out.Citations, citation(c, i))
	}
	for i, x := range c.Works {
		out.Works = append(out.Works, work(a, i, x))
	}
	for _, p := range c.Possibly {
		one, other := &out.Works[p.A], &out.Works[p.B]
		one.Possibly = append(one.Possibly, Possible{Work: other.ID, Because: p.Because})
		other.Possibly = append(other.Possibly, Possible{Work: one.ID, Because: p.Because})
	}
	return out
}

// claimNotes are the labels of a claim's markers, each once.
func claimNotes(a *article.Article, c article.Claim) []string {
	var labels []string
	seen := map[string]bool{}
	for _, m := range c.Markers {
		if label := a.Markers[m].Label; !seen[label] {
			seen[label] = true
			labels = append(labels, label)
		}
	}
	return labels
}

func references(a *article.Article) []Reference {
	var all []Reference
	for i, x := range a.References {
		all = append(all, Reference{
			ID: id(referenceIDs, i), Label: x.Label, Locator: x.Locator, Entry: ref(entryIDs, x.Entry),
			Claim: ref(claimIDs, x.Claim), Note: ref(noteIDs, x.Note), Span: span(a, x.Span),
		})
	}
	return all
}

func entries(a *article.Article) []Entry {
	var all []Entry
	for i, x := range a.Entries {
		all = append(all, Entry{
			ID: id(entryIDs, i), Key: x.Key, Text: x.Text, Fields: x.Source, Span: span(a, x.Span), URLs: urls(a, x.Links),
		})
	}
	return all
}

// urls are the addresses of some links, each once.
func urls(a *article.Article, links []int) []string {
	var urls []string
	seen := map[string]bool{}
	for _, l := range links {
		if url := a.Links[l].URL; !seen[url] {
			seen[url] = true
			urls = append(urls, url)
		}
	}
	return urls
}

func link(a *article.Article, i int, x article.Link) Link {
	where := "text"
	switch {
	case x.Note != article.None:
		where = "note"
	case x.Entry != article.None:
		where = "entry"
	}
	return Link{
		ID: id(linkIDs, i), URL: x.URL, Text: x.Text, Where: where, Note: ref(noteIDs, x.Note), Entry: ref(entryIDs, x.Entry),
		Span: span(a, x.Span),
	}
}

func citation(c ibid.Checked, i int) Citation {
	x := c.Citations[i]
	out := Citation{
		ID: id(citationIDs, i), Note: ref(noteIDs, x.Note), Entry: ref(entryIDs, x.Entry), Reference: ref(referenceIDs, x.Reference),
		Kind: string(x.Kind), Raw: x.Raw, URL: x.URL, Work: ref(workIDs, c.Of[i]), Span: span(c.Article, x.Span),
	}
	antecedent := c.Antecedents[i]
	out.Antecedent, out.Because = ref(citationIDs, antecedent.Citation), antecedent.Because
	out.Candidates = ids(citationIDs, antecedent.Candidates)
	return out
}

func work(a *article.Article, i int, w cite.Work) Work {
	out := Work{
		ID: id(workIDs, i), Title: w.Title, Fields: w.Source, URLs: w.URLs, Notes: labels(a, w.Notes),
		Entries: ids(entryIDs, w.Entries), Claims: ids(claimIDs, w.Claims),
	}
	out.NoteRanges = cite.Ranges(out.Notes)
	for _, e := range w.Edges {
		out.Edges = append(out.Edges, Edge{
			A: id(citationIDs, e.A), B: id(citationIDs, e.B), Reason: string(e.Reason), Strength: string(e.Reason.Strength()), Because: e.Because(),
		})
	}
	return out
}

func labels(a *article.Article, notes []int) []string {
	var all []string
	for _, n := range notes {
		all = append(all, a.Notes[n].Label)
	}
	return all
}

func findings(c ibid.Checked) []Finding {
	var all []Finding
	for _, f := range c.Findings {
		all = append(all, finding(c.Article, f))
	}
	return all
}

func finding(a *article.Article, f rule.Finding) Finding {
	end := a.Place(article.Span{Part: f.Span.Part, Start: f.Span.End})
	out := Finding{
		Rule: f.Rule, Severity: string(f.Severity), Message: f.Said(), Article: a.Path, Span: span(a, f.Span),
		EndLine: end.Line, EndColumn: end.Column, Notes: labels(a, f.Notes), Fingerprint: f.Fingerprint,
	}
	for _, s := range f.Related {
		out.Related = append(out.Related, span(a, s))
	}
	out.Fix = fix(a, f.Fix)
	return out
}

func fix(a *article.Article, f *rule.Fix) *Fix {
	if f == nil {
		return nil
	}
	out := &Fix{Summary: f.Summary}
	for _, e := range f.Edits {
		end := a.Place(article.Span{Part: e.Span.Part, Start: e.Span.End})
		out.Edits = append(out.Edits, Edit{
			Span: span(a, e.Span), EndLine: end.Line, EndColumn: end.Column, Was: e.Was, Text: e.Text,
		})
	}
	return out
}

func page(v ibid.Visit) Page {
	p := Page{
		URL: v.URL, FinalURL: v.Final, Status: v.Status, State: string(v.Diagnosis.State), Because: v.Diagnosis.Because,
		MovedTo: v.Diagnosis.To, Checked: moment(v.Retrieved),
		Archived: copyOf(v.Snapshot), Saved: copyOf(v.Saved), Unsaved: v.Unsaved, History: record(v.Record), Unlinked: v.Unlinked,
	}
	p.Original, _, _ = archive.Original(v.URL)
	for _, seen := range v.Seen {
		p.Sightings = append(p.Sightings, Sighting{Time: seen.At, State: string(seen.State)})
	}
	for _, h := range v.Hops {
		p.Hops = append(p.Hops, Hop{URL: h.URL, Status: h.Status, To: h.To})
	}
	return p
}

func copyOf(s *archive.Snapshot) *Copy {
	if s == nil {
		return nil
	}
	return &Copy{URL: s.URL, Taken: s.Taken, Provider: s.Provider}
}

func record(r *history.Record) *Record {
	if r == nil {
		return nil
	}
	return &Record{Runs: r.Runs, LastGood: moment(r.LastGood), FirstFailed: moment(r.FirstFailed)}
}

func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

func summary(r *ibid.Result, out *Report) Summary {
	s := Summary{Articles: len(r.Articles), Coverage: coverage(r)}
	for _, c := range r.Articles {
		s.Claims += len(c.Article.Claims)
		s.Markers += len(c.Article.Markers)
		s.Notes += len(c.Article.Notes)
		s.Links += len(c.Article.Links)
		s.Works += len(c.Works)
		for _, w := range c.Works {
			if len(w.Notes) > 1 {
				s.RepeatedWorks++
			}
		}
	}
	s.Findings = countOf(out.Findings)
	for _, u := range r.Unread {
		s.Unread = append(s.Unread, Unread{Path: u.Path, Error: u.Err.Error()})
	}
	return s
}

func coverage(r *ibid.Result) Coverage {
	c := Coverage{Offline: r.Offline, Partial: r.Partial, States: map[string]int{}}
	addresses := map[string]bool{}
	for _, x := range r.Articles {
		for _, l := range x.Article.Links {
			addresses[l.URL] = true
		}
	}
	c.Addresses = len(addresses)
	for _, u := range r.Unasked {
		c.Unasked = append(c.Unasked, Unasked{Provider: u.Provider, Because: u.Because, Addresses: u.Addresses})
	}
	for _, v := range r.Visits {
		if v.Unlinked {
			continue
		}
		c.States[string(v.Diagnosis.State)]++
		if v.Diagnosis.State.Checked() {
			c.Checked++
		}
	}
	return c
}
