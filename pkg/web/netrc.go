package web

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// maxNetrc bounds the file, which is a few lines.
const maxNetrc = 1 << 20

// Netrc reads names and passwords by host from a file in the form of ftp(1) and curl, as credentials for [Options]. An
// entry for any host ("default") is passed over: credentials go to hosts that are named.
func Netrc(r io.Reader) (map[string]http.Header, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxNetrc))
	if err != nil {
		return nil, err
	}
	all := map[string]http.Header{}
	var host, login string
	tokens := netrcTokens(string(text))
	for i := 0; i < len(tokens); i++ {
		switch tokens[i] {
		case "default":
			host, login = "", ""
			continue
		case "machine", "login", "password", "account":
		default:
			return nil, fmt.Errorf("netrc: %q is no word of such a file", oneLine(tokens[i]))
		}
		if i+1 == len(tokens) {
			return nil, fmt.Errorf("netrc: nothing follows %q", tokens[i])
		}
		switch word, value := tokens[i], tokens[i+1]; word {
		case "machine":
			host, login = value, ""
		case "login":
			login = value
		case "password":
			if host != "" {
				encoded := base64.StdEncoding.EncodeToString([]byte(login + ":" + value))
				all[host] = http.Header{"Authorization": {"Basic " + encoded}}
			}
		}
		i++
	}
	return all, nil
}

// netrcTokens leaves out comments, and macros, which end at an empty line.
func netrcTokens(text string) []string {
	var all []string
	inMacro := false
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		switch {
		case inMacro:
			inMacro = line != ""
		case strings.HasPrefix(line, "macdef "):
			inMacro = true
		case !strings.HasPrefix(line, "#"):
			all = append(all, strings.Fields(line)...)
		}
	}
	return all
}
