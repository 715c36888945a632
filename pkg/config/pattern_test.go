package config_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/config"
)

func TestPatternsOfAddresses(t *testing.T) {
	cases := []struct {
		pattern, address string
		want             bool
	}{
		{"http://localhost:8765/*", "http://LOCALHOST:8765/a", true},
		{"HTTP://LocalHost:8765/*", "http://localhost:8765/a", true},
		{"http://localhost:8765/*", "http://localhost:87650/a", false},
		{"https://a.example/ok/d%20e", "https://a.example/ok/d%20e#frag", true},
		{"https://a.example/ok#x", "https://a.example/ok", true},
		{"https://a.example:443/*", "https://a.example/b", true},
		{"https://a.example/*", "https://a.example:443/b", true},
		{"http://a.example:443/*", "http://a.example/b", false},
		{"https://a.example/", "https://a.example", true},
		{"https://a.example", "https://A.example/", true},
		{"https://a.example/*", "https://a.example.evil/x", false},
		{"https://a.example/Tide", "https://a.example/tide", false},
		{"https://*.a.example/*", "https://B.A.Example/x", true},
		{"*.Example/tide", "https://a.example/tide", true},
		{"*/Report.pdf", "https://a.example/Report.pdf", true},
		{"*/Report.pdf", "https://a.example/report.pdf", false},
		{"*://A.example/*", "http://a.example/", true},
		{"*.example?q=*", "https://a.example?q=Tide", true},
		{"https://user@A.example/*", "https://user@a.example/", true},
	}
	for _, c := range cases {
		_, got := config.Excluded([]config.Exclusion{{Pattern: c.pattern, Reason: "x"}})(c.address)
		require.Equal(t, c.want, got, "%s %s", c.pattern, c.address)
	}
}
