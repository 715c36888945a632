package ibid

import (
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// hideOld keeps back what the rules had to say of an article as it was before, or of others from which it has words, with
// what is known of the web now. A version that cannot be read had nothing.
func (c *Checked) hideOld(p *rule.Pass, rules []rule.Rule, known *cite.Known, o Options) {
	since := rule.NewSince(c.Article, c.Findings)
	hold := func(e rule.Earlier) {
		citations := cite.Citations(e.Was)
		since.Hold(e, rule.Check(&rule.Pass{
			Article: e.Was, Citations: citations, Resolution: cite.Resolve(e.Was, citations, known),
			Diagnoses: p.Diagnoses, Snapshots: p.Snapshots, Nameless: p.Nameless, First: p.First,
			Settings: p.Settings, Style: p.Style,
		}, rules))
	}
	if source, ok := o.Before(c.Article.Path); ok {
		if was, err := read.Article(source, c.Article.Path); err == nil {
			hold(rule.Earlier{Was: was, Now: c.Article})
		}
	}
	if o.Elsewhere != nil && since.Open() {
		for _, e := range o.Elsewhere(c.Article) {
			hold(e)
		}
	}
	since.Settle()
	c.Suppress(func(f *rule.Finding) *rule.Suppressed { return f.Suppression })
}
