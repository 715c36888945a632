// Package archive finds copies of pages in the archives of the web, and has copies made there.
//
// It trusts no archive's word that there is a copy: what counts is the copy itself, and that it comes with the header
// Memento-Datetime (RFC 7089), which says when it was taken. An archive that is down, refuses or talks nonsense could
// not be asked; nothing follows from that for the link. The package judges no page, and looks at no live one.
//
// Archives are asked through a web.Fetcher, so that what they say can be recorded and replayed. A Fetcher asks for an
// address and no more; so TimeGates are asked with the date in the address, as the Wayback Machine and pywb understand
// it, and not with the header Accept-Datetime.
package archive

import (
	"context"
	"time"
)

// Snapshot is a copy of a page.
type Snapshot struct {
	// Provider is the name of the one who found it.
	Provider string
	// Original is the address that it is a copy of, URL where the copy is.
	Original, URL string
	// Taken is when the copy was made, in UTC.
	Taken time.Time
}

// Provider is one way to ask an archive.
type Provider struct {
	// Name is kebab-case and unique, Summary a phrase.
	Name    string
	Summary string
	// Archive names what it asks, where several ask one.
	Archive string
	// Endpoint is the address that all its questions begin with, without a slash at its end.
	Endpoint string
	// PerMinute is how many questions it may be asked in a minute.
	PerMinute int
	// ask lists copies of a page that may serve.
	ask func(context.Context, *desk, wanted) (answer, error)
}

// answer is what an archive says it has.
type answer struct {
	candidates []candidate
	// final tells that the archive has nothing that it did not tell of.
	final bool
	// further, if not nil, asks for others, which are to serve if none of these is a copy.
	further func() (answer, error)
}

// candidate is a copy that an archive claims to have; address is where it is for readers, raw where it is without what
// the archive adds to it.
type candidate struct {
	address, raw string
	taken        time.Time
}

// Providers are all ways, in the order in which they are asked.
var Providers = []Provider{
	WaybackAvailability,
	WaybackCDX,
	WaybackTimeGate,
	Arquivo,
	Perma,
}

// captureLimit is how many copies of one archive may be looked at in a minute; the Wayback Machine allows 600, and
// arquivo.pt 400.
const captureLimit = 300
