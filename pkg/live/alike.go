package live

import (
	"bytes"
	"hash/maphash"
	"strings"
	"unicode"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/web"
)

// nearlyAll is the part of two pages' shingles that they share if they are one page with what changes from visit to
// visit, such as a number of visitors.
const nearlyAll = 0.9

// mostCompared is how many words of a page are compared; a longer one is hardly anybody's error page.
const mostCompared = 20_000

// alike tells whether two pages show the same, but for numbers and for what repeats their addresses. They are compared
// by shingles of three words (Broder, On the resemblance and containment of documents, 1997).
func alike(a, b *document, of, other *web.Page) bool {
	if a == nil || b == nil || !a.isHTML || !b.isHTML {
		return false
	}
	seed := maphash.MakeSeed()
	first, second := shingles(seed, a, of), shingles(seed, b, other)
	most := max(len(first), len(second))
	if most == 0 {
		return bytes.Equal(of.Body, other.Body)
	}
	shared := 0
	for s := range first {
		if second[s] {
			shared++
		}
	}
	return float64(shared) >= nearlyAll*float64(most)
}

func shingles(seed maphash.Seed, d *document, p *web.Page) map[uint64]bool {
	own := map[string]bool{}
	for _, address := range [...]string{p.URL, final(p)} {
		for _, w := range words(strings.NewReplacer("-", " ", "_", " ", "/", " ").Replace(address)) {
			own[w] = true
		}
	}
	var kept []string
	for _, w := range words(d.title + "\n" + d.text) {
		if !own[w] && !strings.ContainsFunc(w, unicode.IsDigit) {
			kept = append(kept, w)
		}
		if len(kept) == mostCompared {
			break
		}
	}
	all := make(map[uint64]bool, len(kept))
	const length = 3
	if len(kept) < length {
		if len(kept) > 0 {
			all[maphash.String(seed, strings.Join(kept, " "))] = true
		}
		return all
	}
	for i := 0; i+length <= len(kept); i++ {
		all[maphash.String(seed, strings.Join(kept[i:i+length], " "))] = true
	}
	return all
}

func sameAddress(a, b string) bool { return match.SameAddress(a, b) }
