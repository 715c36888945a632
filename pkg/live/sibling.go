package live

import (
	"crypto/sha256"
	"net/url"
	"strings"
	"unicode"
)

// Sibling is an address next to another that looks like it and that nobody can have made: what its server says of it,
// it says of all that it does not have. It is always the same for addresses of one folder and shape. ok is false for
// a home page, which has no siblings.
func Sibling(address string) (sibling string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || isHome(address) {
		return "", false
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	path := strings.TrimRight(u.EscapedPath(), "/")
	slash := strings.TrimPrefix(u.EscapedPath(), path)
	cut := strings.LastIndexByte(path, '/') + 1
	folder, last := path[:cut], path[cut:]
	if last == "" || u.RawQuery != "" {
		return queried(u)
	}
	return u.Scheme + "://" + u.Host + folder + strange(u.Host+folder, last) + slash, true
}

// queried replaces the values of a query: that is where such an address says which page is meant.
func queried(u *url.URL) (string, bool) {
	parts := strings.Split(u.RawQuery, "&")
	for i, part := range parts {
		name, value, ok := strings.Cut(part, "=")
		if ok && value != "" {
			parts[i] = name + "=" + strange(u.Host+u.Path+name, value)
		}
	}
	query := strings.Join(parts, "&")
	if query == u.RawQuery {
		return "", false
	}
	return u.Scheme + "://" + u.Host + u.EscapedPath() + "?" + query, true
}

// strange is a name in the shape of another: as many words, numbers for numbers, with the same ending. It is made of
// consonants, and long enough to be nobody's.
func strange(seed, name string) string {
	stem, ending := name, ""
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && len(name)-dot <= 6 {
		stem, ending = name[:dot], name[dot:]
	}
	digits := strings.IndexFunc(stem, func(r rune) bool { return !unicode.IsDigit(r) }) < 0
	shape := "word"
	if digits {
		shape = "number"
	}
	sum := sha256.Sum256([]byte(seed + "\n" + shape + ending))
	const consonants, numerals = "bcdfghjklmnpqrstvwxz", "123456789"
	made := make([]byte, 0, 20)
	for i, b := range sum[:18] {
		switch {
		case digits && i < 9:
			made = append(made, numerals[int(b)%len(numerals)])
		case digits:
		case i%7 == 6:
			made = append(made, '-')
		default:
			made = append(made, consonants[int(b)%len(consonants)])
		}
	}
	return string(made) + ending
}

// Doubt tells whether a sibling of the link is worth asking for, and which: the server says that all is well, and
// nothing on the page tells that it is the one that is meant.
func (e *Evidence) Doubt() (sibling string, ok bool) {
	if e.Sibling != nil || !isSuccess(e.Page) || isHome(e.Page.URL) {
		return "", false
	}
	d := e.document()
	if !d.isHTML || d.isApp() {
		return "", false
	}
	if bears, _ := e.bears(); bears {
		return "", false
	}
	switch e.Diagnose().State {
	case Live, Moved, Fragment, Drifted, Undecided:
		return Sibling(e.Page.URL)
	default:
		return "", false
	}
}

// likeSibling tells whether the page is the one that the server has for addresses that it does not know.
func (e *Evidence) likeSibling() bool {
	s := e.Sibling
	if s == nil || s.Failure != nil || s.Status != e.Page.Status && s.Status != 404 && s.Status != 410 {
		return false
	}
	return alike(e.document(), e.siblingDocument(), e.Page, s)
}

// sameTarget tells whether the server sends unknown addresses to where it sent the link.
func (e *Evidence) sameTarget() bool {
	s := e.Sibling
	return s != nil && s.Failure == nil && len(s.Hops) > 0 && len(e.Page.Hops) > 0 && isSuccess(s) && sameAddress(final(s), final(e.Page)) &&
		!sameAddress(final(e.Page), e.Page.URL)
}
