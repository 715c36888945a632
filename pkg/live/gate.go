package live

import "strings"

var gate = Heuristic{
	Name: "gate",
	Summary: "A short page asks for consent or for one's age, or says that the page is not for one's country: the link is walled. So " +
		"it is if a redirect leads to an address that is such a page by its name.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		d := e.document()
		if !isSuccess(e.Page) || !d.isHTML {
			return passOn()
		}
		if len(e.Page.Hops) > 0 && namesConsent(final(e.Page)) && !namesConsent(e.Page.URL) {
			return decided(Walled, "behind a request for consent")
		}
		if d.ownWords > 80 {
			return passOn()
		}
		if bears, _ := e.bears(); bears && len(e.Cited.Titles) > 0 {
			return passOn()
		}
		named, text := d.plainTitles(), d.plain()
		for _, g := range [...]struct {
			phrases phrases
			because string
		}{
			{consents, "behind a request for consent"},
			{ages, "behind a question for one's age"},
			{regions, "withheld from some countries"},
		} {
			if g.phrases.in(named, 1)+g.phrases.in(text, 3) >= 3 {
				return decided(Walled, g.because)
			}
		}
		return passOn()
	},
}

// namesConsent reads the host's first label and the path.
func namesConsent(address string) bool {
	label, _, _ := strings.Cut(strings.ToLower(host(address)), ".")
	if label == "consent" {
		return true
	}
	for _, part := range segments(address) {
		stem, _, _ := strings.Cut(part, ".")
		switch stem {
		case "consent", "cookie-consent", "cookie-wall", "cookiewall", "privacy-gate", "gdpr", "collectconsent", "gdpr-consent", "cookieconsent":
			return true
		}
	}
	return false
}
