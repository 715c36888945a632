package archive_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
)

func TestOriginal(t *testing.T) {
	const noon, midnight = "2021-06-04 12:00:00", "2021-06-04 00:00:00"
	for _, c := range []struct{ address, original, taken string }{
		{"https://web.archive.org/web/20210604120000/https://tide.example/a?b=1&c=https://x.example/#d", "https://tide.example/a?b=1&c=https://x.example/#d", noon},
		{"http://web.archive.org/web/20210604120000id_/https://tide.example/a", "https://tide.example/a", noon},
		{"https://web.archive.org:443/web/20210604120000if_/http:/tide.example/a", "http://tide.example/a", noon},
		{"https://web.archive.org/web/20210604120000/tide.example/a", "http://tide.example/a", noon},
		{"https://web.archive.org/web/20210604120000/https%3A%2F%2Ftide.example%2Fa%3Fb", "https://tide.example/a?b", noon},
		{"https://web.archive.org/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://www.archive.org/web/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://web.archive.org/web/20210604/https://tide.example/a", "https://tide.example/a", midnight},
		{"https://web.archive.org/web/2021/https://tide.example/a", "https://tide.example/a", "2021-01-01 00:00:00"},
		{"https://web.archive.org/web/2/https://tide.example/a", "https://tide.example/a", ""},
		{"https://web.archive.org/web/*/https://tide.example/a", "https://tide.example/a", ""},
		{"https://web.archive.org/web/https://tide.example/a", "https://tide.example/a", ""},
		{"https://web.archive.org/web/20219904120000/https://tide.example/a", "https://tide.example/a", ""},
		{"https://archive.ph/2021.06.04-120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://archive.today/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://archive.is/newest/https://tide.example/a", "https://tide.example/a", ""},
		{"https://archive.is/AbC12", "", ""},
		{"https://arquivo.pt/wayback/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://arquivo.pt/noFrame/replay/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://wayback.archive-it.org/1234/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://webarchive.nationalarchives.gov.uk/ukgwa/20210604120000/https://tide.example/a", "https://tide.example/a", noon},
		{"https://copies.example/any/20210604120000mp_/https://tide.example/a", "https://tide.example/a", noon},
		{"https://perma.cc/AB12-CD34", "", ""},
		{"https://perma.cc/AB12-CD34?type=image", "", ""},
		{"http://www.webcitation.org/5eWaHRbn4?url=http://tide.example/a", "http://tide.example/a", ""},
		{"https://ghostarchive.org/archive/x1Y2z", "", ""},
	} {
		original, taken, ok := archive.Original(c.address)
		require.True(t, ok, c.address)
		require.Equal(t, c.original, original, c.address)
		if c.taken == "" {
			require.True(t, taken.IsZero(), c.address)
		} else {
			require.Equal(t, c.taken, taken.Format(time.DateTime), c.address)
		}
	}
}

func TestNoArchive(t *testing.T) {
	for _, address := range []string{
		"", "tide.example", "mailto:web.archive.org/web/2021/https://tide.example/",
		"https://web.archive.org", "https://web.archive.org/", "https://web.archive.org/web/", "https://web.archive.org/web/20210604120000/",
		"https://archive.org/details/tide", "https://blog.archive.org/2013/05/tide.html", "https://perma.cc/", "https://perma.cc/docs/accounts",
		"https://perma.cc/about", "https://archive.is/faq?q", "https://arquivo.pt/",
		"https://tide.example/2021/https://coast.example/", "https://tide.example/20219904120000/https://coast.example/",
		"https://tide.example/20210604120000/coast.example/", "https://tide.example/?u=https://coast.example/",
		"https://archive.ph.example/20210604/https://", "https://tide.example/20210604120000xyz/https://coast.example/",
	} {
		original, _, ok := archive.Original(address)
		require.False(t, ok, "%s: %s", address, original)
	}
}

func FuzzOriginal(f *testing.F) {
	f.Add("https://web.archive.org/web/20210604120000id_/https%3A%2F%2Ftide.example%2Fa")
	f.Add("https://archive.ph/2021.06.04-120000/tide.example?url=x")
	f.Add("http://www.webcitation.org/5eWaHRbn4?url=http://tide.example/a")
	f.Fuzz(func(t *testing.T, address string) {
		original, taken, ok := archive.Original(address)
		if original != "" && !strings.HasPrefix(strings.ToLower(original), "http") {
			t.Errorf("%q is no address", original)
		}
		if !ok && (original != "" || !taken.IsZero()) {
			t.Errorf("%q is none, and yet %q, %v", address, original, taken)
		}
	})
}
