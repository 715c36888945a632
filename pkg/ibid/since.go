package ibid

import (
	"github.com/ibidcheck/ibid/pkg/cite"
	"github.com/ibidcheck/ibid/pkg/read"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// hideOld keeps back what the rules had to say of an article as it was before, with what is known of the web now. A
// version that cannot be read had nothing.
func (c *Checked) hideOld(p *rule.Pass, rules []rule.Rule, known *cite.Known, before func(path string) ([]byte, bool)) {
	source, ok := before(c.Article.Path)
	if !ok {
		return
	}
	was, err := read.Article(source, c.Article.Path)
	if err != nil {
		return
	}
	citations := cite.Citations(was)
	had := rule.Check(&rule.Pass{
		Article: was, Citations: citations, Resolution: cite.Resolve(was, citations, known),
		Diagnoses: p.Diagnoses, Snapshots: p.Snapshots, Nameless: p.Nameless, First: p.First,
		Settings: p.Settings, Style: p.Style,
	}, rules)
	since := rule.NewSince(c.Article, c.Findings)
	since.Hold(rule.Earlier{Was: was, Now: c.Article}, had)
	since.Settle()
	c.Suppress(func(f *rule.Finding) *rule.Suppressed { return f.Suppression })
}
