package hostile

import (
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// wire are hosts that speak for themselves.
var wire = []Case{
	{Name: "no-http", Want: "unreachable", Wire: says("SSH-2.0-OpenSSH_9.6\r\n"), Most: 3},
	{Name: "binary", Want: "unreachable", Wire: says("\x15\x03\x01\x00\x02\x02\x0a\x00\x00"), Most: 3},
	{Name: "no-status-line", Want: "unreachable", Wire: says("<html><body>It is here.</body></html>"), Most: 3},
	{Name: "says-nothing-and-hangs-up", Want: "unreachable", Wire: says(""), Most: 3},
	{Name: "resets", Want: "unreachable", Wire: resets, Most: 3},
	{Name: "silent", Patience: true, Want: "unreachable", Wire: silent, Most: 3},
	{Name: "silent-after-the-head", Patience: true, Want: "unreachable", Wire: headThenSilence, Most: 3},
	{Name: "drips", Patience: true, Want: "unreachable", Wire: drips, Most: 3},
	{Name: "endless-header", Want: "unreachable", Wire: endlessHeader, Most: 3},
	{Name: "endless-body", Want: "live", Wire: endlessBody, Most: 2},
	{Name: "cut-off", Want: "unreachable", Wire: says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n" + essay()[:900]), Most: 3},
	{Name: "cut-off-in-a-chunk", Want: "unreachable", Wire: says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n2000\r\n" + essay()[:900]), Most: 3},
	{Name: "whole-with-a-length-too-long", Want: "live", Wire: says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 90000\r\n\r\n" + essay()), Most: 3},
	{Name: "without-a-length", Want: "live", Wire: says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + essay()), Most: 1},
	{Name: "http-1.0", Want: "live", Wire: says("HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + essay()), Most: 1},
	{Name: "bare-line-feeds", Want: "live", Wire: says("HTTP/1.1 200 OK\nContent-Type: text/html\nConnection: close\n\n" + essay()), Most: 1},
	{Name: "no-reason", Want: "live", Wire: says("HTTP/1.1 200\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + essay()), Most: 1},
	{Name: "a-header-of-20-kb", Want: "live", Wire: says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Trace: " + strings.Repeat("tide", 5<<10) + "\r\nConnection: close\r\n\r\n" + essay()), Most: 1},
	{Name: "hints-first", Want: "live", Wire: says("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n" + essay()), Most: 1},
	{Name: "two-lengths", Want: "unreachable", Wire: says("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello, tide"), Most: 3},
	{Name: "a-status-of-four-digits", Want: "unreachable", Wire: says("HTTP/1.1 2000 OK\r\n\r\n"), Most: 3},
}

// says sends a text and hangs up.
func says(text string) func(net.Conn) {
	return func(c net.Conn) { _, _ = io.WriteString(c, text) }
}

// silent keeps the connection until the visitor leaves.
func silent(c net.Conn) { _, _ = io.Copy(io.Discard, c) }

func resets(c net.Conn) {
	if tcp, ok := c.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}

func headThenSilence(c net.Conn) {
	says("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500\r\n\r\n<html>")(c)
	silent(c)
}

// drips sends a byte at a time, more slowly than anyone waits.
func drips(c net.Conn) {
	if _, err := io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 500000\r\n\r\n"); err != nil {
		return
	}
	for {
		if _, err := io.WriteString(c, "x"); err != nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func endlessHeader(c net.Conn) {
	if _, err := io.WriteString(c, "HTTP/1.1 200 OK\r\n"); err != nil {
		return
	}
	for i := 0; ; i++ {
		if _, err := fmt.Fprintf(c, "X-Tide-%d: %s\r\n", i, strings.Repeat("ebb and flow ", 80)); err != nil {
			return
		}
	}
}

func endlessBody(c net.Conn) {
	_, err := io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+strings.TrimSuffix(essay(), "</body></html>\n"))
	for chunk := strings.Repeat("<p>"+sentences[0]+"</p>\n", 600); err == nil; {
		_, err = io.WriteString(c, chunk)
	}
}
