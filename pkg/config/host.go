package config

import (
	"os"
	"slices"
	"strings"
	"time"
)

func (r *reader) host(of entry) {
	h := Host{Name: of.name, Place: r.place(of.key)}
	known := []string{blockedKey, gapKey}
	if r.words.Flags.Lookup("header") != nil {
		known = append(known, headersKey)
	}
	for _, e := range r.entries(of.value, hostsKey) {
		switch text, _ := r.text(e.value); {
		case !slices.Contains(known, e.name):
			r.fail(e.key, "%s", unknown("key of a host", e.name, known))
		case e.name == headersKey:
			h.Headers = r.headers(e)
		case e.name == gapKey:
			gap, err := time.ParseDuration(text)
			if err != nil || gap < 0 {
				r.fail(e.value, "gap takes a time such as 2s")
				continue
			}
			h.Gap = &gap
		case text != "fine":
			r.fail(e.value, "blocked takes the word fine: that the host refuses programs need not be told")
		default:
			h.BlockedIsFine = true
		}
	}
	r.conf.Hosts = append(r.conf.Hosts, h)
}

// secret is how the names of variables begin that a header may name. A configuration comes with the articles, so it must
// not be able to send any other variable to a host of its choice.
const secret = "IBID_"

func (r *reader) headers(of entry) []string {
	var all []string
	for _, e := range r.entries(of.value, headersKey) {
		text, ok := r.text(e.value)
		if !ok || strings.ContainsAny(e.name+text, "\r\n") || strings.Contains(e.name, ":") {
			r.fail(e.value, "the header %s takes one line of text", e.name)
			continue
		}
		filled := os.Expand(text, func(name string) string {
			if !strings.HasPrefix(name, secret) {
				r.fail(e.value, "a header can name variables that begin with %s alone, not %s", secret, name)
				return ""
			}
			value := r.words.Environment(name)
			if value == "" {
				r.fail(e.value, "the variable %s is not set", name)
			}
			return value
		})
		all = append(all, e.name+":"+filled)
	}
	return all
}
