package web

import (
	"errors"
	"net"
	"slices"
	"strconv"
)

var errPort = errors.New("a port that is not visited")

// visitsPort tells whether an address may be dialled by its port. Without a list, any may: the port says nothing of
// whose address it is.
func (g *guard) visitsPort(address string) bool {
	if len(g.ports) == 0 {
		return true
	}
	_, text, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	port, err := strconv.Atoi(text)
	return err == nil && slices.Contains(g.ports, port)
}
