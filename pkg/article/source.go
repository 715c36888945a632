package article

// Source is what is said of a document that is cited, with the variables of CSL 1.0.2 (docs.citationstyles.org), whose
// names in JSON are in the field tags. What is not said is empty; nothing is guessed.
type Source struct {
	// Type is a CSL type: "article-journal", "book", "webpage"; empty if nothing shows it.
	Type string `json:"type,omitempty"`

	Author         []Name `json:"author,omitempty"`
	Editor         []Name `json:"editor,omitempty"`
	Title          string `json:"title,omitempty"`
	ContainerTitle string `json:"container-title,omitempty"`
	Publisher      string `json:"publisher,omitempty"`
	PublisherPlace string `json:"publisher-place,omitempty"`
	// Issued and Accessed are dates in EDTF (ISO 8601-2), no more exact than they are written: 2024-07-29, 2024-07, 2024,
	// 2021-21 (spring), 1999/2003 (from, to), [2021-04-05,2021-05-04] (one of them: the order of day and month is open).
	Issued   string `json:"issued,omitempty"`
	Accessed string `json:"accessed,omitempty"`

	Volume  string `json:"volume,omitempty"`
	Issue   string `json:"issue,omitempty"`
	Page    string `json:"page,omitempty"`
	Edition string `json:"edition,omitempty"`

	URL   string `json:"URL,omitempty"`
	DOI   string `json:"DOI,omitempty"`
	ISBN  string `json:"ISBN,omitempty"`
	ISSN  string `json:"ISSN,omitempty"`
	PMID  string `json:"PMID,omitempty"`
	PMCID string `json:"PMCID,omitempty"`
	// ArXiv is an arXiv identifier; CSL has no variable for it, and it is exported as the number within the archive.
	ArXiv string `json:"arxiv,omitempty"`
	// ArchiveURL is where a copy of the page is kept.
	ArchiveURL string `json:"archive_location,omitempty"`
}

// Name is a person or an institution, as CSL writes names.
type Name struct {
	Family string `json:"family,omitempty"`
	Given  string `json:"given,omitempty"`
	// Literal is the name of an institution, or of a person whose name cannot be taken apart.
	Literal string `json:"literal,omitempty"`
}

// String is the name in its usual order.
func (n Name) String() string {
	switch {
	case n.Literal != "":
		return n.Literal
	case n.Given == "":
		return n.Family
	}
	return n.Given + " " + n.Family
}
