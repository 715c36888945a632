package cite

import "fmt"

// Reason is why two citations are of one work.
type Reason string

// The reasons.
const (
	// SameDOI, SameISBN, SameArXiv, SamePMID and SamePMCID: one identifier, whatever its spelling. Versions of an arXiv
	// paper are one work, and so are the ISBN of ten digits and that of thirteen.
	SameDOI   Reason = "doi"
	SameISBN  Reason = "isbn"
	SameArXiv Reason = "arxiv"
	SamePMID  Reason = "pmid"
	SamePMCID Reason = "pmcid"
	// SameAddress: addresses that differ in nothing that matters (match.Address).
	SameAddress Reason = "address"
	// SameArchived: one is the address of an archive's copy of the other, or both are of copies of one page.
	SameArchived Reason = "archive"
	// SameVariant: editions of a page for phones, AMP, print, or under the name of its folder's index.
	SameVariant Reason = "variant"
	// LedTo: the web leads both addresses to one, by redirects or by what the pages say of themselves.
	LedTo Reason = "web"
	// SameBody: both addresses give the same bytes.
	SameBody Reason = "body"
	// SameDescription: authors, title and date are the same, or near enough.
	SameDescription Reason = "description"
	// ShortForm: one stands for the other.
	ShortForm Reason = "short-form"
)

// Strength is how much a reason weighs.
type Strength string

// The strengths, the greatest first.
const (
	Certain Strength = "certain"
	Strong  Strength = "strong"
	Likely  Strength = "likely"
)

// Strength is how much the reason weighs.
func (r Reason) Strength() Strength {
	switch r {
	case SameDescription:
		return Likely
	case SameVariant, LedTo, SameBody, ShortForm:
		return Strong
	default:
		return Certain
	}
}

// Edge joins two citations, by their indices.
type Edge struct {
	A, B   int
	Reason Reason
	// Detail is what the reason rests on: the identifier, the address, the words.
	Detail string
}

// Because is the reason as a phrase.
func (e Edge) Because() string {
	form := "%s"
	switch e.Reason {
	case SameDOI:
		form = "both have the DOI %s"
	case SameISBN:
		form = "both have the ISBN %s"
	case SameArXiv:
		form = "both are arXiv:%s"
	case SamePMID:
		form = "both have the PMID %s"
	case SamePMCID:
		form = "both have the PMCID PMC%s"
	case SameAddress:
		form = "both give the address %s"
	case SameArchived:
		form = "one leads to an archived copy of %s"
	case SameVariant:
		form = "both are editions of the page %s"
	case LedTo:
		form = "the web leads both to %s"
	case SameBody:
		form = "both addresses give the same page, digest %s"
	case SameDescription, ShortForm:
	}
	return fmt.Sprintf(form, e.Detail)
}
