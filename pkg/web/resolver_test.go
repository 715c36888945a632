package web

import (
	"context"
	"net"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
)

// nameServer is a stand-in for the DNS: names that it knows have an address, "broken" ones make it fail, and all others
// do not exist.
type nameServer struct {
	known map[string]netip.Addr
	asked sync.Map
}

func (s *nameServer) start(t testing.TB) *net.Resolver {
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { conn.Close() })
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(packet)
			if err != nil {
				return
			}
			if answer, ok := s.answer(packet[:n]); ok {
				_, _ = conn.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var dialer net.Dialer
		return dialer.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

func (s *nameServer) answer(packet []byte) ([]byte, bool) {
	var query dnsmessage.Message
	if query.Unpack(packet) != nil || len(query.Questions) != 1 {
		return nil, false
	}
	question := query.Questions[0]
	name := strings.TrimSuffix(question.Name.String(), ".")
	count, _ := s.asked.LoadOrStore(name, new(atomic.Int32))
	count.(*atomic.Int32).Add(1)
	reply := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: query.ID, Response: true, RecursionAvailable: true},
		Questions: query.Questions,
	}
	address, known := s.known[name]
	switch {
	case strings.HasPrefix(name, "silent"):
		return nil, false
	case strings.HasPrefix(name, "broken"):
		reply.RCode = dnsmessage.RCodeServerFailure
	case !known:
		reply.RCode = dnsmessage.RCodeNameError
	case question.Type == dnsmessage.TypeA:
		reply.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: question.Name, Class: dnsmessage.ClassINET, TTL: 60},
			Body:   &dnsmessage.AResource{A: address.As4()},
		}}
	}
	answer, err := reply.Pack()
	return answer, err == nil
}

var rootServer = map[string]netip.Addr{defaultControlName: netip.MustParseAddr("198.41.0.4")}

func TestANameThatDoesNotExist(t *testing.T) {
	server := &nameServer{known: rootServer}
	client := newTestClient(t, Options{Resolver: server.start(t)})
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			page, err := client.Fetch(t.Context(), "http://gone.example/")
			if err != nil || page.Failure == nil || page.Failure.Kind != NameNotFound {
				t.Error(err, page)
			}
		})
	}
	all.Wait()
	require.Equal(t, "lookup gone.example: no such host", fetch(t, client, "https://gone.example/").Failure.Detail)
	count, _ := server.asked.Load(defaultControlName)
	require.LessOrEqual(t, count.(*atomic.Int32).Load(), int32(2), "one look-up: A and AAAA")
	for _, host := range []string{"intranet", "x.onion", "printer.local", "db.internal", "nas.home.arpa"} {
		requireFailure(t, fetch(t, client, "http://"+host+"/"), NameUnresolved)
	}
	requireFailure(t, fetch(t, client, "http://broken.example/"), NameUnresolved)
}

func TestAResolverThatFindsNothing(t *testing.T) {
	client := newTestClient(t, Options{Resolver: (&nameServer{}).start(t)})
	page := fetch(t, client, "http://gone.example/")
	requireFailure(t, page, NameUnresolved)
	require.Equal(t, "the resolver does not find a.root-servers.net either", page.Failure.Detail)

	own := Options{Resolver: (&nameServer{known: rootServer}).start(t), ControlName: "broken.control.example"}
	requireFailure(t, fetch(t, newTestClient(t, own), "http://gone.example/"), NameUnresolved)
}

func TestCancellingWhileTheControlNameIsLookedUp(t *testing.T) {
	client := newTestClient(t, Options{Resolver: (&nameServer{}).start(t), ControlName: "silent.example"})
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := client.Fetch(ctx, "http://gone.example/")
	require.ErrorIs(t, err, context.DeadlineExceeded)
}
