package read

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/prose"
)

// htmlBlock writes the words of a block of HTML.
func (w *markdownWalker) htmlBlock(n *ast.HTMLBlock) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	start, stop := lines.At(0).Start, lines.At(lines.Len()-1).Stop
	if n.HasClosure() {
		stop = max(stop, n.ClosureLine.Stop)
	}
	w.flush()
	w.markup(w.base+start, w.base+stop)
	w.flush()
}

// rawHTML writes inline HTML: the tags themselves have no words, but an anchor is a link.
func (w *markdownWalker) rawHTML(segments *text.Segments) {
	for i := range segments.Len() {
		s := segments.At(i)
		w.markup(w.base+s.Start, w.base+s.Stop)
	}
}

// openAnchor is an anchor of HTML whose end has not come.
type openAnchor struct {
	start int
	href  string
	span  prose.Stretch // of its start tag
}

// markup writes HTML between two offsets of the source.
func (w *markdownWalker) markup(from, to int) {
	z := html.NewTokenizer(strings.NewReader(w.source[from:to]))
	at, raw := from, false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return
		}
		end := at + len(z.Raw())
		switch kind {
		case html.TextToken:
			if raw {
				w.mute(prose.Stretch{Start: at, End: end})
			} else {
				w.out.addReferences(w.source, prose.Stretch{Start: at, End: end})
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			raw = kind == html.StartTagToken && rawElements[token.Data]
			w.mute(prose.Stretch{Start: at, End: end})
			w.startTag(token, prose.Stretch{Start: at, End: end})
		case html.CommentToken:
			if _, ok := htmlComment.said(w.source[at:end]); ok {
				w.comment(prose.Stretch{Start: at, End: end})
			}
		case html.EndTagToken:
			token := z.Token()
			raw = false
			w.endTag(token)
		}
		at = end
	}
}

// mute keeps that what looks like a comment in a tag or in a script is none.
func (w *markdownWalker) mute(s prose.Stretch) {
	if strings.Contains(w.source[s.Start:s.End], htmlComment.open) {
		w.flow.muted = append(w.flow.muted, extent{s, w.out.part})
	}
}

func (w *markdownWalker) startTag(t html.Token, span prose.Stretch) {
	switch {
	case t.Data == "a":
		for _, a := range t.Attr {
			if a.Key == "href" && match.IsWeb(a.Val) {
				w.anchor = &openAnchor{w.out.text.Len(), a.Val, span}
			}
		}
	case t.Data == "br":
		w.out.add("\n", span.Start, span.End-span.Start)
	case slantedElements[t.Data]:
		w.slanted = w.out.text.Len()
	case t.Data == "blockquote":
		w.quotes(true)
	case blockElements[t.Data]:
		w.flush()
	}
}

func (w *markdownWalker) endTag(t html.Token) {
	switch {
	case t.Data == "a" && w.anchor != nil:
		w.addLinkAt(w.anchor.href, w.since(w.anchor.start), w.anchor.span, attributeAt(w.source, w.anchor.span, "href"))
		w.anchor = nil
	case slantedElements[t.Data] && w.slanted >= w.open:
		w.italic(w.slanted)
	case t.Data == "blockquote":
		w.quotes(false)
	case blockElements[t.Data]:
		w.flush()
	}
}
