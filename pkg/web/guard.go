package web

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"time"

	"code.dny.dev/ssrf"
)

// connectTimeout bounds the making of one connection, so that a silent host does not use up the time of its chain.
const connectTimeout = 10 * time.Second

// guard dials. Every address is looked at after the name is resolved and before the first packet is sent, so neither a
// redirect nor a name that points inside gets round it.
type guard struct {
	allowed map[string]bool
	ports   []int
	free    net.Dialer
	guarded net.Dialer
}

func newGuard(o Options) *guard {
	var v4, v6 []netip.Prefix
	for _, network := range o.AllowNetworks {
		if network.Addr().Is4() {
			v4 = append(v4, network.Masked())
		} else {
			v6 = append(v6, network.Masked())
		}
	}
	// The port says nothing of whose address it is.
	policy := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(v4...), ssrf.WithAllowedV6Prefixes(v6...))
	g := &guard{
		allowed: make(map[string]bool, len(o.AllowHosts)),
		ports:   o.Ports,
		free:    net.Dialer{Timeout: connectTimeout, Resolver: o.Resolver},
		guarded: net.Dialer{Timeout: connectTimeout, Resolver: o.Resolver, Control: policy.Safe},
	}
	for _, host := range o.AllowHosts {
		g.allowed[hostName(host)] = true
	}
	return g
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	if !g.visitsPort(address) {
		return nil, errPort
	}
	host, _, err := net.SplitHostPort(address)
	if err == nil && g.allowed[hostName(host)] {
		return g.free.DialContext(ctx, network, address)
	}
	return g.guarded.DialContext(ctx, network, address)
}

// hostName is a host in the spelling in which hosts are compared.
func hostName(host string) string {
	host = strings.TrimSuffix(strings.TrimPrefix(host, "["), "]")
	return strings.ToLower(strings.TrimSuffix(host, "."))
}
