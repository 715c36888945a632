package cite

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/match"
)

// identity is what identifies a document, one of each kind.
type identity struct {
	doi, isbn, arxiv, pmid, pmcid string
	// url is an address that carries none of these.
	url string
}

func (id *identity) fill(o identity) {
	for _, v := range [...]struct {
		to   *string
		from string
	}{{&id.doi, o.doi}, {&id.isbn, o.isbn}, {&id.arxiv, o.arxiv}, {&id.pmid, o.pmid}, {&id.pmcid, o.pmcid}, {&id.url, o.url}} {
		if *v.to == "" {
			*v.to = v.from
		}
	}
}

// isEmpty tells whether nothing identifies the document.
func (id *identity) isEmpty() bool { return *id == identity{} }

// against says which identifiers of two groups differ. They are of two groups, so what both have differs.
func (id *identity) against(o *identity) string {
	switch {
	case id.doi != "" && o.doi != "":
		return "their DOIs differ"
	case id.isbn != "" && o.isbn != "":
		return "their ISBNs differ"
	case id.arxiv != "" && o.arxiv != "":
		return "their arXiv numbers differ"
	case id.pmid != "" && o.pmid != "", id.pmcid != "" && o.pmcid != "":
		return "their PubMed numbers differ"
	}
	return ""
}

// isPreprint tells whether one is in arXiv, and the other has an identifier of something published.
func (id *identity) isPreprint(o *identity) bool {
	return id.arxiv != "" && id.doi == "" && o.arxiv == "" && (o.doi != "" || o.isbn != "" || o.pmid != "" || o.pmcid != "")
}

// arxivDOI is the prefix of the DOIs that arXiv gives its papers.
const arxivDOI = "10.48550/arxiv."

// add takes in identifiers of one spelling or another.
func (id *identity) add(doi, isbn, arxiv, pmid, pmcid string) {
	if doi, ok := match.DOI(doi); ok {
		if number, found := strings.CutPrefix(doi, arxivDOI); found {
			arxiv = number
		} else {
			id.fill(identity{doi: doi})
		}
	}
	if arxiv, _, ok := match.ArXiv(arxiv); ok {
		id.fill(identity{arxiv: arxiv})
	}
	if isbn, _ := match.ISBN(isbn); isbn != "" {
		id.fill(identity{isbn: isbn})
	}
	if pmid, ok := match.PMID(pmid); ok {
		id.fill(identity{pmid: pmid})
	}
	if pmcid, ok := match.PMCID(pmcid); ok {
		id.fill(identity{pmcid: pmcid})
	}
}

// signpost is a key by which citations of one document find each other.
type signpost struct {
	key    string
	reason Reason
	detail string
	// sure is false where an address only looks like an edition of the page.
	sure bool
}

// joinIdentified joins the citations whose identifiers or addresses are the same. Identifiers that were given for the
// document come first, so that addresses can be held against them.
func (g *graph) joinIdentified(known *Known) {
	meet := meeting{graph: g, met: map[string][]met{}}
	posts := make([]addressed, len(g.citations))
	for i := range g.citations {
		if !g.citations[i].Kind.cites() {
			continue
		}
		posts[i] = g.identify(i, known)
		id := g.ids[i]
		for _, p := range [...]signpost{
			{reason: SameDOI, detail: id.doi},
			{reason: SameArXiv, detail: id.arxiv},
			{reason: SamePMID, detail: id.pmid},
			{reason: SamePMCID, detail: id.pmcid},
			{reason: SameISBN, detail: id.isbn},
		} {
			if p.detail != "" {
				p.key = string(p.reason) + ":" + p.detail
				meet.at(i, p)
			}
		}
	}
	for i := range posts {
		for _, p := range posts[i].addresses {
			meet.at(i, p)
		}
	}
	for i := range posts {
		for _, p := range posts[i].editions {
			meet.at(i, p)
		}
	}
}

// addressed are the signposts of a citation's addresses, and those that need a second look.
type addressed struct{ addresses, editions []signpost }

// identify finds out what identifies the document of a citation.
func (g *graph) identify(i int, known *Known) addressed {
	c := &g.citations[i]
	var posts addressed
	g.ids[i].add(c.DOI, c.ISBN, c.ArXiv, c.PMID, c.PMCID)
	for _, url := range [...]string{c.URL, c.ArchiveURL} {
		if url == "" {
			continue
		}
		reason := SameAddress
		if url == c.ArchiveURL {
			reason = SameArchived
		}
		g.addAddress(i, &posts, url, reason)
		for _, other := range known.Addresses[url] {
			g.addAddress(i, &posts, other, LedTo)
		}
		if digest := known.Digests[url]; digest != "" {
			posts.editions = append(posts.editions, signpost{"body:" + digest, SameBody, digest, true})
		}
	}
	return posts
}

// addAddress takes in an address, the one that it is a copy of, and the identifiers that they carry.
func (g *graph) addAddress(i int, posts *addressed, url string, reason Reason) {
	if original, ok := match.Archived(url); ok {
		inner := SameArchived
		if reason == LedTo {
			inner = LedTo
		}
		g.addAddress(i, posts, original, inner)
	}
	key := addressKey(url)
	posts.addresses = append(posts.addresses, signpost{key: "address:" + key, reason: reason, detail: url, sure: true})
	if in := match.InAddress(url); in != (match.Identifiers{}) {
		g.ids[i].add(in.DOI, "", in.ArXiv, in.PMID, in.PMCID)
		return
	}
	g.ids[i].fill(identity{url: key})
	if variant, sure, ok := match.Variant(url); ok {
		posts.editions = append(posts.editions, signpost{"variant:" + variant, SameVariant, variant, sure})
	}
}
