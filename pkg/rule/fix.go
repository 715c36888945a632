package rule

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/match"
)

// Fix is a way out that a tool may take without asking what the article means: it is certain, and mechanical. Applied to
// the source that was read, all edits together, it makes the finding go away.
type Fix struct {
	// Summary says in a few words what it does.
	Summary string
	// Edits are in order of place, and do not overlap.
	Edits []Edit
}

// Edit replaces one stretch of the source. Was is what stands there, byte for byte; Text is what is to stand there, and
// needs no escaping. An edit of an address is of the whole address, so that two fixes of one address show that they
// cannot both be applied.
type Edit struct {
	Span      article.Span
	Was, Text string
}

// rewriting gives a finding on an address the fix that writes another one at each of its places.
func (p *Pass) rewriting(f Finding, x addressed, to string) Finding {
	f.Fix = p.rewrite("write "+to, x.links, func(string) string { return to })
	return f
}

// rewrite is a fix that writes another address for those of some links, in the links and in the words that show them. It
// is nil if one of the places is not known or would need escaping, or if words show the address in part or in another form.
func (p *Pass) rewrite(summary string, links []int, to func(url string) string) *Fix {
	fix := &Fix{Summary: summary}
	for _, i := range links {
		l := p.Article.Links[i]
		edit, ok := p.editOf(l.Address, l, to(l.URL))
		if !ok {
			return nil
		}
		fix.Edits = append(fix.Edits, edit)
		if l.Shown.Text == "" {
			if tellsOf(l.Text, l.URL, to(l.URL)) {
				return nil
			}
			continue
		}
		if edit, ok = p.editOf(l.Shown, l, to(l.URL)); !ok {
			return nil
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// tellsOf tells whether the words of a link show what is in its address and would not be in another one, so that they would
// be wrong beside that. A host or a path alone is enough, but not a name: “dx.doi.org”, “a.example/old”, “/old/…”.
func tellsOf(words, url, other string) bool {
	url, other = shownForm(url), shownForm(other)
	for word := range strings.FieldsSeq(shownForm(words)) {
		word = strings.Trim(word, ".,;:!?()[]<>“”‘’«»\"'…")
		if strings.Contains(word, url) || strings.ContainsAny(word, "./=") && strings.Contains(url, word) && !strings.Contains(other, word) {
			return true
		}
	}
	_, bare, _ := strings.Cut(url, "://")
	return strings.Contains(shownForm(words), bare) && !strings.HasSuffix(other, "://"+bare)
}

// shownForm is an address or the words of a link without what differs where one address is written in two ways: escapes,
// case, and characters that nobody sees.
func shownForm(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		s = plain
	}
	return strings.ToLower(withoutStray(s))
}

// retarget is rewrite for an address whose words may stay as they are: the mark that does not belong to the address
// belongs to the sentence. It is nil if the words are the address.
func (p *Pass) retarget(summary string, x addressed, to string) *Fix {
	fix := &Fix{Summary: summary}
	for _, i := range x.links {
		l := p.Article.Links[i]
		edit, ok := p.editOf(l.Address, l, to)
		if !ok || isBare(l) {
			return nil
		}
		fix.Edits = append(fix.Edits, edit)
	}
	return fix
}

// fixAt is what a fix for some links does at fewer of them; nil if it cannot be without doing it at others, too, as where
// several share the place of their address.
func (p *Pass) fixAt(f *Fix, links, fewer []int) *Fix {
	if f == nil || len(fewer) == len(links) {
		return f
	}
	at, elsewhere := map[article.Span]bool{}, map[article.Span]bool{}
	for _, i := range links {
		l, places := p.Article.Links[i], elsewhere
		if slices.Contains(fewer, i) {
			places = at
		}
		places[l.Address.Span], places[l.Shown.Span] = true, true
	}
	part := &Fix{Summary: f.Summary}
	for _, e := range f.Edits {
		switch {
		case at[e.Span] && elsewhere[e.Span]:
			return nil
		case at[e.Span]:
			part.Edits = append(part.Edits, e)
		}
	}
	return part
}

// isBare tells of an address that is its link's words.
func isBare(l article.Link) bool { return l.Text == "" && l.Shown.Text == "" }

// editOf makes of a link's address at one of its places another one. What both begin and end with stays as the source
// writes it, and what is put between has to be characters that mean nothing in the format.
func (p *Pass) editOf(at article.Written, l article.Link, to string) (Edit, bool) {
	if at.Text == "" || at.Span.End-at.Span.Start != len(at.Text) || !match.IsWeb(to) || isMalformed(to) {
		return Edit{}, false
	}
	start, end := changed(l.URL, to)
	added := to[start : len(to)-(len(l.URL)-end)]
	if !isInert(added, p.Article.Format) || end == len(l.URL) && isBare(l) && !endsAddress(to) {
		return Edit{}, false
	}
	from, ok := offsetsOf(l.URL, at.Text)
	if !ok {
		return Edit{}, false
	}
	return Edit{Span: at.Span, Was: at.Text, Text: at.Text[:from(start)] + added + at.Text[from(end):]}, true
}

// changed is the stretch of a text in which another one differs from it.
func changed(old, changed string) (start, end int) {
	for start < len(old) && start < len(changed) && old[start] == changed[start] {
		start++
	}
	for start > 0 && start < len(old) && !utf8.RuneStart(old[start]) {
		start--
	}
	end = len(old)
	for left := len(changed); end > start && left > start && old[end-1] == changed[left-1]; left-- {
		end--
	}
	for end < len(old) && !utf8.RuneStart(old[end]) {
		end++
	}
	return start, end
}

// offsetsOf leads from an address to how the source writes it: as it is, with backslashes before some characters, or with
// &amp; for &. It is false if the source writes it in yet another way.
func offsetsOf(url, source string) (func(int) int, bool) {
	if url == source {
		return func(at int) int { return at }, true
	}
	offsets := make([]int, 0, len(url)+1)
	at := 0
	for i := range len(url) {
		offsets = append(offsets, at)
		switch rest := source[at:]; {
		case url[i] == '&' && strings.HasPrefix(rest, "&amp;"):
			at += len("&amp;")
		case rest != "" && rest[0] == url[i]:
			at++
		case len(rest) > 1 && rest[0] == '\\' && rest[1] == url[i]:
			at += 2
		default:
			return nil, false
		}
	}
	return func(i int) int { return append(offsets, at)[i] }, at == len(source)
}

// inert are the characters of addresses that mean nothing in a format wherever an address may stand, beside letters,
// digits and those of “https://a.example/b-c?”. What is not listed here has only these.
func inert(format string) string {
	switch format {
	case "text":
		return "=_~%+#@!,&"
	case "html", "jats", "tei", "docbook":
		return "=_~%+#@!,"
	case "markdown":
		return "=_%+#@"
	case "org":
		return "=_%"
	case "rst":
		return "=%+"
	case "wikitext": // “=” would name a parameter, where the link stands in a template
		return "_%+#"
	case "latex":
		return "="
	default:
		return ""
	}
}

// isInert tells whether a text can be put into an address of a source as it is.
func isInert(text, format string) bool {
	more := inert(format)
	for i := range len(text) {
		if !isLetterOrDigit(text[i]) && strings.IndexByte("-./:?", text[i]) < 0 && strings.IndexByte(more, text[i]) < 0 {
			return false
		}
	}
	return format != "asciidoc" || !strings.Contains(text, "--") // a dash, even in an address
}

// endsAddress tells of an address of whose end no reader would think that it is the sentence's.
func endsAddress(url string) bool {
	last := url[len(url)-1]
	return isLetterOrDigit(last) || last == '/'
}

// answers tells whether the web was asked for an address and has it, just as it is written.
func (p *Pass) answers(url string) bool {
	state := p.Diagnoses[url].State
	return state == live.Live || state == live.Fragment
}

// hold keeps only the fixes whose edits stand in the source exactly so, and part from each other. Members of a container
// are not edited: nobody has them as files.
func (p *Pass) hold(found []Finding) {
	for i := range found {
		if f := found[i].Fix; f != nil && !p.stands(f) {
			found[i].Fix = nil
		}
	}
}

func (p *Pass) stands(f *Fix) bool {
	slices.SortFunc(f.Edits, func(a, b Edit) int { return a.Span.Start - b.Span.Start })
	f.Edits = slices.Compact(f.Edits)
	end := 0
	for _, e := range f.Edits {
		there, ok := p.Article.Places[e.Span.Part].Text(e.Span.Start, e.Span.End)
		if e.Span.Part != "" || !ok || there != e.Was || e.Was == e.Text || e.Span.Start < end {
			return false
		}
		end = e.Span.End
	}
	return len(f.Edits) > 0
}
