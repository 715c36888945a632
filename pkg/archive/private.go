package archive

import (
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// isPrivate tells of addresses that are nobody else's business: of a host that the world cannot reach, or with a password
// in them. No archive of the world is told of one; an archive that is private itself may be.
func isPrivate(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	if u.User != nil {
		return true
	}
	host := strings.ToLower(strings.TrimSuffix(u.Hostname(), "."))
	if ip, err := netip.ParseAddr(host); err == nil {
		ip = ip.Unmap()
		return !ip.IsGlobalUnicast() || ip.IsPrivate()
	}
	labels := strings.Split(host, ".")
	// Names that are used within a network only (RFC 6761, 6762, 8375, and ICANN's decision of 2024 on internal).
	return len(labels) < 2 || strings.HasSuffix(host, ".home.arpa") ||
		slices.Contains([]string{"localhost", "local", "internal", "lan", "test", "invalid", "onion"}, labels[len(labels)-1])
}
