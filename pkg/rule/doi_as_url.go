package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// DOIAsURL tells of DOIs that are given by another address than their resolver's.
var DOIAsURL = Rule{
	Name:    "doi-as-url",
	Summary: "a DOI is given by another address than https://doi.org/",
	Doc: `A DOI is made to outlive the address of its publisher: https://doi.org/ leads to wherever the document is now. An
address of a publisher that has the DOI in it works only until the next move of its site, and dx.doi.org and http:// are
former spellings of the resolver (DOI Handbook, 3; Crossref display guidelines).

An address is left alone where its note gives the DOI as well, in words or as an address.

Write the DOI as https://doi.org/…, or as the house's style does:

- chicago (17th edition, 14.8) and apa (7th edition, 9.35) have it as https://doi.org/…; a DOI that stands in words alone,
  doi:10…, is told of as well, in one finding for all of them.
- mhra has it as doi:10… (4th edition, 7.4). An address https://doi.org/… is left alone.
- bluebook and news change nothing.`,
	Group:    Form,
	Severity: Info,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://journals.example/doi/full/10.5555/tide.2021.14.\n",
	},
	Good:  Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://doi.org/10.5555/tide.2021.14.\n"},
	Check: doiAsURL,
}

func doiAsURL(p *Pass) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		doi := doiOfURL(x.url)
		if doi == "" || p.isGiven(doi, x) {
			continue
		}
		f := p.atAddress(x, "write "+p.writtenDOI(doi)+" instead of "+x.url)
		// What follows a # may be a place in the document that its publisher's address knows.
		if !strings.Contains(x.url, "#") && doiForm(p.Style) != doiWords {
			f = p.rewriting(f, x, doiAddress+doi)
		}
		all = append(all, f)
	}
	if f, ok := p.doisInWords(); ok && doiForm(p.Style) == doiAddress {
		all = append(all, f)
	}
	return all
}

// writtenDOI is a DOI as it should be written, and why.
func (p *Pass) writtenDOI(doi string) string {
	if form := doiForm(p.Style); form != "" {
		return fmt.Sprintf("%s%s, as the style %s does,", form, doi, p.Style)
	}
	return doiAddress + doi + ", which lasts,"
}

// writtenRange is a range of the words of a note or an entry.
type writtenRange struct {
	*written
	article.Range
}

// doisInWords is a finding at the DOIs that are given in words alone: a house that writes them so does it everywhere.
func (p *Pass) doisInWords() (Finding, bool) {
	var all []writtenRange
	for i := range p.written() {
		w := &p.written()[i]
		if at, ok := p.doiInWords(w); ok {
			all = append(all, writtenRange{w, at})
		}
	}
	if len(all) == 0 {
		return Finding{}, false
	}
	return p.atDOIs(Finding{key: doiWords}, all), true
}

func (p *Pass) atDOIs(f Finding, all []writtenRange) Finding {
	f.Notes, f.places = nil, nil
	for _, x := range all {
		f.places = append(f.places, x.SpanOf(x.Range))
		if x.note != article.None {
			f.Notes = append(f.Notes, x.note)
		}
	}
	first := all[0]
	doi := first.Text[first.Start:first.End]
	named := doiWords + doi
	if before := strings.TrimRight(first.Text[:first.Start], " \u00a0"); strings.HasSuffix(before, "DOI") {
		named = "DOI " + doi
	}
	f.Message = first.name + ": write " + p.writtenDOI(doi) + " instead of " + named
	switch n := len(all) - 1; n {
	case 0:
	case 1:
		f.Message += "; likewise in 1 other place"
	default:
		f.Message += fmt.Sprintf("; likewise in %d other places", n)
	}
	f.only = func(f Finding, rows []int) Finding { return p.atDOIs(f, chosen(all, rows)) }
	return f.atPlaces()
}

// doiInWords is where a note or an entry gives a DOI behind “doi:”, and no address of its resolver.
func (p *Pass) doiInWords(w *written) (article.Range, bool) {
	if len(w.Runs) == 0 || slices.ContainsFunc(w.links, func(l int) bool { return isOnHost(hostOf(p.Article.Links[l].URL), "doi.org") }) {
		return article.Range{}, false
	}
	for _, x := range identifiersIn(w.Text) {
		if x.kind == doi && isDOI(x.text) {
			return x.at, true
		}
	}
	return article.Range{}, false
}

// doiOfURL is the DOI in an address that is not the resolver's as it should be; empty if there is none.
func doiOfURL(url string) string {
	host, path := strings.TrimPrefix(hostOf(url), "www."), pathOf(url)
	if host == "doi.org" || host == "dx.doi.org" {
		doi := strings.TrimPrefix(path, "/")
		if isDOI(doi) && !strings.HasPrefix(url, "https://doi.org/") {
			return doi
		}
		return ""
	}
	path, _, _ = strings.Cut(path, "?")
	found := doisIn(path)
	if len(found) != 1 || strings.Contains(path, "://") || found[0].Start == 0 || path[found[0].Start-1] != '/' {
		return ""
	}
	return withoutView(path[found[0].Start:found[0].End])
}

// withoutView takes off a DOI in a publisher's path what chooses a view of the document there. What is left has to be
// prefix and suffix alone, since nobody can tell where a DOI with more slashes ends.
func withoutView(doi string) string {
	for _, view := range []string{"full", "pdf", "epdf", "abstract", "abs", "html", "epub", "summary", "meta", "pdfdirect", "references", "full/html"} {
		if before, ok := strings.CutSuffix(doi, "/"+view); ok {
			doi = before
		}
	}
	for _, ending := range []string{".pdf", ".full", ".html", ".abstract", ".full.pdf", ".full-text", ".xml"} {
		doi = strings.TrimSuffix(doi, ending)
	}
	doi = strings.TrimRight(doi, "/")
	if strings.Count(doi, "/") != 1 {
		return ""
	}
	return doi
}

// mostLinks is how many links of a note are looked through for its DOI.
const mostLinks = 50

// isGiven tells whether each place of an address has the DOI beside it.
func (p *Pass) isGiven(doi string, x addressed) bool {
	for _, i := range x.links {
		l := p.Article.Links[i]
		var words string
		var links []int
		switch {
		case l.Note != article.None:
			words, links = p.Article.Notes[l.Note].Text, p.Article.Notes[l.Note].Links
		case l.Entry != article.None:
			words, links = p.Article.Entries[l.Entry].Text, p.Article.Entries[l.Entry].Links
		}
		if len(links) > mostLinks {
			continue // a list, in which each pair would be compared
		}
		given := strings.Count(strings.ToLower(words), strings.ToLower(doi)) > 1
		for _, other := range links {
			given = given || strings.HasPrefix(p.Article.Links[other].URL, "https://doi.org/")
		}
		if !given {
			return false
		}
	}
	return true
}
