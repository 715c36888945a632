package read

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// bibtexTypes are the CSL types of BibTeX's and biblatex's (biblatex manual, 2.1). A type that says nothing, as misc
// does, has none.
var bibtexTypes = map[string]string{
	"article": "article-journal", "book": "book", "mvbook": "book", "collection": "book", "mvcollection": "book", "proceedings": "book",
	"mvproceedings": "book", "reference": "book", "mvreference": "book", "manual": "book", "inbook": "chapter", "incollection": "chapter",
	"bookinbook": "chapter", "suppbook": "chapter", "suppcollection": "chapter", "inproceedings": "paper-conference",
	"conference": "paper-conference", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis", "techreport": "report",
	"report": "report", "online": "webpage", "electronic": "webpage", "www": "webpage", "webpage": "webpage", "dataset": "dataset",
	"software": "software", "patent": "patent", "unpublished": "manuscript", "periodical": "periodical", "booklet": "pamphlet",
	"inreference": "entry-encyclopedia", "letter": "personal_communication", "legislation": "legislation", "jurisdiction": "legal_case",
	"review": "review", "newspaper": "article-newspaper", "magazine": "article-magazine", "movie": "motion_picture",
	"video": "motion_picture", "audio": "song", "music": "song", "artwork": "graphic", "image": "graphic",
}

// source is what the fields say, as CSL has it.
func (f bibtexFields) source(kind string) *article.Source {
	s := &article.Source{
		Type: bibtexTypes[kind], Author: bibtexNames(f.raw("author")), Editor: bibtexNames(f.raw("editor")),
		Title: f.titled("title"), ContainerTitle: f.container(),
		Publisher: f.words("publisher", "institution", "school", "organization"), PublisherPlace: f.words("location", "address"),
		Issued: f.issued(), Accessed: bibtexDate(f.words("urldate", "lastchecked", "lastaccessed", "accessed")),
		Volume: f.words("volume"), Page: f.words("pages"), Edition: f.words("edition"),
		URL: f.url(), DOI: f.doi(), ISBN: f.words("isbn"), ISSN: f.words("issn"), PMID: f.words("pmid"), PMCID: f.words("pmcid", "pmc"),
	}
	if kind == "article" || kind == "periodical" {
		s.Issue = f.words("number", "issue")
		if sub := f.words("entrysubtype"); sub == "newspaper" || sub == "magazine" {
			s.Type = "article-" + sub
		}
	}
	f.eprint(s)
	return s
}

// words is the first of some fields that is there, as what it shows.
func (f bibtexFields) words(names ...string) string {
	for _, name := range names {
		if words := bibtexWords(f.raw(name)); words != "" {
			return words
		}
	}
	return ""
}

// titled is a title with its subtitle.
func (f bibtexFields) titled(name string) string {
	title, subtitle := f.words(name), f.words(strings.TrimSuffix(name, "title")+"subtitle")
	if title != "" && subtitle != "" {
		return title + ": " + subtitle
	}
	return title
}

func (f bibtexFields) container() string {
	for _, name := range []string{"journaltitle", "journal", "booktitle", "maintitle"} {
		if title := f.titled(name); title != "" {
			return title
		}
	}
	return ""
}

// url is the address of the source: its own field, or one that a field for other words holds as a command.
func (f bibtexFields) url() string {
	if url := bibtexAddress(f.raw("url")); url != "" {
		return url
	}
	for _, name := range []string{"howpublished", "note"} {
		var first string
		w := bibtexWriter{flowBuilder: &flowBuilder{}, piece: bibtexPiece{text: f.raw(name)}}
		w.linked = func(address string, _ int, _ prose.Stretch) {
			if first == "" && isAddress(address) {
				first = address
			}
		}
		w.write()
		if first == "" && isAddress(f.words(name)) {
			first = f.words(name)
		}
		if first != "" {
			return first
		}
	}
	return ""
}

func (f bibtexFields) doi() string {
	doi := bibtexAddress(f.raw("doi"))
	for _, prefix := range []string{"https://", "http://", "dx.", "doi.org/", "doi:", "DOI:"} {
		doi = strings.TrimSpace(strings.TrimPrefix(doi, prefix))
	}
	return doi
}

// bibtexArXiv is how an arXiv number stands where a journal's name would.
var bibtexArXiv = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)\barxiv:\s*(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)`)
})

// eprint reads the number of a preprint, or that of an archive of papers.
func (f bibtexFields) eprint(s *article.Source) {
	number := bibtexAddress(f.raw("eprint"))
	switch archive := strings.ToLower(f.words("eprinttype", "archiveprefix")); {
	case archive == "arxiv" || archive == "" && f["primaryclass"] != nil:
		s.ArXiv = strings.TrimPrefix(strings.TrimPrefix(number, "arXiv:"), "arxiv:")
	case archive == "pubmed" && s.PMID == "":
		s.PMID = number
	}
	if m := bibtexArXiv().FindStringSubmatch(s.ContainerTitle); m != nil && s.ArXiv == "" {
		s.ArXiv = m[1]
	}
}

// issued is the date of the source: biblatex's date, or BibTeX's year, month and day.
func (f bibtexFields) issued() string {
	if date := bibtexDate(f.words("date")); date != "" {
		return date
	}
	year := bibtexDate(f.words("year"))
	if len(year) != len("2006") {
		return year
	}
	if date := bibtexDate(strings.Join([]string{f.words("day"), f.words("month"), year}, " ")); len(date) > len(year) {
		return date
	}
	month, err := strconv.Atoi(f.words("month"))
	if err != nil || month < 1 || month > 12 {
		return year
	}
	iso := fmt.Sprintf("%s-%02d", year, month)
	if day, err := strconv.Atoi(f.words("day")); err == nil && day >= 1 && day <= 31 {
		iso = fmt.Sprintf("%s-%02d", iso, day)
	}
	return iso
}

// edtf are the dates of EDTF that biblatex reads, and years as BibTeX's users write ranges.
var edtf = sync.OnceValue(func() *regexp.Regexp {
	const date = `[12]\d{3}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-[0-3]\d)?)?`
	return regexp.MustCompile(`^(` + date + `)(?:T[\d:.Z+-]+)?[~?%]?(?:\s*(?:/|–|-{1,3})\s*(` + date + `)?[~?%]?)?$`)
})

// bibtexDate is a date in EDTF, without what says how sure it is; empty if there is none.
func bibtexDate(words string) string {
	if m := edtf().FindStringSubmatch(words); m != nil {
		if m[2] != "" {
			return m[1] + "/" + m[2]
		}
		return m[1]
	}
	iso, _ := metadata.Date(words)
	return iso
}
