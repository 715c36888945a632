package live

import (
	"bytes"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/web"
)

var fragment = Heuristic{
	Name: "fragment",
	Summary: "The page is there, and has not the place that the address names: an id or a name, a quoted text, or a page of a PDF. Where a " +
		"script may make the place, the link is undecided; routes of scripts are not looked at.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		_, part, ok := strings.Cut(p.URL, "#")
		if !ok || !isSuccess(p) {
			return passOn()
		}
		if to := final(p); strings.Contains(to, "#") {
			_, part, _ = strings.Cut(to, "#") // a redirect brought its own (RFC 9110, 10.2.2)
		}
		part, directive, quotes := strings.Cut(part, ":~:")
		d := e.document()
		switch {
		case quotes && d.isHTML && !p.Truncated && !d.isApp():
			return missingText(d, directive)
		case isPDF(p):
			return missingPage(p, part)
		case d.isHTML && isAnchor(part):
			return missingAnchor(e, part)
		}
		return passOn()
	},
}

// IsOfPlace tells whether the diagnosis is of the place in a page that is there.
func (d Diagnosis) IsOfPlace() bool { return d.By == fragment.Name }

// isAnchor tells of fragments that name a place, and not the state or the route of a script ("#/x", "#!x", "#a=b").
func isAnchor(part string) bool {
	return part != "" && !strings.EqualFold(part, "top") && part[0] != '/' && part[0] != '!' && !strings.ContainsAny(part, "=&?/") &&
		!isLineOfSource(part)
}

// isLineOfSource tells of the places that code hosts make with scripts: L10, L10-L20, L10C3.
func isLineOfSource(part string) bool {
	rest, ok := strings.CutPrefix(part, "L")
	return ok && rest != "" && strings.Trim(rest, "0123456789LC-") == ""
}

func missingAnchor(e *Evidence, part string) (Diagnosis, bool) {
	d, body := e.document(), decoded(e.Page)
	unescaped, err := url.PathUnescape(part)
	if err != nil {
		unescaped = part
	}
	scripted, found := findAnchor(body, part, unescaped)
	switch {
	case found:
		return passOn()
	case e.Page.Truncated:
		return decided(Undecided, fmt.Sprintf("the page is there, but too long to look for #%s to its end", shortened(unescaped)))
	case d.isApp(), scripted, d.scripts > 0 && d.headsSlug(unescaped):
		return decided(Undecided, fmt.Sprintf("the page is there; a script may make the place #%s in it", shortened(unescaped)))
	}
	return decided(Fragment, fmt.Sprintf("the page is there, but has no place called #%s", shortened(unescaped)))
}

// findAnchor looks for an element of an id, or an a of a name, that is the fragment as it is written or decoded (HTML,
// 7.4.6.4). GitHub and others put user-content- before the ids of their users and take it off again with a script.
// scripted tells that a script speaks of the place.
func findAnchor(body []byte, part, unescaped string) (scripted, found bool) {
	inScript := false
	for tokens := html.NewTokenizer(bytes.NewReader(body)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return scripted, false
		case html.TextToken:
			if inScript && !scripted {
				raw := tokens.Raw()
				scripted = quotedIn(raw, unescaped) || quotedIn(raw, part)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := tokens.TagName()
			inScript = string(name) == "script"
			isA := string(name) == "a"
			for more {
				var key, value []byte
				key, value, more = tokens.TagAttr()
				if string(key) == "id" || isA && string(key) == "name" {
					id := strings.TrimPrefix(string(value), "user-content-")
					if id == part || id == unescaped {
						return scripted, true
					}
				}
			}
		case html.EndTagToken:
			inScript = false
		}
	}
}

// quotedIn tells whether a script names a place, as a whole word in quotes.
func quotedIn(script []byte, name string) bool {
	for _, quote := range [...]string{`"`, `'`, "`"} {
		if bytes.Contains(script, []byte(quote+name+quote)) || bytes.Contains(script, []byte(quote+"#"+name+quote)) {
			return true
		}
	}
	return false
}

// headsSlug tells whether a heading of the page, as scripts make anchors of headings, gives the fragment.
func (d *document) headsSlug(part string) bool {
	want := strings.Join(words(strings.NewReplacer("-", " ", "_", " ").Replace(part)), "-")
	for line := range strings.SplitSeq(d.text, "\n") {
		if len(line) < 200 && strings.Join(words(line), "-") == want {
			return true
		}
	}
	return false
}

// missingText looks for the quoted texts of a text directive (WICG, URL Fragment Text Directives, 3.2): text=[prefix-,]
// start[,end][,-suffix].
func missingText(d *document, directive string) (Diagnosis, bool) {
	text := d.plain() + d.plainTitles()
	for one := range strings.SplitSeq(directive, "&") {
		value, ok := strings.CutPrefix(one, "text=")
		if !ok {
			continue
		}
		for piece := range strings.SplitSeq(value, ",") {
			unescaped, err := url.PathUnescape(strings.Trim(piece, "-"))
			if err != nil {
				return passOn()
			}
			if !holds(text, unescaped) {
				return decided(Fragment, fmt.Sprintf("the page is there, but does not say “%s”", shortened(unescaped)))
			}
		}
	}
	return passOn()
}

// holds looks for words, of which the first and the last may be cut.
func holds(plain, quoted string) bool {
	quoted = strings.TrimSpace(plainText(quoted))
	return quoted == "" || strings.Contains(plain, quoted)
}

// missingPage looks for a page of a PDF by its number (RFC 8118, section 3). Pages are counted where the file shows them
// without decompression; elsewhere nothing is said.
func missingPage(p *web.Page, part string) (Diagnosis, bool) {
	for parameter := range strings.SplitSeq(part, "&") {
		value, ok := strings.CutPrefix(strings.ToLower(parameter), "page=")
		if !ok || p.Truncated {
			continue
		}
		page, err := strconv.Atoi(value)
		if pages := countPages(p.Body); err == nil && pages > 0 && page > pages {
			return decided(Fragment, fmt.Sprintf("the PDF is there, but has %d pages only, not %d", pages, page))
		}
	}
	return passOn()
}

// pageTree matches the count of a tree of pages, which the order of its entries makes hard to find otherwise.
var pageTree = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/Type\s*/Pages\b[^>]*?/Count\s+(\d+)|/Count\s+(\d+)[^>]*?/Type\s*/Pages\b`)
})

// countPages gives the highest count, that of the root; 0 if the file may hold trees in compressed streams.
func countPages(body []byte) int {
	if bytes.Contains(body, []byte("/ObjStm")) {
		return 0
	}
	most := 0
	for _, found := range pageTree().FindAllSubmatch(body, -1) {
		for _, digits := range found[1:] {
			if n, err := strconv.Atoi(string(digits)); err == nil {
				most = max(most, n)
			}
		}
	}
	return most
}
