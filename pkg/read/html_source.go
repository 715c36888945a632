package read

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// htmlSource is a parsed HTML document that knows where its words and its anchors stand in the source.
//
// The HTML parser tells no positions. So the source is tokenised first, by the same library, each run of text is
// replaced by a placeholder with its number, and each anchor is given an attribute with its offset; the parser then
// builds the tree that browsers build, in which the placeholders are found again wherever they were moved.
type htmlSource struct {
	root *html.Node
	text string
	// runs are the runs of text, by number: stretches of the text.
	runs []prose.Stretch
	// placed are the runs in each text node, in order; blanks stands for those between them.
	placed map[*html.Node][]int
	// comments are those that may be words to this program, commentAt those of them that stand in the tree.
	comments  []prose.Stretch
	commentAt map[*html.Node]prose.Stretch
	// xml tells that every element may close itself, and book that the tree is of several documents, nothing in which
	// is of a page around an article.
	xml, book bool
}

// The placeholder of a run is its number between two characters of the private use area.
const (
	placeholderStart = "\uE000"
	placeholderEnd   = "\uE001"
	offsetAttribute  = "data-ibid-offset"
)

// blanks stands for blanks among the runs of a text node.
const blanks = -1

// rawElements hold text that is not parsed (HTML Living Standard, 13.1.2); their content is passed through as it is.
var rawElements = prose.Words("script style title textarea noscript iframe noembed noframes xmp plaintext")

// parseHTML parses a decoded source. A page whose elements are nested deeper than the parser allows is parsed without
// the elements that only group others.
func parseHTML(text string) (*htmlSource, error) { return parseMarkedUp(text, false) }

// parseXHTML parses a source in which HTML is written as XML.
func parseXHTML(text string) (*htmlSource, error) { return parseMarkedUp(text, true) }

func parseMarkedUp(text string, xml bool) (*htmlSource, error) {
	for _, drop := range []map[string]bool{nil, groupers, allButBreaks} {
		s := &htmlSource{text: text, xml: xml}
		rewritten, repeats := s.rewrite(drop)
		if repeats > mostRepeated {
			continue
		}
		root, err := html.Parse(strings.NewReader(rewritten))
		if err != nil {
			continue
		}
		s.root = root
		s.placed, s.commentAt = make(map[*html.Node][]int, len(s.runs)), map[*html.Node]prose.Stretch{}
		s.restore(root)
		return s, nil
	}
	return nil, errors.New("this HTML is nested too deeply to be read; was it saved completely?")
}

// groupers are left out of a page that is nested too deeply; allButBreaks stands for all elements.
var (
	groupers     = prose.Words("div span font b i em strong u s small big section article main table tbody tr td center blockquote ul ol dl form")
	allButBreaks = map[string]bool{"*": true}
)

// voidElements have no end tags (HTML Living Standard, 13.1.2).
var voidElements = prose.Words("area base br col embed hr img input link meta source track wbr param")

// rewrite copies the source with placeholders and offsets, and without the tags of the dropped elements. It tells how many
// elements the parser would put in again for those of fonts that are left open.
func (s *htmlSource) rewrite(drop map[string]bool) (rewritten string, repeats int) {
	var out strings.Builder
	var fonts openFonts
	s.runs, s.comments = s.runs[:0], s.comments[:0]
	templates := 0
	out.Grow(len(s.text))
	z := html.NewTokenizer(strings.NewReader(s.text))
	at, raw := 0, false
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			out.WriteString(s.text[at:])
			return out.String(), repeats
		}
		token := s.text[at : at+len(z.Raw())]
		switch kind {
		case html.TextToken:
			s.rewriteText(&out, token, at, raw)
		case html.StartTagToken, html.SelfClosingTagToken, html.EndTagToken:
			name, _ := z.TagName()
			if drop != nil && (drop[string(name)] || drop["*"] && string(name) != "br" && string(name) != "p") {
				out.WriteByte(' ')
			} else {
				writeTag(&out, token, string(name), kind, at)
				fonts.see(token, string(name), kind)
				repeats += len(fonts.open)
			}
			if s.xml && kind == html.SelfClosingTagToken && !voidElements[string(name)] {
				out.WriteString("</" + string(name) + ">")
				z.NextIsNotRawText()
			}
			raw = kind == html.StartTagToken && rawElements[string(name)]
			templates = withinTemplates(templates, string(name), kind)
		case html.CommentToken:
			s.rewriteComment(&out, token, at, templates > 0)
		default:
			out.WriteString(token)
		}
		at += len(token)
	}
}

// formatting are the elements that the parser opens again in each paragraph for as long as nothing closes them (HTML
// Living Standard, 13.2.4.3, the list of active formatting elements).
var formatting = prose.Words("a b big code em font i nobr s small strike strong tt u")

// mostRepeated is how many elements may be put in so. Pages of people have some thousands.
const mostRepeated = 4_000_000

// openFonts are the formatting elements that are open, by their start tags. Of equal ones the parser keeps three.
type openFonts struct {
	open  []fontTag
	equal map[string]int
}

type fontTag struct{ name, token string }

func (f *openFonts) see(token, name string, kind html.TokenType) {
	const kept = 3
	switch {
	case !formatting[name]:
	case kind == html.EndTagToken:
		for i := len(f.open) - 1; i >= 0; i-- {
			if f.open[i].name == name {
				f.equal[f.open[i].token]--
				f.open = slices.Delete(f.open, i, i+1)
				return
			}
		}
	case f.equal[token] < kept && len(f.open) < deepest:
		if f.equal == nil {
			f.equal = map[string]int{}
		}
		f.equal[token]++
		f.open = append(f.open, fontTag{name, token})
	}
}

