package rule

import "github.com/ibidcheck/ibid/pkg/article"

// UnusedSuppression tells of suppressions in the article that have nothing to suppress any more.
var UnusedSuppression = Rule{
	Name:    "unused-suppression",
	Summary: "a suppression in the article has nothing to suppress",
	Doc: `What a suppression was written for has been put right, or was never there. It would keep back the next finding of its
kind, which nobody has looked at.

Nothing is said of a rule that did not run, and nothing of the web's rules where a link that the suppression covers could
not be checked.

Take it out.`,
	Group:    Suppression,
	Severity: Warning,
	Bad: Example{Article: `The harbor was dredged in March.[1]

[ibid: ignore url-date -- the paper was reprinted under its old address]
[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2022, https://review.example/2022/05/24/tide-tables.
`},
	Good: Example{Article: `The harbor was dredged in March.[1]

[ibid: ignore url-date -- the paper was reprinted under its old address]
[1] Ana Ruiz, “Tide Tables,” Harbor Review, May 24, 2024, https://review.example/2022/05/24/tide-tables.
`},
	Check: unusedSuppression,
}

func unusedSuppression(p *Pass) []Finding {
	var all []Finding
	for _, s := range p.suppressions {
		var fix *Fix
		if len(s.idle) == len(s.Rules) {
			fix = p.withoutComments("take the suppression out", append([]article.Span{s.Span}, s.closing...)...)
		}
		for _, name := range s.idle {
			all = append(all, Finding{
				Span: s.Span, key: name + " " + s.Reason, Fix: fix,
				Message: "there is nothing of " + name + " to suppress here; take the suppression out",
			})
		}
	}
	return all
}
