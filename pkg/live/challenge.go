package live

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/web"
)

var challenge = Heuristic{
	Name: "challenge",
	Summary: "Whatever the status, a header or the code of the page is that of a known challenge to prove that one is no program: " +
		"the link is blocked.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		p := e.Page
		maker := challengeHeader(p)
		if maker == "" {
			maker = challengeBody(p.Body)
		}
		if maker == "" {
			return passOn()
		}
		return decided(Blocked, fmt.Sprintf("the server challenges programs (%s)", maker))
	},
}

// challengeHeader names who marks the response as a challenge in a header made for that.
func challengeHeader(p *web.Page) string {
	for _, h := range [...]struct{ name, value, maker string }{
		{"Cf-Mitigated", "challenge", "Cloudflare"}, // developers.cloudflare.com: "detect a Challenge Page response"
		{"X-Amzn-Waf-Action", "challenge", "AWS WAF"},
		{"X-Amzn-Waf-Action", "captcha", "AWS WAF"},
		{"X-Vercel-Mitigated", "challenge", "Vercel"},
		{"Sg-Captcha", "challenge", "SiteGround"},
	} {
		if strings.EqualFold(strings.TrimSpace(p.Header.Get(h.name)), h.value) {
			return h.maker
		}
	}
	return ""
}

// sign is a piece of code that stands in challenges only. What the same makers put into ordinary pages, such as
// Cloudflare's /cdn-cgi/challenge-platform/scripts/, is no sign.
type sign struct{ code, maker string }

var signs = [...]sign{
	{"_cf_chl_opt", "Cloudflare"},
	{"/orchestrate/chl_page/", "Cloudflare"},
	{"captcha-delivery.com", "DataDome"},
	{"px-captcha", "PerimeterX"},
	{"sec-if-cpt-container", "Akamai"},
	{"/_sec/cp_challenge/", "Akamai"},
	{"bm-verify=", "Akamai"},
	{"_Incapsula_Resource?SWUDNSAI=", "Imperva"},
	{"_Incapsula_Resource?CWUDNSAI=", "Imperva"},
	{"gokuProps", "AWS WAF"},
	{"sucuri_cloudproxy_js", "Sucuri"},
	{"anubis_challenge", "Anubis"},
	{"/.well-known/sgcaptcha/", "SiteGround"},
}

// A challenge is a small page that shows little more than that one should wait. An ordinary page can hold a challenge's
// code too: for one of its forms, or because it is about challenges.
const (
	longestChallenge = 128 << 10 // bytes
	mostShown        = 2000      // bytes of text that a reader sees, blanks left out
)

// challengeBody names who made the challenge that a body is. The code has to stand in a script or a tag, not in text.
func challengeBody(body []byte) string {
	if len(body) == 0 || len(body) > longestChallenge || !hasSign(body) {
		return ""
	}
	code, ok := codeOfShortPage(body)
	if !ok {
		return ""
	}
	for _, s := range signs {
		if bytes.Contains(code, []byte(s.code)) {
			return s.maker
		}
	}
	return ""
}

func hasSign(body []byte) bool {
	for _, s := range signs {
		if bytes.Contains(body, []byte(s.code)) {
			return true
		}
	}
	return false
}

// codeOfShortPage gives the tags and scripts of a page, or false if the page shows more text than a challenge.
func codeOfShortPage(body []byte) (code []byte, ok bool) {
	shown := 0
	hidden := "" // the element whose text is not shown
	for tokens := html.NewTokenizer(bytes.NewReader(body)); ; {
		kind := tokens.Next()
		switch kind {
		case html.ErrorToken:
			return code, true
		case html.TextToken:
			switch hidden {
			case "script":
				code = append(code, tokens.Raw()...)
			case "":
				shown += textLength(tokens.Raw())
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			code = append(code, tokens.Raw()...)
			if tag, _ := tokens.TagName(); kind == html.StartTagToken && (string(tag) == "script" || string(tag) == "style") {
				hidden = string(tag)
			}
		case html.EndTagToken:
			if tag, _ := tokens.TagName(); string(tag) == hidden {
				hidden = ""
			}
		}
		if shown > mostShown {
			return nil, false
		}
	}
}

func textLength(text []byte) int {
	length := 0
	for word := range bytes.FieldsSeq(text) {
		length += len(word)
	}
	return length
}
