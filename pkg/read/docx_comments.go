package read

import (
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// directives finds the words to this program in the comments of the document. Each stands where its comment is attached
// (ECMA-376, part 1, 17.13.4).
func (r *docxReader) directives(f *flow, a *article.Article) {
	comments, err := r.related(r.main.relations, "comments")
	if err != nil || comments == nil {
		return // they say nothing of the words
	}
	anchors := map[string]prose.Stretch{}
	for _, n := range r.main.root.findAll("commentRangeStart", "commentRangeEnd", "commentReference") {
		at, known := anchors[n.get("id")]
		if !known {
			at = n.at
		}
		anchors[n.get("id")] = prose.Stretch{Start: min(at.Start, n.at.Start), End: max(at.End, n.at.End)}
	}
	for _, n := range comments.root.findAll("comment") {
		at, attached := anchors[n.get("id")]
		d, ok := directiveIn(n.words(comments.text))
		if ok && attached {
			d.Span = f.sourceSpan(r.main.index, at)
			a.Directives = append(a.Directives, d)
		}
	}
}
