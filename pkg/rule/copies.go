package rule

import (
	"strings"
	"time"
)

// lookElsewhere is the way out of a finding of a lost page for which no copy is known.
const lookElsewhere = "; look for its new address, or cite an archived copy"

// withCopies gives findings of lost pages a better way out: a copy, if one is known.
func withCopies(p *Pass, found []Finding) []Finding {
	for i := range found {
		f := &found[i]
		if s, ok := p.Snapshots[f.key]; ok {
			f.Message = strings.Replace(f.Message, lookElsewhere, "", 1) + "; a copy of " + s.Taken.Format(time.DateOnly) + " is at " + s.URL
		}
	}
	return found
}