// rewriteText puts a placeholder in the place of text. Blanks stay, since the parser asks for them.
func (s *htmlSource) rewriteText(out *strings.Builder, token string, at int, raw bool) {
	if raw || strings.TrimLeft(token, " \t\r\n\f") == "" {
		out.WriteString(token)
		return
	}
	out.WriteString(placeholderStart)
	out.WriteString(strconv.Itoa(len(s.runs)))
	out.WriteString(placeholderEnd)
	s.runs = append(s.runs, prose.Stretch{Start: at, End: at + len(token)})
}

// withinTemplates counts the template elements that are open, whose content is no part of the page.
func withinTemplates(open int, name string, kind html.TokenType) int {
	switch {
	case name != "template":
		return open
	case kind == html.StartTagToken:
		return open + 1
	case kind == html.EndTagToken:
		return max(0, open-1)
	default:
		return open
	}
}

// rewriteComment puts its number in the place of what a comment says that may be a word to this program.
func (s *htmlSource) rewriteComment(out *strings.Builder, token string, at int, inTemplate bool) {
	if _, ok := htmlComment.said(token); !ok || inTemplate {
		out.WriteString(token)
		return
	}
	out.WriteString("<!--" + placeholderStart + strconv.Itoa(len(s.comments)) + placeholderEnd + "-->")
	s.comments = append(s.comments, prose.Stretch{Start: at, End: at + len(token)})
}

func writeTag(out *strings.Builder, token, name string, kind html.TokenType, at int) {
	if name != "a" || kind == html.EndTagToken || !strings.HasSuffix(token, ">") {
		out.WriteString(token)
		return
	}
	// before the attributes of the source, since of two of one name the first counts
	out.WriteString(token[:len("<a")])
	out.WriteString(" " + offsetAttribute + `="` + strconv.Itoa(at) + "-" + strconv.Itoa(at+len(token)) + `"`)
	out.WriteString(token[len("<a"):])
}

// restore puts the words back into the tree.
func (s *htmlSource) restore(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.Contains(c.Data, placeholderStart) {
			s.restoreText(c)
		}
		if c.Type == html.CommentNode {
			s.restoreComment(c)
		}
		s.restore(c)
	}
}

func (s *htmlSource) restoreComment(n *html.Node) {
	behind, ok := strings.CutPrefix(n.Data, placeholderStart)
	number, err := strconv.Atoi(strings.TrimSuffix(behind, placeholderEnd))
	if ok && err == nil && number >= 0 && number < len(s.comments) {
		s.commentAt[n] = s.comments[number]
	}
}

func (s *htmlSource) restoreText(n *html.Node) {
	var b strings.Builder
	rest := n.Data
	for {
		before, behind, ok := strings.Cut(rest, placeholderStart)
		if before != "" {
			s.placed[n] = append(s.placed[n], blanks)
			b.WriteString(before)
		}
		if !ok {
			break
		}
		digits, after, _ := strings.Cut(behind, placeholderEnd)
		run, err := strconv.Atoi(digits)
		if err != nil || run >= len(s.runs) {
			rest = behind
			continue
		}
		s.placed[n] = append(s.placed[n], run)
		b.WriteString(html.UnescapeString(s.text[s.runs[run].Start:s.runs[run].End]))
		rest = after
	}
	n.Data = b.String()
}

// addText adds the words of a text node to a flow, character references as one character each.
func (s *htmlSource) addText(f *flowBuilder, n *html.Node) {
	runs := s.placed[n]
	if len(runs) == 0 {
		f.add(n.Data, f.last(), 0)
		return
	}
	for _, run := range runs {
		if run == blanks {
			f.add(" ", f.last(), 0)
			continue
		}
		f.addReferences(s.text, s.runs[run])
	}
}

// addReferences adds words in which characters may be written as references.
func (f *flowBuilder) addReferences(text string, run prose.Stretch) {
	for at := run.Start; at < run.End; {
		amp := strings.IndexByte(text[at:run.End], '&')
		if amp < 0 {
			f.add(text[at:run.End], at, run.End-at)
			return
		}
		f.add(text[at:at+amp], at, amp)
		at += amp
		reference := characterReference(text[at:run.End])
		f.add(html.UnescapeString(reference), at, len(reference))
		at += len(reference)
	}
}

// characterReference is the character reference that a text beginning with & begins with, or the & alone.
func characterReference(s string) string {
	const longest = 33 // &CounterClockwiseContourIntegral; is the longest
	i := 1
	for i < len(s) && i < longest && (s[i] == '#' || isDigitByte(s[i]) || isLetterByte(s[i])) {
		i++
	}
	if i < len(s) && s[i] == ';' {
		i++
	}
	return s[:i]
}

func isDigitByte(c byte) bool  { return c >= '0' && c <= '9' }
func isLetterByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// anchorSpan is where the start tag of an anchor stands in the text; empty if that is unknown.
func anchorSpan(n *html.Node) prose.Stretch {
	from, to, _ := strings.Cut(attribute(n, offsetAttribute), "-")
	start, err := strconv.Atoi(from)
	if err != nil {
		return prose.Stretch{}
	}
	end, err := strconv.Atoi(to)
	if err != nil {
		return prose.Stretch{}
	}
	return prose.Stretch{Start: start, End: end}
}

// last is where in the decoded source the words added last have ended.
func (f *flowBuilder) last() int {
	if len(f.pieces) == 0 {
		return 0
	}
	p := f.pieces[len(f.pieces)-1]
	return p.from + p.extent
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
