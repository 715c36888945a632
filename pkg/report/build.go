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
		for _, f := range c.Findings {
			out.Findings = append(out.Findings, finding(c.Article, f))
		}
	}
	for _, v := range r.Visits {
		out.Pages = append(out.Pages, page(v))
	}
	out.Summary = summary(r, out)
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
	quotationIDs   = "q"
	attributionIDs = "a"
	linkIDs        = "l"
	citationIDs    = "t"
	workIDs        = "w"
)

func id(table string, i int) string { return table + strconv.Itoa(i+1) }

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
	for i, x := range a.Claims {
		out.Claims = append(out.Claims, Claim{
			ID: id(claimIDs, i), Text: x.Text, Clause: x.Clause, Span: span(a, x.Span), Notes: claimNotes(a, x),
		})
	}
	for i, x := range a.Markers {
		out.Markers = append(out.Markers, Marker{
			ID: id(markerIDs, i), Label: x.Label, Note: ref(noteIDs, x.Note), Claim: ref(claimIDs, x.Claim), Span: span(a, x.Span),
		})
	}
	for i, x := range a.Notes {
		out.Notes = append(out.Notes, Note{
			ID: id(noteIDs, i), Label: x.Label, Kind: string(x.Kind), Text: x.Text, Span: span(a, x.Span), URLs: noteURLs(a, x),
		})
	}
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
	for i, x := range c.Citations {
		out.Citations = append(out.Citations, Citation{
			ID: id(citationIDs, i), Note: id(noteIDs, x.Note), Kind: string(x.Kind), Raw: x.Raw, URL: x.URL,
			Work: ref(workIDs, c.Of[i]), Span: span(a, x.Span),
		})
	}
	for i, x := range c.Works {
		out.Works = append(out.Works, work(a, i, x))
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

// noteURLs are the addresses in a note, each once.
func noteURLs(a *article.Article, n article.Note) []string {
	var urls []string
	seen := map[string]bool{}
	for _, l := range n.Links {
		if url := a.Links[l].URL; !seen[url] {
			seen[url] = true
			urls = append(urls, url)
		}
	}
	return urls
}

func link(a *article.Article, i int, x article.Link) Link {
	where := "text"
	if x.Note != article.None {
		where = "note"
	}
	return Link{ID: id(linkIDs, i), URL: x.URL, Text: x.Text, Where: where, Note: ref(noteIDs, x.Note), Span: span(a, x.Span)}
}

func work(a *article.Article, i int, w cite.Work) Work {
	out := Work{ID: id(workIDs, i), Title: w.Title, URLs: w.URLs, Notes: labels(a, w.Notes)}
	out.NoteRanges = cite.Ranges(out.Notes)
	for _, c := range w.Claims {
		out.Claims = append(out.Claims, id(claimIDs, c))
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

func finding(a *article.Article, f rule.Finding) Finding {
	return Finding{
		Rule: f.Rule, Severity: string(f.Severity), Message: f.Message, Article: a.Path, Span: span(a, f.Span),
		Notes: labels(a, f.Notes), Fingerprint: f.Fingerprint,
	}
}

func page(v ibid.Visit) Page {
	p := Page{
		URL: v.URL, FinalURL: v.Final, Status: v.Status, State: string(v.Diagnosis.State), Because: v.Diagnosis.Because,
		MovedTo: v.Diagnosis.To, Checked: moment(v.Retrieved),
		Archived: copyOf(v.Snapshot), Saved: copyOf(v.Saved), Unsaved: v.Unsaved, History: record(v.Record),
	}
	p.Original, _, _ = archive.Original(v.URL)
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
	for _, f := range out.Findings {
		switch rule.Severity(f.Severity) {
		case rule.Error:
			s.Findings.Error++
		case rule.Warning:
			s.Findings.Warning++
		case rule.Info:
			s.Findings.Info++
		}
	}
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
		c.States[string(v.Diagnosis.State)]++
		if v.Diagnosis.State.Checked() {
			c.Checked++
		}
	}
	return c
}
