package read

import (
	"github.com/ibidcheck/ibid/pkg/article"
)

// directives finds the words to this program in the comments of the document. Each stands where its comment is attached
// (ECMA-376, part 1, 17.13.4).
func (r *docxReader) directives(f *flow, a *article.Article) {
	comments, err := r.related(r.main.relations, "comments")
	if err != nil || comments == nil {
		return // they say nothing of the words
	}
	anchors := map[string]extent{}
	for _, story := range r.stories {
		for _, n := range story.root.findAll("commentRangeStart", "commentRangeEnd", "commentReference") {
			at := anchors[n.get("id")]
			at.take(story.index, n.at)
			anchors[n.get("id")] = at
		}
	}
	var words, marks *coverage
	for _, n := range comments.root.findAll("comment") {
		at, attached := anchors[n.get("id")]
		d, ok := directiveIn(n.words(comments.text))
		if !ok || !attached {
			continue
		}
		if words == nil {
			words, marks = f.wordsOfParts(), f.marksOfParts()
		}
		d.Span, d.Note, d.Paragraph = f.sourceSpan(at.part, at.Stretch), article.None, article.None
		if !words.touches(at.part, at.Stretch) {
			d.Note = marks.only(at.part, at.Stretch)
		}
		a.Directives = append(a.Directives, d)
	}
}
