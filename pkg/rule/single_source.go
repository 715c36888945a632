package rule

import (
	"fmt"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// SingleSource tells of articles and sections that rest on one source.
var SingleSource = Rule{
	Name:    "single-source",
	Summary: "an article or a section rests on one source",
	Doc: `Many notes can lead to one place. Where nearly all claims of an article, or of a longer section, rest on one
document or on what one publisher says, the reader has a single witness, however many the notes.

An article is looked at from eight claims on, a section from six; four in five of them must rest on the same source. A
publisher is known by its site; archives, libraries and platforms, where many publish, are none. The site of the article
itself is left to self-citation.

In an article without notes and links, the sources that the text names in words are counted: if there are at least four
such places, and three in four of them name one source, it is told.`,
	Group:    Dependence,
	Severity: Warning,
	Bad: Example{Article: `The Channel of Sallow

According to the Harbor Board, dredging began in March. The Harbor Board reported that the silt was clean.

The Harbor Board said that the price was fair. According to the Harbor Board, the channel is open.
`},
	Good: Example{Article: `The Channel of Sallow

According to the Harbor Board, dredging began in March. The Flood Office reported that the silt was clean.

The Flood Office said that the price was fair. According to the Harbor Board, the channel is open.
`},
	Settings: []Setting{articleClaims, sectionClaims, claimShare, namedPlaces, namedShare},
	Check:    singleSource,
}

// From how many claims, or places that name a source, on a share of them tells something, and how large a share.
var (
	articleClaims = Setting{Name: "article-claims", Summary: "how many claims an article must have", Default: 8, Least: 2}
	sectionClaims = Setting{Name: "section-claims", Summary: "how many claims a section must have", Default: 6, Least: 2}
	claimShare    = Setting{Name: "claim-share", Summary: "which share of the claims must rest on one source", Default: 0.8, Share: true}
	namedPlaces   = Setting{Name: "named-places", Summary: "how many places of an article without notes must name a source", Default: 4, Least: 2}
	namedShare    = Setting{Name: "named-share", Summary: "which share of these must name one source", Default: 0.75, Share: true}
)

func singleSource(p *Pass) []Finding {
	if len(p.Article.Markers)+len(p.Article.References)+len(p.Article.Links) == 0 {
		return p.singleNamed()
	}
	sentences := p.sentences()
	if f, ok := p.dependence(sentences, p.count(articleClaims)); ok {
		f.Message = "the article rests on one source: " + f.Message
		f.key = "article " + f.key
		return []Finding{f}
	}
	var all []Finding
	for from := 0; from < len(sentences); {
		to := from + 1
		for to < len(sentences) && sentences[to].section == sentences[from].section {
			to++
		}
		if f, ok := p.dependence(sentences[from:to], p.count(sectionClaims)); ok && to-from < len(sentences) {
			section := p.Article.Sections[sentences[from].section]
			f.Message = fmt.Sprintf("the section “%s” rests on one source: %s", section.Title, f.Message)
			f.key = section.Title + " " + f.key
			if section.Title != "" {
				all = append(all, f)
			}
		}
		from = to
	}
	return all
}

// sentence is a sentence with markers, and what it rests on.
type sentence struct {
	span    article.Span
	section int
	*restsOn
}

func (p *Pass) sentences() []sentence {
	behind := p.worksBehind()
	var all []sentence
	for _, c := range p.Article.Claims {
		r := behind[c.Span]
		if len(all) > 0 && all[len(all)-1].span == c.Span {
			continue
		}
		section := 0
		if c.Paragraph < len(p.Article.Paragraphs) {
			section = p.Article.Paragraphs[c.Paragraph].Section
		}
		all = append(all, sentence{c.Span, section, r})
	}
	return all
}

// dependence finds the one work, or else the one publisher, that nearly all of some sentences rest on.
func (p *Pass) dependence(sentences []sentence, least int) (Finding, bool) {
	if len(sentences) < least {
		return Finding{}, false
	}
	on := map[string][]int{}
	names, keys := map[string]string{}, map[string]string{}
	for i, s := range sentences {
		for key, source := range p.onlySources(s) {
			on[key] = append(on[key], i)
			names[key], keys[key] = source.shown, source.key
		}
	}
	best := ""
	for key, held := range on {
		if len(held) > len(on[best]) || len(held) == len(on[best]) && key > best {
			best = key
		}
	}
	held := on[best]
	if float64(len(held)) < p.number(claimShare)*float64(len(sentences)) {
		return Finding{}, false
	}
	f := Finding{Span: sentences[held[0]].span, key: keys[best], wide: true}
	for _, i := range held {
		f.Related = append(f.Related, sentences[i].span)
		for _, n := range sentences[i].notes {
			f.Notes = appendNew(f.Notes, n)
		}
	}
	f.Message = fmt.Sprintf("%d of %d claims lean on %s and nothing else", len(held), len(sentences), names[best])
	return f, true
}

// onlySource is a source for a message, and what tells it from others whatever stands before it in the article.
type onlySource struct{ shown, key string }

// onlySources are the work and the publisher on which a sentence rests alone, by keys that sort works behind publishers.
func (p *Pass) onlySources(s sentence) map[string]onlySource {
	if s.unsure || len(s.works) == 0 {
		return nil
	}
	all := map[string]onlySource{}
	if len(s.works) == 1 {
		w := p.Works[s.works[0]]
		all[fmt.Sprintf("work %06d", s.works[0])] = onlySource{p.shown(w), p.nameOf(w)}
	}
	own := domainOf(p.Article.URL)
	site := ""
	for i, w := range s.works {
		url := p.Works[w].URL
		domain := domainOf(url)
		if domain == "" || isPlatform(hostOf(url)) || domain == own || i > 0 && domain != site {
			return all
		}
		site = domain
	}
	all["publisher "+site] = onlySource{"what " + site + " published", site}
	return all
}

// singleNamed finds the one source that an article without notes names in words again and again.
func (p *Pass) singleNamed() []Finding {
	a := p.Article
	if len(a.Attributions) < p.count(namedPlaces) {
		return nil
	}
	count := map[string]int{}
	first := map[string]article.Span{}
	best := ""
	for _, x := range a.Attributions {
		if count[x.Source] == 0 {
			first[x.Source] = x.Span
		}
		count[x.Source]++
		if count[x.Source] > count[best] {
			best = x.Source
		}
	}
	if float64(count[best]) < p.number(namedShare)*float64(len(a.Attributions)) {
		return nil
	}
	f := Finding{Span: first[best], key: "named " + best, wide: true}
	for _, x := range a.Attributions {
		if x.Source == best {
			f.Related = append(f.Related, x.Span)
		}
	}
	f.Message = fmt.Sprintf("the article rests on one source, which it names in words and gives no note for: %s, at %d of the %d places that name one",
		strings.TrimSpace(best), count[best], len(a.Attributions))
	return []Finding{f}
}
