package rule

import (
	"fmt"
	"time"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/metadata"
)

// URLDate holds the date in a citation against the one in its address.
var URLDate = Rule{
	Name:    "url-date",
	Summary: "the citation’s date is not the one in its address",
	Doc: `Many publishers write the day of publication into the address: /2024/05/29/ or /2024-05-29/. Where the citation
gives another date, one of them is wrong: often a slip in the year, or the address of another piece.

A few days apart are only noted, since papers print tomorrow what their sites have today, and date anew what they
have changed. Addresses of files (PDF, uploads) are
not looked at, for their date is that of the upload; nor are addresses that hold several dates.`,
	Group:    Consistency,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2022/05/24/tide-tables.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2024/05/24/tide-tables.
`},
	Settings: []Setting{allowedDays, fewDays},
	Check:    urlDate,
}

var (
	allowedDays = Setting{Name: "allowed-days", Summary: "how many days apart are passed over"}
	fewDays     = Setting{Name: "few-days", Summary: "up to how many days apart are only noted", Default: 7}
)

func urlDate(p *Pass) []Finding {
	var all []Finding
	for i, c := range p.Citations {
		inAddress, ok := match.DateIn(c.URL)
		if !ok || c.Issued == "" {
			continue
		}
		apart, ok := daysApart(c.Issued, inAddress)
		if !ok || apart <= p.count(allowedDays) {
			continue
		}
		f := p.about(i, fmt.Sprintf("the citation says %s, its address %s", spoken(c.Issued), inAddress))
		if apart <= p.count(fewDays) {
			f.Severity = Info
		}
		all = append(all, f)
	}
	return all
}

// daysApart is how many days lie between two dates at the nearest; 0 if they may be the same. A month is as long as it
// is, so that April 1 is one day from March.
func daysApart(a, b string) (int, bool) {
	from, to, ok := metadata.Period(a)
	if !ok {
		return 0, false
	}
	since, until, ok := metadata.Period(b)
	if !ok {
		return 0, false
	}
	switch {
	case from.After(until):
		return days(until, from), true
	case since.After(to):
		return days(to, since), true
	}
	return 0, true
}

func days(from, to time.Time) int { return int(to.Sub(from).Hours()+12) / 24 }
