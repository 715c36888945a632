package rule

import (
	"fmt"

	"github.com/ibidcheck/ibid/pkg/cite"
)

// AmbiguousIbid tells of an ibid. that may stand for several sources.
var AmbiguousIbid = Rule{
	Name:    "ambiguous-ibid",
	Summary: "it is open what an ibid. stands for",
	Doc: `“Ibid.” stands for the source cited just before. After a note with several sources, or at the beginning of the
notes, the reader cannot tell which that is, and each note put in later changes what it means. Name the source again.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide; Jo Lee, “Ports,” Coast Wire, May 9, 2021, https://coast.example/ports.
[2] Ibid.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ibid.
`},
	Check: ambiguousIbid,
}

func ambiguousIbid(p *Pass) []Finding {
	return p.unresolved("ibid.", cite.Ibid, cite.Idem)
}

// UnresolvedShortForm tells of short forms that lead to no source.
var UnresolvedShortForm = Rule{
	Name:    "unresolved-short-form",
	Summary: "a short citation leads to no source",
	Doc: `“Ruiz, op. cit.”, “supra note 12” and short titles stand for a source that is cited in full elsewhere. Here
none fits, or several do. The full citation may have been cut, or the numbers of the notes have changed since.`,
	Group:    Structure,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Lee, op. cit., 9.
`},
	Good: Example{Article: `The harbor was dredged in March.[1] It cost 4.2 million dollars.[2]

[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021, https://review.example/tide.
[2] Ruiz, op. cit., 9.
`},
	Check: unresolvedShortForm,
}

func unresolvedShortForm(p *Pass) []Finding {
	return p.unresolved("the short citation", cite.OpCit, cite.LocCit, cite.Supra, cite.CrossReference)
}

// unresolved are the citations of some kinds that are not resolved, with the reason.
func (p *Pass) unresolved(what string, kinds ...cite.Kind) []Finding {
	var all []Finding
	for i, c := range p.Citations {
		known := false
		for _, k := range kinds {
			known = known || c.Kind == k
		}
		if !known || !p.Antecedents[i].Open() {
			continue
		}
		all = append(all, p.about(i, fmt.Sprintf("%s “%s” cannot be traced: %s", what, c.Raw, p.Antecedents[i].Because)))
	}
	return all
}
