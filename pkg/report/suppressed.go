package report

import (
	"fmt"
	"slices"

	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/rule"
)

func suppressed(r *ibid.Result) []Suppressed {
	var all []Suppressed
	for _, c := range r.Articles {
		for _, f := range c.Suppressed {
			all = append(all, Suppressed{string(f.Suppression.By), f.Suppression.Reason, finding(c.Article, f)})
		}
	}
	return all
}

func resolved(r *ibid.Result) []Resolved {
	var all []Resolved
	for _, x := range r.Resolved {
		all = append(all, Resolved{x.Path, x.Rule, x.Message})
	}
	return all
}

func wholeSuppressed(all []Suppressed) []Suppressed {
	all = slices.Clone(all)
	for i := range all {
		all[i].Finding = wholeFindings([]Finding{all[i].Finding})[0]
	}
	return all
}

var findingCount = noun{"finding", "findings"}

// keptBack says how many findings are kept back, and what the baseline holds in vain.
func keptBack(r *Report) []string {
	counts := map[string]int{}
	for _, s := range r.Suppressed {
		counts[s.By]++
	}
	var says []string
	for _, x := range []struct{ by, where string }{
		{string(rule.InArticle), "suppressed in the article"},
		{string(rule.InBaseline), "known from the baseline"},
		{string(rule.Unchanged), "of old, from before the change"},
	} {
		if n := counts[x.by]; n > 0 {
			says = append(says, findingCount.count(n)+" "+x.where)
		}
	}
	if n := len(r.Summary.Resolved); n > 0 {
		says = append(says, findingCount.count(n)+" of the baseline no longer there: "+enumerate(firstResolved(r.Summary.Resolved))+
			"; ibid baseline writes it anew")
	}
	return says
}

func firstResolved(all []Resolved) []string {
	const most = 5
	var names []string
	for i, x := range all {
		if i == most {
			return append(names, fmt.Sprintf("%d more", len(all)-most))
		}
		names = append(names, x.Rule+" in "+x.Article)
	}
	return names
}
