// Package web gets the pages at the addresses that articles cite: politely, within bounds, and so that a run can be
// recorded and replayed.
//
// One GET serves everything. A [Client] fetches the address as it is written and follows its redirects, those that a page
// makes itself with a refresh included; [Manners] asks again in another manner where that was refused, and [Retry] after a
// pause what may pass; [Once] shares a fetch among all who ask for it; a [Recorder] keeps what came back in a WARC file and
// a [Replayer] answers from one; a [Crawl] visits many addresses. Each is a [Fetcher], or takes one. All share a [Pace],
// which keeps a gap between requests to one host, and [Robots] for what nobody has cited.
//
// The package judges nothing: a page that could not be had is data with a typed [Failure]. It refuses to visit private,
// loopback, link-local and other reserved addresses unless they are allowed by name, to use a proxy (behind one, it
// could not see which address is visited), to run scripts, to keep cookies longer than one chain of redirects, and to
// read without a bound. Headers of a page are those that were sent, less Content-Length, Content-Encoding and
// Transfer-Encoding, which would belie the decoded body. Bodies and headers may be shared between pages: treat them as
// read-only.
package web
