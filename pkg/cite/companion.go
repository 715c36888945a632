package cite

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// dropCompanions leaves out the links of a note that lead to no source of its own: the article of an encyclopedia on an
// author, a journal or a publisher, beside a linked title or an identifier; and what a number such as an ISBN leads to.
func (t *text) dropCompanions() {
	sources := t.sources()
	t.links = slices.DeleteFunc(t.links, func(l placedLink) bool {
		return t.isNumber(l) || !l.bare && isEncyclopedia(l.url) && !t.isOver(l, quotation) && t.isBeside(l, sources)
	})
}

// sources are the places, in order, of linked titles and of identifiers.
func (t *text) sources() []article.Range {
	var all []article.Range
	for _, a := range t.atoms {
		switch a.kind {
		case doi, isbn, issn, pmid, pmcid:
			all = append(all, a.Range)
		}
	}
	for _, l := range t.links {
		if !isEncyclopedia(l.url) && (t.isOver(l, quotation) || t.isOver(l, italic)) {
			all = append(all, l.Range)
		}
	}
	slices.SortFunc(all, func(a, b article.Range) int { return a.Start - b.Start })
	return all
}

// isBeside tells whether no semicolon parts a link from the source before or behind it.
func (t *text) isBeside(l placedLink, sources []article.Range) bool {
	i, _ := slices.BinarySearchFunc(sources, l.Start, func(r article.Range, at int) int { return r.Start - at })
	return i > 0 && t.near(sources[i-1].End, l.Start) || i < len(sources) && t.near(l.End, sources[i].Start)
}

func (t *text) near(from, to int) bool {
	return to-from < longestCitation && !strings.Contains(t.s[min(from, to):to], ";")
}

// isEncyclopedia knows the addresses of articles in wikis.
func isEncyclopedia(url string) bool {
	host, path := hostAndPath(url)
	return strings.HasPrefix(path, "wiki/") || strings.HasSuffix(host, "wikipedia.org")
}

// isOver tells whether the words of a link and an atom of a kind have a part in common.
func (t *text) isOver(l placedLink, kind atomKind) bool {
	for at := l.Start; at < l.End; {
		a, ok := t.atomOver(at)
		if !ok {
			at++
			continue
		}
		if a.kind == kind {
			return true
		}
		at = max(a.End, at+1)
	}
	return false
}

// isNumber tells of a link whose words are the number behind the name of an identifier: ISBN 978-3-16-148410-0.
func (t *text) isNumber(l placedLink) bool {
	if s := t.s[l.Start:l.End]; l.bare || strings.ContainsAny(s, " \u00a0") || !strings.ContainsAny(s, "0123456789") {
		return false
	}
	switch strings.ToLower(prose.WordBefore(t.s[max(0, l.Start-len("isbn-13: ")):l.Start])) {
	case "isbn", "issn", "oclc", "lccn", "jstor", "s2cid", "bibcode":
		return true
	}
	return false
}

// isCompanion tells whether a linked name goes on with the citation on its left, whose linked title it stands behind, since
// the day of the visit follows it: [“Tide Tables”](…). [Harbor Board](…). Retrieved 4 June 2021.
func (t *text) isCompanion(left article.Range, at int) bool {
	before := t.look(left)
	if !before.quoted || !before.linked || before.accessed {
		return false
	}
	r, dated, ok := t.upToVisit(at)
	if !ok || dated && before.dated {
		return false
	}
	links := t.linksWithin(r)
	r = t.trimFunc(r, isSeparator)
	if len(links) == 0 || links[0].Start != r.Start || strings.ContainsRune(t.s[r.Start:r.End], ';') {
		return false
	}
	return !slices.ContainsFunc(links, func(l placedLink) bool { return !isArchive(l.url) && !t.isName(l) })
}

// upToVisit is what stands between a place and the day of a visit, if no other source can be in it.
func (t *text) upToVisit(at int) (r article.Range, dated, ok bool) {
	for _, a := range t.within(article.Range{Start: at, End: len(t.s)}) {
		switch a.kind {
		case accessed:
			return article.Range{Start: at, End: a.Start}, dated, true
		case date:
			dated = true
		case archived:
		case italic:
			if links := t.linksWithin(a.Range); len(links) != 1 || links[0].End != a.End {
				return r, false, false
			}
		case address:
			if !isArchive(a.value) {
				return r, false, false
			}
		case issn, reference:
		default:
			return r, false, false
		}
	}
	return r, false, false
}

// mostNameWords is how many words the name of a linked publisher has at most.
const mostNameWords = 8

// isName tells of linked words that can be the name of a person, a house or a journal, or "the original" of a copy.
func (t *text) isName(l placedLink) bool {
	s := strings.TrimSpace(t.s[l.Start:l.End])
	if l.bare || s == "" || len(strings.Fields(s)) > mostNameWords {
		return false
	}
	first, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) || unicode.IsLetter(first) && !unicode.IsLower(first) || s == "the original"
}
