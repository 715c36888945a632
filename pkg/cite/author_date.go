package cite

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/match"
)

// authorDate resolves a reference to an entry of the bibliography: the one that it names, or the one that fits.
func (r *reader) authorDate(i int) Antecedent {
	c := &r.citations[i]
	if c.Reference != article.None {
		ref := r.article.References[c.Reference]
		if ref.Entry != article.None {
			if entry, ok := r.byEntry[ref.Entry]; ok {
				return Antecedent{Citation: entry, Because: "it refers to this entry"}
			}
			return open("the entry that it refers to cites nothing")
		}
	}
	if len(c.Author) == 0 || c.Issued == "" {
		return open("no entry is named")
	}
	return r.dated(i)
}

// dated finds what an author published in a year. A letter behind the year tells several apart.
func (r *reader) dated(i int) Antecedent {
	c := &r.citations[i]
	year := match.Year(c.Issued)
	name := c.Author[0].String() + " " + year
	var all, lettered []int
	letter := yearLetter(c.Raw, year)
	for _, j := range r.whole.by(familyKey(c.Author[0]), year) {
		if !sameFamilies(c.Author, r.citations[j].Author, r.citations[j].Editor) {
			continue
		}
		all = append(all, j)
		if letter != "" && yearLetter(r.citations[j].Raw, year) == letter {
			lettered = append(lettered, j)
		}
	}
	if len(lettered) > 0 {
		all = lettered
	}
	found := r.oneOf(all, "it is the only source of "+name, "there are several sources of "+name)
	if found.Because == "" {
		found.Because = "there is no source of " + name
	}
	return found
}

// yearLetter is the letter behind a year: 2021a.
func yearLetter(s, year string) string {
	for rest := s; year != ""; {
		i := strings.Index(rest, year)
		if i < 0 {
			return ""
		}
		rest = rest[i+len(year):]
		if rest != "" && rest[0] >= 'a' && rest[0] <= 'k' && (len(rest) == 1 || !isLetter(rest[1])) {
			return rest[:1]
		}
	}
	return ""
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
