package cite

import (
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/match"
)

// readAddresses takes addresses and identifiers.
func (p *parse) readAddresses() {
	for _, l := range p.t.links {
		if !l.bare && l.Start >= p.c.Words.Start && l.Start < max(p.c.Words.End, p.c.Words.Start+1) {
			p.addAddress(l.url)
		}
	}
	for i, x := range p.pieces {
		switch x.kind {
		case address:
			p.addAddress(x.value)
		case doi:
			set(&p.c.DOI, x.value)
		case isbn:
			set(&p.c.ISBN, x.value)
		case issn:
			set(&p.c.ISSN, x.value)
		case pmid:
			set(&p.c.PMID, x.value)
		case pmcid:
			set(&p.c.PMCID, x.value)
		case arxiv:
			set(&p.c.ArXiv, x.value)
		case handle:
			if !strings.HasPrefix(strings.ToLower(x.value), "urn:") {
				set(&p.c.URL, "https://hdl.handle.net/"+x.value)
			}
		default:
			continue
		}
		p.used[i] = true
	}
	if p.c.URL == "" && p.c.ArchiveURL != "" {
		if p.c.URL = archivedAddress(p.c.ArchiveURL); p.c.URL == "" {
			p.c.URL = p.c.ArchiveURL
		}
	}
}

// set fills a field that is empty.
func set(field *string, value string) {
	if *field == "" {
		*field = value
	}
}

func (p *parse) addAddress(url string) {
	if isArchive(url) {
		set(&p.c.ArchiveURL, url)
		return
	}
	set(&p.c.URL, url)
	host, path := hostAndPath(url)
	switch host {
	case "doi.org", "dx.doi.org", "www.doi.org":
		if n := doiLength(path); n > 0 && p.c.DOI == "" {
			p.c.DOI = unescaped(path[:n])
		}
	case "arxiv.org", "www.arxiv.org":
		if kind, id, found := strings.Cut(path, "/"); found && (kind == "abs" || kind == "pdf" || kind == "html") {
			if id = strings.TrimSuffix(id, ".pdf"); isArxiv(id) {
				set(&p.c.ArXiv, id)
			}
		}
	case "pubmed.ncbi.nlm.nih.gov":
		if n := digitsLength(path); n > 0 {
			set(&p.c.PMID, path[:n])
		}
	case "pmc.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov", "ncbi.nlm.nih.gov":
		if at := strings.Index(path, "articles/PMC"); at >= 0 {
			id := path[at+len("articles/"):]
			set(&p.c.PMCID, id[:pmcLength(id)])
		}
	}
}

// hostAndPath parts an address; the path is without its first slash.
func hostAndPath(url string) (host, path string) {
	if at := strings.Index(url, "://"); at >= 0 {
		url = url[at+len("://"):]
	}
	host, path, _ = strings.Cut(url, "/")
	return strings.ToLower(host), path
}

// unescaped decodes what an address writes with a percent sign, if that is readable.
func unescaped(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	decoded := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			high, low := hexDigit(s[i+1]), hexDigit(s[i+2])
			if c := high<<4 | low; high < 16 && low < 16 && c > ' ' && c < 0x7F {
				decoded = append(decoded, c)
				i += 2
				continue
			}
		}
		decoded = append(decoded, s[i])
	}
	return string(decoded)
}

func hexDigit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10
	}
	return 16
}

// unseen takes out characters that nobody sees.
var unseen = sync.OnceValue(func() *strings.Replacer {
	return strings.NewReplacer("\u200B", "", "\u200C", "", "\u200D", "", "\u2060", "", "\uFEFF", "")
})

// isArchive tells of addresses under which archives keep copies of pages, be it that characters nobody sees stand in them.
func isArchive(url string) bool {
	host, path := hostAndPath(unseen().Replace(url))
	host = strings.TrimPrefix(host, "www.")
	switch host {
	case "web.archive.org", "perma.cc", "archive.ph", "archive.today", "archive.is", "archive.li", "archive.fo", "archive.md", "archive.vn", "webcitation.org",
		"ghostarchive.org", "wayback.archive-it.org", "webarchive.nationalarchives.gov.uk", "webarchive.loc.gov", "arquivo.pt", "megalodon.jp",
		"wayback.webarchiv.cz", "archive.wikiwix.com", "webarchive.org.uk", "conifer.rhizome.org", "wayback.vefsafn.is":
		return path != ""
	case "archive.org":
		return strings.HasPrefix(path, "web/") || strings.HasPrefix(path, "wayback/")
	}
	return false
}

// archivedAddress is the address that an archive's address shows within it, empty if it shows none.
func archivedAddress(url string) string {
	_, path := hostAndPath(url)
	at := strings.Index(path, "/http")
	if at < 0 || !match.IsWeb(path[at+1:]) {
		return ""
	}
	return path[at+1:]
}
