package read_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// Sources that are large in one respect are read. What grows with the square of its size would take minutes here, and
// run into the test binary's own time limit; the times are logged.
func TestLargeSources(t *testing.T) {
	cases := []struct {
		name, path string
		source     func() string
	}{
		{"100,000 markers and notes", "a.txt", func() string {
			return many(100_000, "The tide of year %d rose.[%[1]d]\n") + "\n" + many(100_000, "[%d] Ana Ruiz, “Tides,” https://ex.example/%[1]d.\n")
		}},
		{"100,000 markers to ten notes", "a.txt", func() string {
			return many(100_000, "The tide rose in the %dth year.[7]\n") + "\n" + many(10, "[%d] Ana Ruiz, “Tides.”\n")
		}},
		{"100,000 markers in one line", "a.txt", func() string { return many(100_000, "It rose.[%d] ") }},
		{"100,000 lines that begin with numbers", "a.txt", func() string { return many(100_000, "%d. A line of the list goes here\n") }},
		{"100,000 lines that begin with one", "a.txt", func() string { return strings.Repeat("It rose.[1]\n1. A line\n2. Another\n", 33_000) }},
		{"100,000 lines that begin with bare numbers", "a.txt", func() string { return many(100_000, "%d A line of the list goes here\n") }},
		{"a paragraph with 10,000 markers", "a.txt", func() string {
			return many(10_000, "The harbour board met, said “no”,[%d] and then it sat for an hour (as it does) in the old customs house. ") + "\n\n" + many(10_000, "[%d] Minutes.\n")
		}},
		{"a sentence with 10,000 markers", "a.txt", func() string {
			return many(10_000, "the board said “no”[%d] and ") + "\n\n" + many(10_000, "[%d] Minutes.\n")
		}},
		{"square brackets", "a.txt", func() string { return "It " + strings.Repeat("[", 200_000) }},
		{"round brackets", "a.txt", func() string { return "It. " + strings.Repeat("(", 200_000) }},
		{"numbers in one bracket", "a.txt", func() string { return "It rose.[" + strings.Repeat("1, ", 90_000) + "1]" }},
		{"superscripts", "a.txt", func() string { return "It rose" + strings.Repeat("¹", 200_000) + "\n¹ Note." }},
		{"full stops", "a.txt", func() string { return "It " + strings.Repeat(".", 400_000) }},
		{"full stops and blanks", "a.txt", func() string { return "It " + strings.Repeat(". ", 200_000) }},
		{"initials", "a.txt", func() string { return strings.Repeat("A. ", 200_000) }},
		{"initials joined", "a.txt", func() string { return strings.Repeat("A.", 200_000) + " said so." }},
		{"names", "a.txt", func() string { return strings.Repeat("Ana Ruiz said ", 50_000) }},
		{"one name", "a.txt", func() string { return "according to " + strings.Repeat("Ana ", 100_000) }},
		{"verbs", "a.txt", func() string { return "Ana " + strings.Repeat("has said ", 100_000) }},
		{"hyphens", "a.txt", func() string { return strings.Repeat("a-", 200_000) + " said" }},
		{"quotation marks", "a.txt", func() string { return strings.Repeat("“", 200_000) }},
		{"digits in groups", "a.txt", func() string { return "The tide\n\n" + strings.Repeat("123 ", 200_000) + "ships." }},
		{"numbers and signs", "a.txt", func() string { return "The tide\n\n" + strings.Repeat("12-13 § ", 100_000) + "ships." }},
		{"figures", "a.txt", func() string { return "The tide\n\n" + strings.Repeat("12 ships, $3 million ", 50_000) + "." }},
		{"slashes", "a.txt", func() string { return strings.Repeat("http://", 50_000) }},
		{"closing brackets behind an address", "a.txt", func() string { return strings.Repeat("http://a.example/"+strings.Repeat(")", 5000)+" ", 20) }},
		{"blank lines", "a.txt", func() string { return "a" + strings.Repeat("\n", 1_000_000) + "b" }},
		{"carriage returns", "a.txt", func() string { return "a" + strings.Repeat("\r", 1_000_000) + "b" }},
		{"blanks", "a.txt", func() string { return "It rose.[1]" + strings.Repeat(" ", 1_000_000) + "b" }},
		{"no-break spaces", "a.txt", func() string { return "It rose. " + strings.Repeat("\u00a0", 300_000) + "b" }},

		{"100,000 nested divs", "a.html", func() string { return "<html><body>" + strings.Repeat("<div>", 100_000) + "The tide rose." }},
		{"50,000 nested spans", "a.html", func() string { return "<html><body><p>" + strings.Repeat("<span>x ", 50_000) + "The tide rose." }},
		{"500 nested divs", "a.html", func() string {
			return "<html><body>" + strings.Repeat("<div>", 500) + strings.Repeat("<div><p>The tide rose.<sup>1</sup></p></div>", 10_000) + strings.Repeat("</div>", 500) + "<h2>Notes</h2><ol><li>One."
		}},
		{"500 nested articles", "a.html", func() string {
			return "<html><body>" + strings.Repeat("<article>", 500) + strings.Repeat("<p>The tide rose.</p>", 10_000)
		}},
		{"500 nested asides", "a.html", func() string {
			return "<html><body>" + strings.Repeat("<aside>", 500) + strings.Repeat("<p>The tide rose.</p>", 10_000) + strings.Repeat("</aside>", 500) + strings.Repeat("<p>The tide rose.</p>", 20_000)
		}},
		{"20,000 notes in a list", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<sup><a id="r%d" href="#n%[1]d">%[1]d</a></sup></p>`) + "<ol>" + many(20_000, `<li id="n%d">A note. <a href="#r%[1]d">↩</a></li>`) + "</ol>"
		}},
		{"20,000 markers to one note", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<sup><a id="r%d" href="#n1">1</a></sup></p>`) + "<ol>" + `<li id="n1">` + many(20_000, `<a href="#r%d">↩</a>`) + " A note.</li></ol>"
		}},
		{"20,000 markers in a paragraph", "a.html", func() string {
			return "<html><body><p>" + many(20_000, `The tide rose.<sup><a id="r%d" href="#n%[1]d">%[1]d</a></sup> `) + "</p><ol>" + many(20_000, `<li id="n%d">A note. <a href="#r%[1]d">↩</a></li>`) + "</ol>"
		}},
		{"20,000 notes parted by line breaks", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<sup><a id="r%d" href="#n%[1]d">%[1]d</a></sup></p>`) + "<p>" + many(20_000, `<a id="n%d" href="#r%[1]d">[%[1]d]</a> A note.<br><br>`) + "</p>"
		}},
		{"20,000 notes in paragraphs", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<a id="r%d" href="#n%[1]d">%[1]d</a></p>`) + many(20_000, `<p><a id="n%d" href="#r%[1]d">[%[1]d]</a> A note.</p><p>More.</p>`)
		}},
		{"20,000 notes in table rows", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<a id="r%d" href="#n%[1]d">%[1]d</a></p>`) + "<table>" + many(20_000, `<tr><td><a id="n%d" href="#r%[1]d">[%[1]d]</a></td><td>A note.</td></tr>`)
		}},
		{"20,000 terms", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<a id="r%d" href="#n%[1]d">%[1]d</a></p>`) + "<dl>" + many(20_000, `<dt id="n%d"><a href="#r%[1]d">[%[1]d]</a></dt><dd>A note.</dd>`)
		}},
		{"20,000 plain notes", "a.html", func() string {
			return "<html><body>" + many(20_000, `<p>The tide rose.<sup>%d</sup></p>`) + "<h2>Notes</h2><ol>" + many(20_000, `<li>A note %d.</li>`) + "</ol>"
		}},
		{"20,000 notes with markers before them in one paragraph without blocks", "a.html", func() string {
			return "<html><body>" + many(20_000, `The tide rose.<a name="r%d" href="#n%[1]d">%[1]d</a> `) + "<hr>" + many(20_000, `<a name="n%d" href="#r%[1]d">[%[1]d]</a> A note.<br>`)
		}},
		{"200,000 line breaks", "a.html", func() string { return "<html><body>The tide rose." + strings.Repeat("<br>", 200_000) + "It fell." }},
		{"character references", "a.html", func() string { return "<html><body>The tide rose." + strings.Repeat("&amp;", 200_000) }},
		{"ampersands", "a.html", func() string { return "<html><body>The tide rose." + strings.Repeat("&", 200_000) }},
		{"attributes", "a.html", func() string { return "<html><body><p " + many(50_000, "a%d=x ") + ">The tide rose." }},
		{"classes", "a.html", func() string { return `<html><body><div class="` + many(100_000, "a%d ") + `">The tide rose.` }},
		{"placeholders", "a.html", func() string { return "<html><body>The tide rose." + strings.Repeat("\uE000", 100_000) }},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			source := c.source()
			begun := time.Now()
			_, err := read.Article([]byte(source), c.path)
			require.NoError(t, err)
			took := time.Since(begun)
			t.Logf("%d bytes in %v", len(source), took)
		})
	}
}

// many is a line for each number from 1.
func many(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}
