package config

import (
	"errors"
	"fmt"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
)

func (r *reader) host(of entry) {
	h := Host{Name: of.name, Place: r.place(of.key)}
	if err := CheckHost(of.name); err != nil {
		r.fail(of.key, "%v", err)
	}
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

// HostPattern is for the names that CheckHost lets pass, and for some more of the form of IPv6.
const HostPattern = `^([^*/?#@:\s\[\]]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)$`

// CheckHost tells what is wrong with the name of a host: one that would be that of no host.
func CheckHost(name string) error {
	host := name
	if match.IsWeb(name) {
		_, host, _ = strings.Cut(name, "://")
		host, _, _ = strings.Cut(host, "/")
	}
	if alone, port, err := net.SplitHostPort(host); err == nil && port != "" {
		host = alone
	}
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	switch {
	case name == "":
		return errors.New("a host has a name, such as review.example")
	case strings.Contains(name, "*"):
		return fmt.Errorf("the host %s: * stands for nothing here; name each host", name)
	case host != name:
		return fmt.Errorf("the host %s: write its name alone: %s", name, host)
	case strings.ContainsAny(name, "/?#@ \t") || strings.Contains(name, ":") && net.ParseIP(name) == nil:
		return fmt.Errorf("the host %s: this is no name of a host; write one such as review.example", name)
	default:
		return nil
	}
}

// secret is how the names of variables begin that a header may name. Nothing else that the environment holds can be sent
// to a host by mistake.
const secret = "IBID_"

// variable is the value of a variable that a header names.
func (r *reader) variable(name string) (string, error) {
	if !strings.HasPrefix(name, secret) {
		return "", fmt.Errorf("a header can name variables that begin with %s alone, not %s", secret, name)
	}
	if r.words.Found {
		return "", fmt.Errorf("%s would be sent to a host of the configuration's choice; %s", name, r.trusting())
	}
	value := r.words.Environment(name)
	if value == "" {
		return "", fmt.Errorf("the variable %s is not set", name)
	}
	return value, nil
}

func (r *reader) headers(of entry) []string {
	var all []string
	for _, e := range r.entries(of.value, headersKey) {
		text, ok := r.text(e.value)
		if !ok || strings.ContainsAny(e.name+text, "\r\n") || strings.Contains(e.name, ":") {
			r.fail(e.value, "the header %s takes one line of text", e.name)
			continue
		}
		filled := os.Expand(text, func(name string) string {
			value, err := r.variable(name)
			if err != nil {
				r.fail(e.value, "%v", err)
			}
			return value
		})
		all = append(all, e.name+":"+filled)
	}
	return all
}
