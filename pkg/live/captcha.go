package live

import "strings"

var captcha = Heuristic{
	Name: "captcha",
	Summary: "A short page says in several ways that it takes the visitor for a program, or asks for proof of the contrary: the link " +
		"is blocked.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML || d.ownWords > 80 {
			return passOn()
		}
		if bears, _ := e.bears(); bears && len(e.Cited.Titles) > 0 {
			return passOn()
		}
		if d.refuses() < 2 {
			return passOn()
		}
		return decided(Blocked, "the server takes programs for robots, and shows them no page")
	},
}

// refuses counts the signs that a page refuses programs: in what it is called, in its text, and in its code.
func (d *document) refuses() int {
	count := refusals.in(d.plainTitles(), 1)
	count += refusals.in(d.plain(), 2)
	if d.setsCookieAndReloads() {
		return count + 2
	}
	for _, mark := range [...]string{
		"g-recaptcha", "h-captcha", "cf-turnstile", `id="captcha`, `name="captcha`, `class="captcha`, "/captcha", "geetest", "recaptcha/api.js",
	} {
		if strings.Contains(d.code(), mark) {
			return count + 1
		}
	}
	return count
}

// setsCookieAndReloads tells of a page of nothing but a script that leaves a cookie and asks again: a program has no
// scripts, and is to stay outside.
func (d *document) setsCookieAndReloads() bool {
	return d.textWords < 15 && strings.Contains(d.code(), "document.cookie") &&
		(strings.Contains(d.code(), "location.reload") || strings.Contains(d.code(), "location.href") || strings.Contains(d.code(), "location.replace") ||
			strings.Contains(d.code(), "window.location"))
}
