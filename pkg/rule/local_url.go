package rule

import (
	"net/netip"
	"strings"

	"github.com/ibidcheck/ibid/pkg/article"
)

// LocalURL tells of addresses that lead to the author's own computer or office.
var LocalURL = Rule{
	Name:    "local-url",
	Summary: "an address leads nowhere but for its author",
	Doc: `The address is of a file on a computer (file://), of the computer itself (localhost), or of a private network. Nobody
but the author can follow it, and file names tell more of the author than was meant.

In the text, addresses of a program on the reader's own computer are left alone: instructions have them. Hosts without
a domain count as private.

Cite where the document is published.`,
	Group:    Form,
	Severity: Warning,
	Bad:      Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” file:///C:/Users/ana/tide.pdf.\n"},
	Good:     Example{Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/files/C:/tide.pdf.\n"},
	Check:    localURL,
}

func localURL(p *Pass) []Finding {
	var all []Finding
	for _, x := range p.addresses() {
		if isLocalHost(x.host) && !isMalformed(x.url) && !isCutShort(x) && p.isCited(x) {
			all = append(all, p.atAddress(x, "nobody but its author can follow the address; cite where the document is published: "+x.url))
		}
	}
	for i := range p.written() {
		w := &p.index.written[i]
		for _, r := range fileAddresses(w.Text) {
			f := w.at(r, "nobody but its author can follow the address; cite where the document is published: "+w.Text[r.Start:r.End])
			f.key = w.Text[r.Start:r.End]
			all = append(all, f)
		}
	}
	return all
}

// isCutShort tells of a host without a path that its domain was cut off from: http://www. Broken-url tells of it.
func isCutShort(x addressed) bool {
	return !strings.Contains(x.host, ".") && strings.TrimRight(pathOf(x.url), "/") == "" && !isLoopback(x.host)
}

// isLocalHost tells of hosts that no public name server knows, by RFC 6761, 6762, 8375 and 9476, the draft of .internal
// at ICANN, RFC 1918 and 4193, and usage.
func isLocalHost(host string) bool {
	if isLoopback(host) || host != "" && !strings.Contains(host, ".") && !strings.HasPrefix(host, "[") {
		return true
	}
	for _, domain := range []string{".local", ".internal", ".lan", ".home.arpa", ".intranet", ".corp", ".localdomain"} {
		if strings.HasSuffix(host, domain) {
			return true
		}
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && (addr.IsPrivate() || addr.IsLoopback() || addr.IsLinkLocalUnicast() || addr.IsUnspecified())
}

func isLoopback(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || strings.HasPrefix(host, "127.") || host == "[::1]"
}

// fileAddresses finds file:// addresses, and the names of files in a user's folder.
func fileAddresses(text string) []article.Range {
	var found []article.Range
	for at := 0; at < len(text); {
		end := wordEnd(text, at)
		word := strings.TrimLeft(text[at:end], "<([“\"'")
		start := end - len(word)
		if isFileAddress(word) {
			found = append(found, article.Range{Start: start, End: start + len(strings.TrimRight(word, ".,;:)]>”’\"'"))})
		}
		at = end + 1
	}
	return found
}

func isFileAddress(word string) bool {
	if len(word) > len("file:///x") && strings.EqualFold(word[:len("file://")], "file://") {
		return true
	}
	return len(word) > len(`C:\`) && isLetter(word[0]) && strings.HasPrefix(word[1:], `:\Users\`)
}
