package read

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/prose"
)

func TestAddressesIn(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"See https://one.example/a.", []string{"https://one.example/a"}},
		{"See HTTP://One.example and HTTPS://two.example/.", []string{"HTTP://One.example", "HTTPS://two.example/"}},
		{"(https://one.example/a)", []string{"https://one.example/a"}},
		{"(see https://one.example/a_(b).)", []string{"https://one.example/a_(b)"}},
		{"<https://one.example/a>", []string{"https://one.example/a"}},
		{"“https://one.example/a”", []string{"https://one.example/a"}},
		{"https://one.example/a’s", []string{"https://one.example/a"}},
		{"https://one.example/a,https://two.example/b", []string{"https://one.example/a", "https://two.example/b"}},
		{"https://archive.example/web/2021/https://one.example/a", []string{"https://archive.example/web/2021/https://one.example/a"}},
		{"https://one.example/a [https://two.example/b].", []string{"https://one.example/a", "https://two.example/b"}},
		{"https://one.example/a?b=c&d[]=e#f!", []string{"https://one.example/a?b=c&d[]=e#f"}},
		{"https://one.example/?q=a;b,c", []string{"https://one.example/?q=a;b,c"}},
		{"https://one.example/größe/水位。次", []string{"https://one.example/größe/水位"}},
		{"https://one.example:8080/~a/b_c-d.e", []string{"https://one.example:8080/~a/b_c-d.e"}},
		{"https://[2001:db8::1]/a", []string{"https://[2001:db8::1]/a"}},
		{"https://doi.example/10.1000/(SICI)1234(199806)49:8", []string{"https://doi.example/10.1000/(SICI)1234(199806)49:8"}},
		{"https://one.example/a(b", []string{"https://one.example/a"}},
		{"**https://one.example/a**", []string{"https://one.example/a"}},
		{"https://one.example/a…", []string{"https://one.example/a"}},
		{"https://…pdf and http:// and ://x", nil},
		{"xhttps://one.example/a", []string{"https://one.example/a"}},
		{"https://", nil},
		{"https://one.example/a%20b%E2%80%9D", []string{"https://one.example/a%20b%E2%80%9D"}},
		{"one.example/a and ftp://one.example", nil},
		{"https://one.example/a—which is", []string{"https://one.example/a"}},
		{"https://one.example/a.² https://one.example/b† https://one.example/c↩\uFE0E", []string{"https://one.example/a", "https://one.example/b", "https://one.example/c"}},
		{"https://one.example/E=mc²/a–b", []string{"https://one.example/E=mc²/a–b"}},
		{"https://one.example/a\u00A0b", []string{"https://one.example/a"}},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			var got []string
			for _, s := range addressesIn(c.text, prose.Stretch{Start: 0, End: len(c.text)}) {
				got = append(got, c.text[s.Start:s.End])
			}
			require.Equal(t, c.want, got)
		})
	}
}
