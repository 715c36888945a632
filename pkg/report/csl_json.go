package report

import "io"

// CSLJSON is the format of citation processors and of Zotero (CSL-JSON, github.com/citation-style-language/schema,
// csl-data.json).
var CSLJSON = ExtractFormat{
	Name:    "csl-json",
	Summary: "the works, for citation processors",
	Write:   writeCSLJSON,
}

// cslItem is one work. Its members are those of the published schema, in whose names they are.
type cslItem struct {
	ID             string   `json:"id"`
	Type           string   `json:"type"`
	Author         []Name   `json:"author,omitempty"`
	Editor         []Name   `json:"editor,omitempty"`
	Title          string   `json:"title,omitempty"`
	ContainerTitle string   `json:"container-title,omitempty"`
	Publisher      string   `json:"publisher,omitempty"`
	PublisherPlace string   `json:"publisher-place,omitempty"`
	Issued         *cslDate `json:"issued,omitempty"`
	Accessed       *cslDate `json:"accessed,omitempty"`
	Volume         string   `json:"volume,omitempty"`
	Issue          string   `json:"issue,omitempty"`
	Page           string   `json:"page,omitempty"`
	Edition        string   `json:"edition,omitempty"`
	Number         string   `json:"number,omitempty"`
	Archive        string   `json:"archive,omitempty"`
	ArchivePlace   string   `json:"archive_location,omitempty"`
	URL            string   `json:"URL,omitempty"`
	DOI            string   `json:"DOI,omitempty"`
	ISBN           string   `json:"ISBN,omitempty"`
	ISSN           string   `json:"ISSN,omitempty"`
	PMID           string   `json:"PMID,omitempty"`
	PMCID          string   `json:"PMCID,omitempty"`
}

// cslDate is a date, or the two ends of a range, each of one to three numbers.
type cslDate struct {
	DateParts [][]int `json:"date-parts"`
	Season    int     `json:"season,omitempty"`
}

func writeCSLJSON(w io.Writer, e *Extract) error {
	items := []cslItem{}
	for _, x := range exports(e) {
		items = append(items, x.csl())
	}
	return writeJSON(w, items)
}

func (x *exported) csl() cslItem {
	item := cslItem{
		ID: x.key, Type: x.Type, Author: x.Author, Editor: x.Editor, Title: x.Title, ContainerTitle: x.ContainerTitle,
		Publisher: x.Publisher, PublisherPlace: x.PublisherPlace, Issued: cslDateOf(x.Issued), Accessed: cslDateOf(x.Accessed),
		Volume: x.Volume, Issue: x.Issue, Page: x.Page, Edition: x.Edition, URL: x.URL, DOI: x.DOI, ISBN: x.ISBN, ISSN: x.ISSN,
		PMID: x.PMID, PMCID: x.PMCID, ArchivePlace: x.ArchiveURL,
	}
	if item.Type == "" {
		item.Type = "document" // the one type that says nothing more; the schema wants one
	}
	if x.ArXiv != "" {
		item.Number, item.Archive = "arXiv:"+x.ArXiv, "arXiv"
	}
	return item
}

func cslDateOf(edtf string) *cslDate {
	points := datePoints(edtf)
	if len(points) == 0 {
		return nil
	}
	d := &cslDate{Season: points[0].season}
	for _, p := range points {
		part := []int{p.year}
		if p.month > 0 {
			part = append(part, p.month)
		}
		if p.month > 0 && p.day > 0 {
			part = append(part, p.day)
		}
		d.DateParts = append(d.DateParts, part)
	}
	return d
}
