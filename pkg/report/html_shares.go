package report

import (
	"cmp"
	"slices"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/picture"
)

// htmlShares says how the article's citations are spread over works, publishers or hosts.
type htmlShares struct {
	Name string
	// First are the largest, Rest those that are folded in.
	First, Rest []htmlShare
	Of          int
}

// htmlShare is one of them: how many citations it has of all.
type htmlShare struct {
	Name string
	To   string
	// None tells that it is of those of which the citations do not say it; it comes last.
	None    bool
	Count   int
	Percent int
	// Bar is empty for those that are folded in.
	Bar picture.Picture
}

const sharesShown = 8

// shares counts the citations that stand for a work: by work, by publisher and by host.
func (b *builder) shares() []htmlShares {
	byWork, byPublisher, byHost := tallying{}, tallying{}, tallying{}
	for i := range b.Citations {
		c := &b.Citations[i]
		if c.Work == nil || b.works[*c.Work] == nil || c.Entry != nil && len(b.References) > 0 {
			continue
		}
		w := b.works[*c.Work]
		byWork.add(htmlShare{Name: b.workName(w), To: b.anchor(w.ID)})
		publisher := cmp.Or(clean(w.Fields.ContainerTitle), clean(w.Fields.Publisher))
		byPublisher.add(orNone(publisher, "no publisher named"))
		url := cmp.Or(c.URL, w.Fields.URL)
		if url == "" && len(w.URLs) > 0 {
			url = w.URLs[0]
		}
		byHost.add(orNone(match.Host(url), "no address given"))
	}
	if byWork.of == 0 {
		return nil
	}
	return []htmlShares{byWork.shares("work"), byPublisher.shares("publisher"), byHost.shares("host")}
}

func orNone(name, none string) htmlShare {
	if name == "" {
		return htmlShare{Name: none, None: true}
	}
	return htmlShare{Name: name}
}

// tallying counts shares by name and place.
type tallying struct {
	all []htmlShare
	at  map[htmlRef]int
	of  int
}

func (t *tallying) add(s htmlShare) {
	if t.at == nil {
		t.at = map[htmlRef]int{}
	}
	key := htmlRef{s.To, s.Name}
	i, known := t.at[key]
	if !known {
		i = len(t.all)
		t.at[key] = i
		t.all = append(t.all, s)
	}
	t.all[i].Count++
	t.of++
}

func (t *tallying) shares(name string) htmlShares {
	out := htmlShares{Name: name, Of: t.of}
	slices.SortStableFunc(t.all, func(x, y htmlShare) int {
		switch {
		case x.None != y.None && x.None:
			return 1
		case x.None != y.None:
			return -1
		}
		return cmp.Compare(y.Count, x.Count)
	})
	for i, s := range t.all {
		s.Percent = (100*s.Count + t.of/2) / t.of
		if i < sharesShown {
			s.Bar = picture.Share(s.Count, t.of)
			out.First = append(out.First, s)
		} else {
			out.Rest = append(out.Rest, s)
		}
	}
	return out
}
