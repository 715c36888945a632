package report

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// JSON is the format for other programs.
var JSON = Format{
	Name:    "json",
	Summary: "for other programs, in the form that the JSON Schema describes",
	Write: func(w io.Writer, r *Report, _ Options) error {
		whole := *r
		whole.Articles = wholeArticles(r.Articles)
		whole.Pages = wholePages(r.Pages)
		whole.Findings = wholeFindings(r.Findings)
		whole.Suppressed = wholeSuppressed(r.Suppressed)
		whole.Summary = wholeSummary(r.Summary)
		return writeJSON(w, whole)
	},
}

// ExtractSchemaID is the name and version of the JSON form of an Extract.
const ExtractSchemaID = "ibid/extract/1"

// Extract is the tables of articles, without the web and without judgement.
type Extract struct {
	Schema   string    `json:"schema"`
	Tool     Tool      `json:"tool"`
	Articles []Article `json:"articles"`
}

// WriteExtract writes an extract as JSON.
func WriteExtract(w io.Writer, e *Extract) error {
	whole := *e
	whole.Articles = wholeArticles(e.Articles)
	return writeJSON(w, whole)
}

func writeJSON(w io.Writer, document any) error { return encodeJSON(w, document, "  ") }

func encodeJSON(w io.Writer, document any, indent string) error {
	enc := json.NewEncoder(harmless{w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	if err := enc.Encode(document); err != nil {
		return fmt.Errorf("write JSON: %w", err)
	}
	return nil
}

// list is a list that JSON shows as [], not as null, when nothing is in it.
func list[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

// wholeArticles, wholeSummary, wholePages and wholeFindings are copies in which no list is nil.
func wholeArticles(all []Article) []Article {
	all = list(slices.Clone(all))
	for i := range all {
		a := &all[i]
		a.Authors, a.Paragraphs = list(a.Authors), list(slices.Clone(a.Paragraphs))
		for j := range a.Paragraphs {
			a.Paragraphs[j].Marks = list(a.Paragraphs[j].Marks)
		}
		a.Markers, a.Quotations, a.Attributions = list(a.Markers), list(a.Quotations), list(a.Attributions)
		a.Links, a.Citations, a.References = list(a.Links), list(slices.Clone(a.Citations)), list(a.References)
		for j := range a.Citations {
			a.Citations[j].Candidates = list(a.Citations[j].Candidates)
		}
		a.Claims, a.Notes, a.Works = list(slices.Clone(a.Claims)), list(slices.Clone(a.Notes)), list(slices.Clone(a.Works))
		for j := range a.Claims {
			a.Claims[j].Notes, a.Claims[j].References = list(a.Claims[j].Notes), list(a.Claims[j].References)
		}
		for j := range a.Notes {
			a.Notes[j].URLs = list(a.Notes[j].URLs)
		}
		a.Entries = list(slices.Clone(a.Entries))
		for j := range a.Entries {
			a.Entries[j].URLs = list(a.Entries[j].URLs)
		}
		for j := range a.Works {
			w := &a.Works[j]
			w.URLs, w.Notes, w.Claims = list(w.URLs), list(w.Notes), list(w.Claims)
			w.Entries, w.Edges, w.Possibly = list(w.Entries), list(w.Edges), list(w.Possibly)
		}
	}
	return all
}

func wholeSummary(s Summary) Summary {
	s.Unread = list(s.Unread)
	if s.Coverage.States == nil {
		s.Coverage.States = map[string]int{}
	}
	return s
}

func wholePages(all []Page) []Page {
	all = list(slices.Clone(all))
	for i := range all {
		all[i].Hops = list(all[i].Hops)
	}
	return all
}

func wholeFindings(all []Finding) []Finding {
	all = list(slices.Clone(all))
	for i := range all {
		all[i].Notes, all[i].Related = list(all[i].Notes), list(all[i].Related)
	}
	return all
}
