package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// directives finds the words to this program in the annotations. Each stands where its annotation does, or over the words
// that it is attached to (OpenDocument 1.3, part 3, 14.1 and 14.2).
func (w *odtWriter) directives(f *flow, a *article.Article) {
	ends := map[string]*xmlNode{}
	for _, n := range w.part.root.findAll("annotation-end") {
		ends[n.get("name")] = n
	}
	var extents *coverage
	for _, n := range w.part.root.findAll("annotation") {
		var said []string
		for _, p := range n.findAll("p") {
			said = append(said, p.words(w.part.text))
		}
		d, ok := directiveIn(strings.Join(said, " "))
		if !ok {
			continue
		}
		if extents == nil {
			extents = f.extentsOfParts()
		}
		at := extent{n.at, 0}
		if end := ends[n.get("name")]; end != nil && end.at.Start > n.at.Start {
			at.take(0, end.at)
		}
		f.addDirective(a, 0, comment{at.Stretch, d}, extents)
	}
}
