package report

import "github.com/ibidcheck/ibid/pkg/rule"

// suppress appends the findings that are kept back, as far as there is room for them behind those that count. If one
// result has suppressions, all have: the others an empty array, which says that they are not suppressed (§3.27.23).
func (s *sarifWriter) suppress(all []Suppressed, room int) {
	if len(all) == 0 {
		return
	}
	for i := range s.run.Results {
		s.run.Results[i].Suppressions = []sarifSuppression{}
	}
	for _, x := range all[:min(len(all), room)] {
		out := s.result(x.Finding)
		out.Suppressions = []sarifSuppression{x.sarif()}
		s.run.Results = append(s.run.Results, out)
	}
}

// sarif tells whether the article itself keeps the finding back, or something beside it (§3.35.2), and why (§3.35.4).
func (x Suppressed) sarif() sarifSuppression {
	kind := "external"
	if x.By == string(rule.InArticle) {
		kind = "inSource"
	}
	because := clean(x.Reason)
	if because == "" {
		because = x.because()
	}
	return sarifSuppression{kind, because}
}

// because stands for a reason where nobody gives one.
func (x Suppressed) because() string {
	switch rule.Suppressor(x.By) {
	case rule.InBaseline:
		return "known from the baseline"
	case rule.Unchanged:
		return "of old, from before the change"
	default:
		return "suppressed in the article, without a reason"
	}
}
