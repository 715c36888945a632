package live

import "github.com/ibidcheck/ibid/pkg/web"

// Evidence is all that a diagnosis may rest on.
type Evidence struct {
	Page *web.Page
	// Cited is what the citations of the link say of its document; empty if that is not known.
	Cited Cited
	// Sibling is what came back for an address next to the link's that nobody can have made, see [Sibling]; nil if it was
	// not asked for.
	Sibling *web.Page
	// Handle is what the registry of DOIs says of the link, see [Evidence.Witness]; nil if it was not asked.
	Handle *web.Page

	page, sibling *document
	borne         *borne
}

// Cited is what citations say of a document, in plain words.
type Cited struct {
	// Titles are what it is called, Authors the family names of those who wrote it.
	Titles, Authors []string
	// Words are the citations as they stand.
	Words string
}

// document is the page as people see it.
func (e *Evidence) document() *document {
	if e.page == nil {
		e.page = readDocument(e.Page)
	}
	return e.page
}

func (e *Evidence) siblingDocument() *document {
	if e.sibling == nil && e.Sibling != nil {
		e.sibling = readDocument(e.Sibling)
	}
	return e.sibling
}
