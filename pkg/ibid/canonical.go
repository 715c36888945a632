package ibid

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/metadata"
	"github.com/ibidcheck/ibid/pkg/web"
)

// canonical is the address that a page gives for itself, in its header (RFC 6596) or in its head; empty if it gives
// none, or one that a redirect would not be believed either. Sites that name their home page, a login or an error page
// as the address of every page are many, and such an address would make one work of all of them.
func canonical(p *web.Page) string {
	address := canonicalHeader(p)
	if address == "" {
		address = canonicalHead(p)
	}
	if address == "" {
		return ""
	}
	redirected := &web.Page{
		URL: p.URL, Final: address, Status: http.StatusOK,
		Hops: []web.Hop{{URL: p.URL, Status: http.StatusMovedPermanently, To: address}},
	}
	if !isThere(live.Diagnose(redirected)) {
		return ""
	}
	return address
}

// isThere tells whether a link leads to the page that it is meant to lead to, if not to the place in it.
func isThere(d live.Diagnosis) bool {
	return d.State == live.Live || d.State == live.Moved || d.IsOfPlace()
}

func canonicalHead(p *web.Page) string {
	kind := mediaType(p.Header)
	if kind != "text/html" && kind != "application/xhtml+xml" || !mayNameItself(p.Body) {
		return ""
	}
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(p.Body))
	if err != nil {
		return ""
	}
	return metadata.Of(doc, p.Final).Canonical()
}

// mayNameItself tells whether a page has any of what names its address, before all of it is parsed.
func mayNameItself(body []byte) bool {
	for _, mark := range [...]string{"canonical", "CANONICAL", "Canonical", "og:url", "ld+json", "citation_"} {
		if bytes.Contains(body, []byte(mark)) {
			return true
		}
	}
	return false
}

// canonicalHeader reads the fields named Link (RFC 8288): <https://tide.example/a>; rel="canonical", <…>; rel=next.
func canonicalHeader(p *web.Page) string {
	for _, field := range p.Header.Values("Link") {
		for field != "" {
			_, rest, _ := strings.Cut(field, "<")
			target, rest, ok := strings.Cut(rest, ">")
			if !ok {
				break
			}
			var parameters string
			parameters, field = cutLink(rest)
			if isCanonical(parameters) {
				return absolute(p.Final, target)
			}
		}
	}
	return ""
}

// cutLink cuts behind the parameters of one link, at a comma that is not quoted.
func cutLink(s string) (parameters, rest string) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ',' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

func isCanonical(parameters string) bool {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(strings.TrimSpace(parameter), "=")
		if !strings.EqualFold(strings.TrimSpace(name), "rel") {
			continue
		}
		for relation := range strings.FieldsSeq(strings.Trim(strings.TrimSpace(value), `"`)) {
			if strings.EqualFold(relation, "canonical") {
				return true
			}
		}
	}
	return false
}

// absolute is an address seen from the page that gives it; empty if it is none.
func absolute(base, address string) string {
	from, err := url.Parse(base)
	if err != nil {
		return ""
	}
	to, err := from.Parse(strings.TrimSpace(address))
	if err != nil || to.Host == "" {
		return ""
	}
	return to.String()
}
