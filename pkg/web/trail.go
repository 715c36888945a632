package web

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
)

// trail is where a chain of redirects has been, and the cookies it was given on the way.
type trail struct {
	jar     http.CookieJar
	visited []string
}

func (t *trail) cookies(target *url.URL) string {
	if t.jar == nil {
		return ""
	}
	carrier := http.Request{Header: http.Header{}}
	for _, cookie := range t.jar.Cookies(target) {
		carrier.AddCookie(cookie)
	}
	return carrier.Header.Get("Cookie")
}

// repeats tells whether the chain has made the very request before. The same address with another cookie is none: that
// is how servers find out whether cookies are kept.
func (t *trail) repeats(target *url.URL, cookies string) bool {
	visit := target.Scheme + "://" + target.Host + target.RequestURI() + "\n" + cookies
	if slices.Contains(t.visited, visit) {
		return true
	}
	t.visited = append(t.visited, visit)
	return false
}

// keep takes the cookies that a response sets.
func (t *trail) keep(target *url.URL, header http.Header) {
	set := (&http.Response{Header: header}).Cookies()
	if len(set) == 0 {
		return
	}
	if t.jar == nil {
		jar, err := cookiejar.New(nil)
		if err != nil {
			return
		}
		t.jar = jar
	}
	t.jar.SetCookies(target, set)
}
