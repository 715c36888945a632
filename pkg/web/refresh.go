package web

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

const (
	// refreshHead is how much of a page is searched for a refresh, and longestRefresh the delay in seconds after which a
	// page is left for another; what waits longer is meant to be read.
	refreshHead    = 32 << 10
	longestRefresh = 15
	// shortNotice is the length of a page that has nothing to say but where to go.
	shortNotice = 4 << 10
)

// refreshOf is where a page leads by itself, without a script: by a meta element or by the header that it stands for
// (HTML, 4.2.5.3). ok is false if it leads nowhere, or to itself.
func (x *exchange) refreshOf(base string) (to string, ok bool) {
	if x.status < 200 || x.status > 299 {
		return "", false
	}
	value := x.header.Get("Refresh")
	if value == "" {
		value = metaRefresh(x.body)
	}
	delay, to, ok := parseRefresh(value)
	if !ok || delay > longestRefresh || delay > 1 && len(x.body) > shortNotice {
		return "", false
	}
	// SiteGround's captcha cannot be passed, and says more where it stands.
	if strings.HasPrefix(to, "/.well-known/sgcaptcha/") {
		return "", false
	}
	to = resolve(base, to)
	if withoutFragment(to) == withoutFragment(base) && len(x.header["Set-Cookie"]) == 0 {
		return "", false
	}
	return to, true
}

// metaRefresh is the content of the first meta element of that kind, outside noscript: what stands there is for others.
func metaRefresh(body []byte) string {
	head := body[:min(len(body), refreshHead)]
	if !containsRefresh(head) {
		return ""
	}
	hidden := ""
	for tokens := html.NewTokenizer(bytes.NewReader(head)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := tokens.Token()
			switch {
			case tag.Data == "noscript" || tag.Data == "template":
				hidden = tag.Data
			case tag.Data == "meta" && hidden == "":
				if content, ok := refreshContent(tag); ok {
					return content
				}
			}
		case html.EndTagToken:
			if tag, _ := tokens.TagName(); string(tag) == hidden {
				hidden = ""
			}
		}
	}
}

// containsRefresh looks for the word without regard to case, before anything is parsed.
func containsRefresh(head []byte) bool {
	for _, word := range [...]string{"refresh", "Refresh", "REFRESH"} {
		if bytes.Contains(head, []byte(word)) {
			return true
		}
	}
	return false
}

func refreshContent(tag html.Token) (content string, ok bool) {
	for _, a := range tag.Attr {
		switch a.Key {
		case "http-equiv":
			ok = strings.EqualFold(strings.TrimSpace(a.Val), "refresh")
		case "content":
			content = a.Val
		}
	}
	return content, ok
}

// parseRefresh reads "5; url='/new'" (HTML, shared declarative refresh steps). A value without an address reloads the
// page, which leads nowhere.
func parseRefresh(value string) (delay int, to string, ok bool) {
	value = strings.TrimLeft(value, " \t\r\n")
	end := strings.IndexFunc(value, func(r rune) bool { return r < '0' || r > '9' })
	if end < 0 || end == 0 && !strings.HasPrefix(value, ".") {
		return 0, "", false
	}
	if end > 0 {
		var err error
		if delay, err = strconv.Atoi(value[:end]); err != nil {
			return 0, "", false
		}
	}
	rest := strings.TrimLeft(strings.TrimLeft(value[end:], ".0123456789"), " \t\r\n")
	rest = strings.TrimLeft(strings.TrimLeft(rest, ";,"), " \t\r\n")
	if len(rest) >= 3 && strings.EqualFold(rest[:3], "url") {
		if after := strings.TrimLeft(rest[3:], " \t\r\n"); strings.HasPrefix(after, "=") {
			rest = strings.TrimLeft(after[1:], " \t\r\n")
		}
	}
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		rest, _, _ = strings.Cut(rest[1:], rest[:1])
	}
	return delay, rest, rest != ""
}

// refresh adds the hop by which a page led elsewhere by itself: one without a status of its own.
func (p *Page) refresh(header http.Header, to string) {
	p.Hops = append(p.Hops, Hop{URL: p.Final, Header: header, To: to})
	p.Final = to
}
