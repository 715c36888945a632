// Package hostile is a small web on the loopback addresses that answers as badly as the real one: pages that are gone and
// say that they are there, domains for sale, walls against programs, broken certificates, bytes that are no HTTP, and
// sound pages that look like any of these. Each case says what must be found out of its link, and with how many requests.
//
// It serves tests and demonstrations. It judges nothing, and does nothing to a caller that a server could not do.
package hostile

import (
	"net"
	"slices"
)

// Case is one link, what stands behind it, and the truth of it.
type Case struct {
	// Name is kebab-case and unique.
	Name string
	// Want is the link's state, in the words of a report.
	Want string
	// To is the address to write instead of one that has moved, from the path on if it is on the case's own host.
	To string
	// Link is what is cited: the path and what follows it, "/2021/tide-tables" if empty, or a whole address.
	Link string
	// Title is what the citation calls the document: Title if empty, "-" for a citation without a title.
	Title string
	// Certificate makes the host one of https.
	Certificate Certificate
	// Answer serves HTTP. Wire speaks for itself, once the head of a request has arrived. A case without either has no
	// host.
	Answer Answer
	Wire   func(net.Conn)
	// Patience tells that the link is decided by how long a visitor waits.
	Patience bool
	// Most bounds the requests that the link may cost, on all of the case's hosts: 3 if zero.
	Most int
}

// Title and Author are what a citation calls its document, unless the case has its own.
const (
	Title  = "Tide Tables of the Old Harbour"
	Author = "Ana Ruiz"
)

// deep is the path that is cited where it does not matter.
const deep = "/2021/tide-tables"

// Cases are all cases.
func Cases() []Case {
	return slices.Concat(
		live, gone, soft404, parked, blocked, walled, redirect, moved, fragment, secure, wire, codings, drifted, robots, passing,
		addresses,
	)
}

// Most requests for a case that does not say.
const most = 3

func (c Case) filled() Case {
	if c.Link == "" {
		c.Link = deep
	}
	switch c.Title {
	case "":
		c.Title = Title
	case "-":
		c.Title = ""
	}
	if c.Most == 0 {
		c.Most = most
	}
	return c
}
