package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// Markdown is the format for pull requests and wikis.
var Markdown = Format{
	Name:    "markdown",
	Summary: "for a pull request or a wiki, in GitHub's dialect",
	Write:   writeMarkdown,
}

// sheetWriter writes GitHub-flavoured Markdown. Everything that comes from outside goes through literal, code or
// autolink on its way here.
type sheetWriter struct{ *bufio.Writer }

// commentLimit is how many characters GitHub takes in a comment.
const commentLimit = 65_536

func writeMarkdown(w io.Writer, r *Report, _ Options) error {
	var text strings.Builder
	m := sheetWriter{bufio.NewWriter(&text)}
	m.whole(r)
	if err := m.Flush(); err != nil {
		return err
	}
	whole := text.String()
	if utf8.RuneCountInString(whole) > commentLimit {
		whole = markdownCut(r)
	}
	_, err := io.WriteString(w, whole)
	return err
}

func (m sheetWriter) whole(r *Report) {
	m.printf("**%s**\n", plainly(outcome(r)))
	for _, says := range reservations(r) {
		m.printf("\n%s\n", literal(plainly(says)))
	}
	m.unread(r.Summary.Unread)
	all, rest := sheets(r)
	for i := range all {
		m.article(&all[i])
	}
	if len(rest) > 0 {
		m.printf("\n## Elsewhere: %s\n", plainly(enumerate(census(rest))))
		m.findings(rest)
	}
}

// printf leaves errors to Flush, which returns the first.
func (m sheetWriter) printf(form string, args ...any) { _, _ = fmt.Fprintf(m, form, args...) }

// plainly turns the blanks that keep words together on a screen into plain ones.
func plainly(text string) string { return unglue(text) }

func dotted(items []string) string { return plainly(strings.Join(items, " · ")) }

func (m sheetWriter) unread(inputs []Unread) {
	if len(inputs) == 0 {
		return
	}
	m.printf("\nCould not be read:\n\n")
	for _, u := range inputs {
		m.printf("- %s: %s\n", code(u.Path), literal(u.Error))
	}
}

func (m sheetWriter) article(a *sheet) {
	m.printf("\n## %s\n\n", literal(a.heading()))
	by := []string{pathOf(a.Path)}
	for _, item := range a.byline() {
		by = append(by, literal(item))
	}
	m.printf("%s<br>\n%s\n", dotted(by), dotted(a.counts()))
	if lack := a.lack(); lack != "" {
		m.printf("\n%s\n", lack)
	}
	m.repeated(a)
	if len(a.findings) > 0 {
		m.printf("\n### Findings: %s\n", plainly(enumerate(census(a.findings))))
		m.findings(a.findings)
	}
	if len(a.Notes) == 0 {
		m.unnoted(a)
	}
	m.links(a)
}

func pathOf(path string) string {
	if match.IsWeb(path) {
		return autolink(path)
	}
	return code(path)
}

func (m sheetWriter) repeated(a *sheet) {
	if len(a.repeated) == 0 {
		return
	}
	m.printf("\n### Cited more than once\n")
	if a.implied > 0 {
		m.printf("\n%s %s\n", plainly(severityOf("info").noun.count(a.implied)), code(rule.RepeatCitation.Name))
	}
	for _, w := range a.repeated {
		m.work(w)
	}
}

func (m sheetWriter) work(w repeated) {
	var lines []string
	if title := clean(w.Title); title != "" {
		q := titled(title)
		lines = append(lines, "**"+literal(q.text+q.closing)+"**")
	}
	for _, url := range w.URLs {
		lines = append(lines, autolink(url))
	}
	lines = append(lines, "notes "+literal(w.NoteRanges))
	m.printf("\n%s\n", strings.Join(lines, "<br>\n"))
	if len(w.leaning) == 0 {
		return
	}
	m.fold(claims.count(len(w.leaning)), func() {
		for _, l := range w.leaning {
			m.printf("- %s: %s\n", literal(plainly(l.where())), literal(l.text))
		}
	})
}

// fold hides what few want to read at first. The blank lines let Markdown in.
func (m sheetWriter) fold(summary string, inside func()) {
	m.printf("\n<details><summary>%s</summary>\n\n", plainly(summary))
	inside()
	m.printf("\n</details>\n")
}

// findings shows those that may fail a run, and folds the notices.
func (m sheetWriter) findings(found []Finding) {
	var grave, notices []Finding
	for _, f := range found {
		if f.Severity == "info" {
			notices = append(notices, f)
		} else {
			grave = append(grave, f)
		}
	}
	if len(grave) > 0 {
		m.printf("\n")
		m.findingTable(grave)
	}
	if len(notices) > 0 {
		m.fold(severityOf("info").noun.count(len(notices)), func() { m.findingTable(notices) })
	}
}

func (m sheetWriter) findingTable(found []Finding) {
	m.printf("%s", findingTableHead)
	for _, f := range found {
		m.printf("%s", findingRow(f))
	}
}

const findingTableHead = "| Severity | Place | Finding | Rule |\n|---|---|---|---|\n"

func findingRow(f Finding) string {
	return fmt.Sprintf("| %s | %s | %s | %s |\n",
		literal(severityOf(f.Severity).noun.one), code(f.place()), literal(f.Message), code(f.Rule))
}

func (m sheetWriter) unnoted(a *sheet) {
	if len(a.Quotations) > 0 {
		m.printf("\n### Quotations\n")
		m.fold(quotations.count(len(a.Quotations)), func() {
			for _, q := range a.Quotations {
				w := quoted(clean(q.Text), 0)
				m.printf("- line %d: %s\n", q.Span.Line, literal(w.text+w.closing))
			}
		})
	}
	if len(a.named) > 0 {
		m.printf("\n### Sources named in words\n\n")
		for _, n := range a.named {
			m.printf("- **%s**: %s\n", literal(n.source), literal(plainly(n.where())))
		}
	}
}

func (m sheetWriter) links(a *sheet) {
	if a.addresses == 0 {
		return
	}
	m.printf("\n### Links: %s\n\n| Addresses | State | |\n|--:|---|---|\n", plainly(addresses.count(a.addresses)))
	for _, t := range a.states {
		m.printf("| %d | %s | %s |\n", t.count, literal(t.state.word), t.state.meaning)
	}
}
