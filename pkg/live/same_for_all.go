package live

import "fmt"

// tooLittle is a text so short, in words, that it tells nothing when a server has it everywhere.
const tooLittle = 15

var sameForAll = Heuristic{
	Name: "same-for-all",
	Summary: "The page bears nothing of what is cited, and the server gives the same page to an address that nobody has made, or sends " +
		"both to one place: the link is a soft 404, or blocked if the page is a refusal.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if e.Sibling == nil || !isSuccess(e.Page) || !d.isHTML || d.isApp() || isHome(e.Page.URL) {
			return passOn()
		}
		if bears, _ := e.bears(); bears || e.hints() {
			return passOn()
		}
		if d.textWords < tooLittle && d.refuses() == 0 {
			return passOn()
		}
		switch {
		case e.likeSibling() && d.refuses() > 0 && d.ownWords <= 80:
			return decided(Blocked, "the server has one page for all addresses, which takes visitors for robots")
		case e.likeSibling():
			return decided(Soft404, "the server has this page for every address that it does not know")
		case e.sameTarget():
			return decided(Soft404, fmt.Sprintf("redirects to %s, as every address does that the server does not know", final(e.Page)))
		}
		return passOn()
	},
}

// hints tells whether the page has an author of the citation, or nearly all words of a title: then it may be the document
// under another name, on a server that gives it everywhere.
func (e *Evidence) hints() bool {
	text := e.document().plain()
	for _, author := range e.Cited.Authors {
		if says(text, author) {
			return true
		}
	}
	for _, title := range e.Cited.Titles {
		if of := telling(title); len(of) > 1 && share(of, text) > 0.75 {
			return true
		}
	}
	return false
}
