package live

import (
	"slices"
	"strings"
)

// mostExcuse is the longest text, in words, of a page that only says that it is not there.
const mostExcuse = 120

var notFound = Heuristic{
	Name: "not-found",
	Summary: "The server says that all is well, and the page says that it is not there: by its name and by its text, its code, its " +
		"shortness, what is missing from it or what the server says to unknown addresses. No phrase decides alone. The link is a soft 404.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || len(e.Cited.Titles) == 0 && aboutErrors(e.Page.URL) {
			return passOn()
		}
		name, plain := d.errorName()
		if name == "" || d.vouches(e.Cited.Titles) {
			return passOn()
		}
		alike := e.likeSibling()
		if d.ownWords > mostExcuse && !alike {
			return passOn()
		}
		if d.errorSigns(e)+weight(plain)+2*weight(alike) < 4 {
			return passOn()
		}
		return decided(Soft404, "the server answers "+statusLine(e.Page.Status)+", the page says “"+shortened(name)+"”")
	},
}

// errorName is what the page calls itself, if error pages are called so; or the excuse that is its heading, if its text
// goes on to say why. plain tells that the name says hardly anything else.
func (d *document) errorName() (name string, plain bool) {
	for _, name := range d.names() {
		if isName, plain := isErrorName(name); isName {
			return name, plain
		}
	}
	if d.hasErrorClass() && d.title != "" {
		return d.title, true
	}
	apologies := apologies.in(plainText(d.own), 2)
	for _, name := range d.names() {
		if apologies > 0 && countWords(name) <= 5 && excuses.in(plainText(name), 1) > 0 {
			return name, true
		}
	}
	if apologies > 1 && d.ownWords < mostExcuse/2 {
		return "this page is not here", false
	}
	return "", false
}

// isErrorName tells whether error pages have such a name. The bare numbers count alone only: much else has a number.
func isErrorName(name string) (is, plain bool) {
	text := plainText(name)
	if text == " 404 " || text == " 410 " {
		return true, true
	}
	length := countWords(name)
	if length > 12 {
		return false, false
	}
	for _, phrase := range notFoundNames() {
		if strings.Contains(text, phrase) {
			is = true
			plain = plain || length <= countWords(phrase)+1
		}
	}
	return is, plain
}

// names are the parts of the title and the headings: a title often has the site's name beside the page's.
func (d *document) names() []string {
	all := titleParts(d.title)
	if len(d.headings) > 0 {
		all = append(all, d.headings[0])
	}
	return all
}

func titleParts(title string) []string {
	for _, separator := range [...]string{" | ", " – ", " — ", " - ", " :: ", " · ", " » ", " « "} {
		title = strings.ReplaceAll(title, separator, "\n")
	}
	var all []string
	for part := range strings.SplitSeq(title, "\n") {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// vouches tells whether a heading, or the part of the title that is taken for an error's name, bears the cited title. If
// that is about errors itself, any of the page's titles may.
func (d *document) vouches(cited []string) bool {
	for _, title := range cited {
		if is, _ := isErrorName(title); is && d.carries([]string{title}, d.titles()) {
			return true
		}
	}
	names := d.headings
	for _, part := range titleParts(d.title) {
		if isErrorOrExcuse(part) {
			names = append(names, part)
		}
	}
	if len(names) == len(d.headings) && !d.hasErrorClass() {
		names = append(names, d.title)
	}
	return d.carries(cited, names)
}

func isErrorOrExcuse(name string) bool {
	is, _ := isErrorName(name)
	return is || excuses.in(plainText(name), 1) > 0
}

// errorSigns counts what makes an error page of it: its names, its text, its code, its shortness, and what is missing.
func (d *document) errorSigns(e *Evidence) int {
	signs := weight(d.ownWords <= mostExcuse) + weight(slices.ContainsFunc(titleParts(d.title), isErrorOrExcuse))
	if len(d.headings) > 0 {
		signs += weight(isErrorOrExcuse(d.headings[0]))
	}
	signs += weight(apologies.in(plainText(d.own), 1) > 0)
	signs += weight(d.noindex) + weight(d.hasErrorClass())
	if bears, known := e.bears(); known {
		signs += weight(!bears)
	}
	return signs
}

func weight(is bool) int {
	if is {
		return 1
	}
	return 0
}

// hasErrorClass looks for the classes by which publishing systems mark their error pages.
func (d *document) hasErrorClass() bool {
	_, body, ok := strings.Cut(d.code(), "<body")
	if !ok {
		return false
	}
	body, _, _ = strings.Cut(body, ">")
	for _, class := range [...]string{"error404", "page-404", "error-404", "page404", "is-404", "not-found", "notfound", "http-404", "template-404"} {
		if strings.Contains(body, class) {
			return true
		}
	}
	return false
}

// aboutErrors tells of addresses that name what their page is about.
func aboutErrors(address string) bool {
	for _, part := range segments(address) {
		if part := strings.NewReplacer("-", " ", "_", " ", ".", " ").Replace(part); says(plainText(part), "404") || says(plainText(part), "not found") {
			return true
		}
	}
	return false
}

// shortened is a name fit for a sentence.
func shortened(name string) string {
	const most = 80
	runes := []rune(name)
	if len(runes) <= most {
		return name
	}
	return strings.TrimSpace(string(runes[:most])) + "…"
}
