package archive

import (
	"net/http"
	"net/url"

	"github.com/ibidcheck/ibid/pkg/web"
)

// Withheld tells of the page behind a link to a copy that is none, though its status is that of a page: the Wayback
// Machine gives every copy the header Memento-Datetime, and none to what it shows instead of a copy that it has been
// asked not to show.
func Withheld(p *web.Page) bool {
	if p.Failure != nil || p.Status != http.StatusOK || p.Header.Get("Memento-Datetime") != "" {
		return false
	}
	u, err := url.Parse(p.Final)
	if err != nil || u.Hostname() != "web.archive.org" {
		return false
	}
	_, taken, ok := Original(p.Final)
	return ok && !taken.IsZero()
}
