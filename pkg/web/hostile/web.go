package hostile

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Web is the cases, served.
type Web struct {
	// Sites are in the order of the cases.
	Sites []*Site
	// Roots vouch for the certificates that are good.
	Roots *x509.CertPool
	// RootDER is the one certificate among them, for other programs.
	RootDER []byte

	servers   []*http.Server
	listeners []net.Listener
	authority *authority
}

// Site is a case with its hosts.
type Site struct {
	Case
	// URL is the address that is cited, To the one to write instead.
	URL, To string

	requests atomic.Int32
	mu       sync.Mutex
	visited  map[string]int
	asked    []string
	other    string
}

// Requests is how many requests its hosts have had, robots.txt included.
func (s *Site) Requests() int { return int(s.requests.Load()) }

// Asked are those requests, in order.
func (s *Site) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

// Citation is the text of a note that cites the link.
func (s *Site) Citation() string {
	if s.Title == "" {
		return s.URL
	}
	return fmt.Sprintf("%s, “%s,” May 3, 2021, %s", Author, s.Title, s.URL)
}

// Start serves cases, each on loopback addresses of its own, until the Web is closed.
func Start(cases []Case) (*Web, error) {
	w := &Web{}
	var err error
	if w.authority, err = newAuthority(); err != nil {
		return nil, err
	}
	w.Roots, w.RootDER = w.authority.pool, w.authority.root.certificate.Raw
	for i, c := range cases {
		s := &Site{Case: c.filled(), visited: map[string]int{}}
		if err := w.open(s, i); err != nil {
			w.Close()
			return nil, fmt.Errorf("%s: %w", c.Name, err)
		}
		w.Sites = append(w.Sites, s)
	}
	return w, nil
}

// Close ends all servers.
func (w *Web) Close() {
	for _, s := range w.servers {
		_ = s.Close()
	}
	for _, l := range w.listeners {
		_ = l.Close()
	}
}

// perNet is how many cases share the first three numbers of their addresses.
const perNet = 250

// open makes the hosts of a case: 127.0.1.1 for the first one, and 127.0.101.1 as its other host.
func (w *Web) open(s *Site, i int) error {
	s.URL, s.To = s.Link, s.Case.To
	if s.Answer == nil && s.Wire == nil {
		return nil
	}
	base, err := w.listen(s, fmt.Sprintf("127.0.%d.%d", 1+i/perNet, 1+i%perNet), false)
	if err != nil {
		return err
	}
	if s.Answer != nil {
		if s.other, err = w.listen(s, fmt.Sprintf("127.0.%d.%d", 101+i/perNet, 1+i%perNet), true); err != nil {
			return err
		}
	}
	s.URL = base + s.Link
	if path, ok := strings.CutPrefix(s.Link, "USER"); ok {
		s.URL = strings.Replace(base, "://", "://ana:secret@", 1) + path
	}
	switch {
	case strings.HasPrefix(s.To, "OTHER"):
		s.To = strings.Replace(s.To, "OTHER", s.other, 1)
	case s.To != "":
		s.To = base + s.To
	}
	return nil
}

func (w *Web) listen(s *Site, ip string, isOther bool) (string, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", ip+":0")
	if err != nil {
		return "", err
	}
	base := "http://" + listener.Addr().String()
	if s.Certificate != None && !isOther {
		certificate, err := w.authority.issue(s.Certificate, net.ParseIP(ip))
		if err != nil {
			return "", errors.Join(err, listener.Close())
		}
		listener = tls.NewListener(listener, &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12})
		base = "https://" + strings.TrimPrefix(base, "http://")
	}
	w.listeners = append(w.listeners, listener)
	if s.Wire != nil {
		go s.speak(listener)
		return base, nil
	}
	server := &http.Server{
		Handler: s.handler(isOther), ReadHeaderTimeout: time.Minute,
		ErrorLog: log.New(io.Discard, "", 0), // visitors who hang up are what is expected here
	}
	w.servers = append(w.servers, server)
	go func() { _ = server.Serve(listener) }()
	return base, nil
}

func (s *Site) handler(isOther bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		number := s.count(r.Method+" "+r.RequestURI, fmt.Sprint(isOther, r.URL.Path))
		s.Answer(&Visit{ResponseWriter: w, Request: r, Number: number, Other: s.other, OnOther: isOther})
	})
}

func (s *Site) count(line, key string) int {
	s.requests.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, line)
	s.visited[key]++
	return s.visited[key]
}

// speak lets a case answer connections by itself, each after the head of a request.
func (s *Site) speak(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go func() {
			defer func() { _ = conn.Close() }()
			head := bufio.NewReader(io.LimitReader(conn, 64<<10))
			request, err := http.ReadRequest(head)
			if err != nil {
				return
			}
			s.count(request.Method+" "+request.RequestURI, request.URL.Path)
			s.Wire(conn)
		}()
	}
}
