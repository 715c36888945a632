package read

import (
	"sort"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

func (b *assembler) entries() {
	for _, e := range b.f.entries {
		p := b.f.passage(e.words)
		b.entryPassages = append(b.entryPassages, p)
		b.a.Entries = append(b.a.Entries, article.Entry{Span: b.f.span(e.Stretch), Key: e.key, Words: p.Words, Source: e.source})
	}
}

// entriesByKey finds the first entry of each key.
func (b *assembler) entriesByKey() map[string]int {
	keys := make(map[string]int, len(b.f.entries))
	for i, e := range b.f.entries {
		if _, known := keys[e.key]; !known && e.key != "" {
			keys[e.key] = i
		}
	}
	return keys
}

// groupReferences brings the references in order, and finds the groups of those that have none yet: the brackets around
// them if nothing but references stands in these, else each by itself.
func (b *assembler) groupReferences() {
	all := b.f.references
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	for i := 0; i < len(all); {
		if all[i].group != (prose.Stretch{}) {
			i++
			continue
		}
		j := i + 1
		for j < len(all) && all[j].group == (prose.Stretch{}) && b.f.parted(all[j-1].Stretch, all[j].Stretch) {
			j++
		}
		group := bracketsAround(b.f.text, prose.Stretch{Start: all[i].Start, End: all[j-1].End})
		for ; i < j; i++ {
			all[i].group = group
		}
	}
	b.f.references = b.f.betweenReferences()
}

// betweenReferences puts the references in that the dash of [3]–[5] stands for, if as many entries lie between.
func (f *flow) betweenReferences() []reference {
	if len(f.references) < 2 {
		return f.references
	}
	all := f.references[:1:1]
	for i := 1; i < len(f.references); i++ {
		x, y := f.references[i-1], f.references[i]
		if x.group == y.group && x.entry != article.None && y.entry != article.None && x.End <= y.Start {
			inner := between(f.text, mark{Stretch: x.Stretch, label: x.label}, mark{Stretch: y.Stretch, label: y.label})
			for n, m := range inner {
				if y.entry-x.entry == len(inner)+1 {
					entry := x.entry + n + 1
					all = append(all, reference{Stretch: m.Stretch, group: x.group, label: m.label, entry: entry, key: f.entries[entry].key})
				}
			}
		}
		all = append(all, y)
	}
	return all
}

// hasWords tells whether anything but punctuation stands in a text.
func hasWords(s string) bool { return strings.IndexFunc(s, isWordRune) >= 0 }
