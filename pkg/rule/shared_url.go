package rule

import (
	"fmt"
	"regexp"
	"sync"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/match"
)

// SharedURL tells of notes that describe different documents and give one address.
var SharedURL = Rule{
	Name:    "shared-url",
	Summary: "two notes describe different documents and give one address",
	Doc: `One address leads to one document. Where two notes that describe different documents give the same, one of
them was copied from the other and not changed, or the address is that of a page on which both are found. Give each its
own address, or say in the note where on the page it stands.

Two descriptions are of one document if their titles are alike, or if most words of the shorter are in the longer.
Chapters of one book, and addresses of front pages, are passed over.`,
	Group:    Dependence,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Jo Lee, “Who Pays for the Ferry Landing?” Harbor Review, June 9, 2021, https://review.example/tide.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables of the Old Harbor,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Jo Lee, “Who Pays for the Ferry Landing?” Harbor Review, June 9, 2021, https://review.example/ferry.
`},
	Check: sharedURL,
}

func sharedURL(p *Pass) []Finding {
	var all []Finding
	for _, group := range p.byAddress() {
		described := p.distinctDescriptions(group)
		if len(described) < 2 {
			continue
		}
		first := p.Citations[described[0]]
		f := Finding{Span: first.Span, key: first.URL}
		for i, d := range described {
			f.Notes = appendNew(f.Notes, p.Citations[d].Note)
			if i > 0 {
				f.Related = append(f.Related, p.Citations[d].Span)
			}
		}
		f.Message = fmt.Sprintf("%s describe different documents and give one address: %s",
			noteLabels(p.Article, f.Notes), first.URL)
		all = append(all, f)
	}
	return all
}

// byAddress groups the full citations in notes by their addresses, in order.
func (p *Pass) byAddress() [][]int {
	var all [][]int
	index := map[string]int{}
	for i, c := range p.Citations {
		key, ok := match.Address(c.URL)
		if !ok || match.IsHome(c.URL) || c.Kind != cite.Full || c.Note == article.None || c.Type == "chapter" {
			continue
		}
		n, ok := index[key]
		if !ok {
			n = len(all)
			index[key] = n
			all = append(all, nil)
		}
		all[n] = append(all[n], i)
	}
	return all
}

// mostDescriptions bounds how many descriptions of one address are held against each other.
const mostDescriptions = 20

// distinctDescriptions are the first citations of a group that describe documents of their own.
func (p *Pass) distinctDescriptions(group []int) []int {
	var distinct []int
	for _, i := range group {
		other := len(distinct) < mostDescriptions && describes(p.Citations[i])
		for _, d := range distinct {
			other = other && p.Citations[d].Note != p.Citations[i].Note && differentDocuments(p.Citations[d], p.Citations[i])
		}
		if other {
			distinct = append(distinct, i)
		}
	}
	return distinct
}

// A description must have so many words of weight to be held against another, and share so large a part of them with it
// to be of the same document.
const (
	describingWords = 4
	sharedPart      = 0.6
)

// describes tells whether a citation says what its document is: it gives a title, an author or a date, and has enough words.
func describes(c cite.Citation) bool {
	return (c.Title != "" || c.Issued != "" || len(c.Author) > 0) && len(weighty(description(c))) >= describingWords
}

var addressOrMonth = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`https?://\S+|\b(?:January|February|March|April|June|July|August|September|October|November|December)\b`)
})

// description is a citation's words without its address and the names of months.
func description(c cite.Citation) string {
	return addressOrMonth().ReplaceAllString(c.Raw, " ")
}

// differentDocuments tells whether two descriptions cannot be of one document.
func differentDocuments(a, b cite.Citation) bool {
	if a.Title == "" || b.Title == "" {
		return sharedWords(description(a), description(b)) < sharedPart
	}
	x, y := match.NewTitle(a.Title), match.NewTitle(b.Title)
	if x.Like(y) != match.Different || x.Abbreviates(y) || y.Abbreviates(x) {
		return false
	}
	return sharedWords(a.Title, b.Title) < sharedPart
}

// sharedWords is the part of the words of weight of the shorter text that are in the longer; 1 if one has none.
func sharedWords(a, b string) float64 {
	x, y := weighty(a), weighty(b)
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(x) == 0 {
		return 1
	}
	in := map[string]bool{}
	for _, w := range y {
		in[w] = true
	}
	shared := 0
	for _, w := range x {
		if in[w] {
			shared++
		}
	}
	return float64(shared) / float64(len(x))
}
