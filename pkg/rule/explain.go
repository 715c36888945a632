package rule

import (
	"fmt"
	"strings"
)

// Explain says in Markdown what a rule is about: why it matters, and an example on each side.
func Explain(r Rule) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## %s\n\n%s.\n\n*%s*\n\n%s\n", r.Name, capitalised(r.Summary), strings.Join(r.traits(), " · "), r.Doc)
	if len(r.Settings) > 0 {
		b.WriteString("\nSettings:\n\n")
	}
	for _, x := range r.Settings {
		fmt.Fprintf(&b, "- `%s`: %s; %v by default\n", x.Name, x.Summary, x.Default)
	}
	explainExample(&b, "It speaks here:", r.Bad)
	explainExample(&b, "It is silent here:", r.Good)
	return b.String()
}

// traits are the rule's group, its severity, and what it needs to speak.
func (r Rule) traits() []string {
	all := []string{string(r.Group), string(r.Severity)}
	if r.NeedsWeb {
		all = append(all, "needs the web")
	}
	if r.Optional {
		all = append(all, "off by default")
	}
	return all
}

func explainExample(b *strings.Builder, lead string, e Example) {
	fmt.Fprintf(b, "\n%s\n\n```text\n%s\n```\n", lead, strings.Trim(e.Article, "\n"))
	if e.Style != "" {
		fmt.Fprintf(b, "\nwhere the style is `%s`.\n", e.Style)
	}
	if e.Web != "" {
		fmt.Fprintf(b, "\nand the web says:\n\n```text\n%s\n```\n", strings.Trim(e.Web, "\n"))
	}
}

func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
