package web

import (
	"context"
	"net"
	"strings"
	"sync"
	"time"
)

// defaultControlName is a name server of the root zone: it exists as long as names do.
const defaultControlName = "a.root-servers.net"

// controlTimeout bounds the one look-up of the control name.
const controlTimeout = 10 * time.Second

// witness tells whether the resolver can be believed when it says that a name does not exist. A machine without a
// network, or behind a resolver that knows only its own names, says so of every name.
type witness struct {
	resolver *net.Resolver
	name     string
	once     sync.Once
	done     chan struct{}
	works    bool
}

func newWitness(resolver *net.Resolver, name string) *witness {
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	if name == "" {
		name = defaultControlName
	}
	return &witness{resolver: resolver, name: name, done: make(chan struct{})}
}

// confirm looks up the control name, once for all callers; whoever comes first does not take the answer away from the
// others by giving up.
func (w *witness) confirm(ctx context.Context) bool {
	w.once.Do(func() { go w.ask(context.WithoutCancel(ctx)) })
	select {
	case <-w.done:
		return w.works
	case <-ctx.Done():
		return false
	}
}

func (w *witness) ask(ctx context.Context) {
	defer close(w.done)
	ctx, cancel := context.WithTimeout(ctx, controlTimeout)
	defer cancel()
	addresses, err := w.resolver.LookupHost(ctx, w.name)
	w.works = err == nil && len(addresses) > 0
}

// check turns a name that does not exist into one that could not be looked up, if the resolver finds no name at all.
func (w *witness) check(ctx context.Context, f *Failure) *Failure {
	if f.Kind != NameNotFound || w.confirm(ctx) {
		return f
	}
	return &Failure{Kind: NameUnresolved, Detail: "the resolver does not find " + oneLine(w.name) + " either"}
}

// neverNamed tells of hosts that never have a name: no resolver needs to be asked (RFC 6761, section 6.4).
func neverNamed(host string) bool {
	return host == "invalid" || strings.HasSuffix(host, ".invalid")
}
