package metadata

import "strings"

// separators part a title from the name of its site.
var separators = [...]string{" | ", " - ", " – ", " — ", " :: ", " · "}

// withoutSite cuts the site's name off a title, but only where something confirms that it is one: what is left is a
// heading of the page, or what is cut off is the site's name. A dash can belong to a title.
func withoutSite(title, site string, confirm []string) string {
	for _, separator := range separators {
		for from := 0; ; {
			i := strings.Index(title[from:], separator)
			if i < 0 {
				break
			}
			cut := from + i
			before, suffix := strings.TrimSpace(title[:cut]), title[cut+len(separator):]
			if before != "" && (site != "" && strings.EqualFold(suffix, site) || containsFold(confirm, before)) {
				return before
			}
			from = cut + len(separator) - 1
		}
	}
	return title
}

func containsFold(list []string, s string) bool {
	for _, entry := range list {
		if strings.EqualFold(entry, s) {
			return true
		}
	}
	return false
}
