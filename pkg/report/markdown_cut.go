package report

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// markdownCut is a report that fits into a comment: one table of findings, the gravest first, as many as there is room
// for, and how many are left out.
func markdownCut(r *Report) string {
	var head strings.Builder
	fmt.Fprintf(&head, "**%s**\n", plainly(outcome(r)))
	says := reservations(r)
	told, _ := fitting(commentLimit/4, len(says), func(i int) string { return "\n" + literal(plainly(shortenWords(says[i]))) + "\n" })
	head.WriteString(told)
	unread, left := fitting(commentLimit/4, len(r.Summary.Unread), func(i int) string {
		u := r.Summary.Unread[i]
		return fmt.Sprintf("- %s: %s\n", code(u.Path), literal(shortenWords(u.Error)))
	})
	if unread != "" {
		head.WriteString("\nCould not be read:\n\n" + unread)
	}
	if left > 0 {
		fmt.Fprintf(&head, "\n%s more could not be read.\n", plainly(inputs.count(left)))
	}
	found := gravestFirst(r)
	const note = 400 // room for the head of the table and the sentence below
	rows, missing := fitting(commentLimit-note-utf8.RuneCountInString(head.String()), len(found), func(i int) string {
		f := found[i]
		f.Message = shortenWords(f.Message)
		return findingRow(f)
	})
	fmt.Fprintf(&head, "\nThis report is cut: a comment holds %d characters. %s left out, the least grave, and all that is not a finding; "+
		"other formats have the whole.\n", commentLimit, plainly((noun{"finding is", "findings are"}).count(missing)))
	return head.String() + "\n" + findingTableHead + rows
}

// fitting puts together as many pieces as there is room for, in characters, and counts those left out.
func fitting(room, n int, piece func(int) string) (text string, left int) {
	var b strings.Builder
	for i := range n {
		next := piece(i)
		room -= utf8.RuneCountInString(next)
		if room < 0 {
			return b.String(), n - i
		}
		b.WriteString(next)
	}
	return b.String(), 0
}

// shortenWords keeps a sentence that holds words from outside within a few lines.
func shortenWords(says string) string {
	const most = 500
	says = clean(says)
	if utf8.RuneCountInString(says) <= most {
		return says
	}
	return string([]rune(says)[:most]) + "…"
}
