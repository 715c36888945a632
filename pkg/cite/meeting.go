package cite

import (
	"github.com/ibidcheck/ibid/pkg/match"
)

// meeting joins citations that come to the same signpost, if nothing speaks against it.
type meeting struct {
	*graph
	met map[string][]met
}

// met is a citation that stands at a signpost, as the first of its group.
type met struct {
	citation int
	reason   Reason
	sure     bool
}

// mostMet bounds the groups that stand at one signpost without being one work, as reports do that give the address of
// their publisher's home page.
const mostMet = 8

func (m *meeting) at(i int, p signpost) {
	standing := m.met[p.key]
	for _, first := range standing {
		if m.of(first.citation) == m.of(i) {
			return
		}
		both := weaker(first.reason, p.reason)
		objection := m.objection(first.citation, i, both, first.sure && p.sure)
		if objection == "" {
			m.link(first.citation, i, both, p.detail)
			return
		}
		if len(standing) < mostMet {
			m.misses = append(m.misses, miss{first.citation, i, objection})
		}
	}
	if len(standing) < mostMet {
		m.met[p.key] = append(standing, met{i, p.reason, p.sure})
	}
}

// weaker is the reason that stands behind both: an address that is written is the same as one that the web leads to
// because the web says so.
func weaker(a, b Reason) Reason {
	for _, r := range [...]Reason{LedTo, SameArchived} {
		if a == r || b == r {
			return r
		}
	}
	return a
}

// objection says why two citations are left apart although they give the same identifier or address.
func (g *graph) objection(a, b int, reason Reason, sure bool) string {
	switch reason {
	case SameDOI, SameArXiv, SamePMID, SamePMCID:
		return ""
	case SameISBN:
		return g.chapters(a, b)
	default:
	}
	x, y := &g.ids[g.of(a)], &g.ids[g.of(b)]
	if differ := x.against(y); differ != "" {
		return "they share an address, but " + differ
	}
	written := reason == SameAddress || reason == SameArchived
	home := written && match.IsHome(g.citations[a].URL)
	if (written || reason == LedTo) && !home {
		return ""
	}
	titles := g.likeTitles(a, b)
	switch {
	case home && titles < match.Near && g.citations[a].Title+g.citations[b].Title != "":
		return "they share the address of a home page, and their titles differ"
	case titles == match.Different:
		return "their addresses lead to one page, but their titles differ"
	case !sure && titles < match.Near:
		return "one address looks like another edition of the other’s page"
	}
	return ""
}

// chapters objects to one ISBN where it is that of the book in which two chapters stand.
func (g *graph) chapters(a, b int) string {
	x, y := &g.citations[a], &g.citations[b]
	if g.likeTitles(a, b) != match.Different {
		return ""
	}
	parts := x.ContainerTitle != "" || y.ContainerTitle != "" || x.Type == "chapter" || y.Type == "chapter"
	if parts || match.Names(authors(x), authors(y)) == match.Different {
		return "they share an ISBN, but their titles differ"
	}
	return ""
}

func (g *graph) likeTitles(a, b int) match.Likeness { return g.title(a).Like(g.title(b)) }
