package ibid

import (
	"github.com/ibidcheck/ibid/pkg/live"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// policy is what is asked of the article at a path.
func (o Options) policy(path string) (rule.Policy, error) {
	switch {
	case o.Policy != nil:
		return o.Policy(path)
	case o.Rules != nil:
		return rule.Policy{Rules: o.Rules}, nil
	default:
		return rule.Policy{Rules: rule.Default()}, nil
	}
}

// ExcludedBecause begins what is said of an address that is not to be visited; the reason follows.
const ExcludedBecause = "excluded: "

// exclude is what stands for the visit of an address that is not to be visited.
func (o Options) exclude(address string) (Visit, bool) {
	if o.Excluded == nil {
		return Visit{}, false
	}
	reason, ok := o.Excluded(address)
	return Visit{URL: address, Final: address, Quiet: true, Diagnosis: live.Diagnosis{
		State: live.Skipped, By: "excluded", Because: ExcludedBecause + reason,
	}}, ok
}

// isFine tells of a visit that was refused as it always is.
func (o Options) isFine(v Visit) bool {
	refused := v.Diagnosis.State == live.Blocked || v.Diagnosis.State == live.Walled
	return refused && o.BlockedIsFine != nil && o.BlockedIsFine(v.URL)
}
