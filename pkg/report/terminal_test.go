package report

import (
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"
)

// No line is wider than the screen, but for one that is a single word: an address or a place, which must stay whole.
func TestTerminalKeepsToTheWidth(t *testing.T) {
	for width := 30; width <= 130; width++ {
		for _, r := range []*Report{sample(), partial(), offline()} {
			for line := range strings.Lines(written(t, Terminal, r, Options{Width: width})) {
				line = strings.TrimRight(line, "\n")
				if ansi.StringWidth(line) <= width {
					continue
				}
				words := strings.Fields(line)
				require.True(t, len(words) == 1 || strings.Contains(words[len(words)-1], "://"), "%d: %s", width, line)
			}
		}
	}
}

// Where addresses are hyperlinks they are shortened, so that there is no such exception.
func TestTerminalShortensHyperlinks(t *testing.T) {
	for width := 60; width <= 130; width++ {
		for line := range strings.Lines(written(t, Terminal, sample(), Options{Width: width, Hyperlinks: true})) {
			require.LessOrEqual(t, ansi.StringWidth(strings.TrimRight(line, "\n")), width, line)
		}
	}
	text := written(t, Terminal, sample(), Options{Width: 60, Hyperlinks: true})
	long := samplePages()[2].URL
	require.Contains(t, text, "\x1b]8;;"+long+"\x07https://archive")
	require.Contains(t, text, "_scan.pdf\x1b]8;;\x07")
}

// Colour adds nothing to the words: without the escape sequences the text is the same.
func TestColorIsNeverTheOnlySign(t *testing.T) {
	plain := written(t, Terminal, sample(), Options{})
	colored := written(t, Terminal, sample(), Options{Color: true})
	require.Contains(t, colored, "\x1b[")
	require.Equal(t, plain, ansi.Strip(colored))
	require.NotContains(t, plain, "\x1b")
}

// With all escape sequences of our own taken away, nothing is left that a terminal obeys.
func TestTerminalIsSafe(t *testing.T) {
	own := regexp.MustCompile(`\x1b\[[0-9;]*m|\x1b\]8;;[!-~]*\x07`)
	for _, o := range []Options{{}, {Width: 40}, {Color: true, Hyperlinks: true}, {Width: 60, Hyperlinks: true}} {
		for line := range strings.Lines(own.ReplaceAllString(written(t, Terminal, everywhere(), o), "")) {
			for _, r := range strings.TrimSuffix(line, "\n") {
				require.False(t, unicode.IsControl(r) || isReordering(r) || isInvisible(r), "%U in %q", r, line)
			}
		}
	}
}

// everywhere is the sample with hostile words wherever an article or a page can put some.
func everywhere() *Report { return filledWith(hostile) }

func filledWith(hostile string) *Report {
	r := sample()
	r.Summary.Coverage.Partial = hostile
	for i := range r.Articles {
		a := &r.Articles[i]
		a.Title, a.Published, a.Authors = hostile, hostile, []string{hostile, hostile}
		for j := range a.Claims {
			a.Claims[j].Text, a.Claims[j].Clause = hostile, hostile[min(4, len(hostile)):min(20, len(hostile))]
			a.Claims[j].Notes = []string{hostile}
		}
		for j := range a.Works {
			a.Works[j].Title, a.Works[j].NoteRanges, a.Works[j].Notes = hostile, hostile, []string{hostile, hostile}
			a.Works[j].URLs = []string{hostile, "https://" + hostile}
		}
		for j := range a.Notes {
			a.Notes[j].Label = hostile
		}
		for j := range a.Citations {
			a.Citations[j].Raw, a.Citations[j].URL = hostile, "https://"+hostile
		}
		for j := range a.Quotations {
			a.Quotations[j].Text = hostile
		}
		for j := range a.Attributions {
			a.Attributions[j].Source, a.Attributions[j].Cue = hostile, hostile
		}
	}
	for i := range r.Pages {
		r.Pages[i].Because = hostile
		r.Pages[i].MovedTo = "http://" + hostile
	}
	r.Pages[3].State = hostile
	for i := range r.Findings {
		r.Findings[i].Message, r.Findings[i].Rule = hostile, hostile
	}
	r.Findings[1].Severity, r.Findings[2].Span.Part, r.Findings[4].Article = hostile, hostile, hostile
	return r
}

func TestTerminalWithoutNotes(t *testing.T) {
	r := sample()
	r.Articles = r.Articles[1:]
	text := written(t, Terminal, r, Options{})
	require.Contains(t, text, "This article has no notes and no addresses: there is nothing to visit.\n")
	require.Contains(t, text, "  line 3   “Nobody has seen the ship since.”\n")
	require.Contains(t, text, "  Harbour Watch\n    3 times, lines 3, 14–15: “according to”, “reported”\n")
	require.NotContains(t, text, "Links")
}

func TestReservations(t *testing.T) {
	require.Equal(t, []string{
		"7 of 16\u00a0addresses could not be checked: 1\u00a0is walled off, 1\u00a0refuses programs, " +
			"1\u00a0has a certificate that does not vouch for it, 1\u00a0did not answer, " +
			"1\u00a0gave an answer that decides nothing, 1\u00a0is of a kind that is not visited, 1\u00a0was not visited",
	}, reservations(sample())[:1])
	require.Equal(t, []string{
		"PARTIAL: interrupted; 6 of 16\u00a0addresses visited",
		"10 of 16\u00a0addresses could not be checked: 10\u00a0were not visited",
	}, reservations(partial())[:2])
	require.Equal(t, []string{"offline: no address was visited"}, reservations(offline()))
	require.Equal(t, []string{
		"the archive wayback-cdx could not be asked for copies of 2\u00a0addresses: its answer is 429 Too Many Requests",
		"the archive perma could not be asked for copies of 1\u00a0address: " + hostile,
		"1\u00a0address saved in the archive wayback",
		"1\u00a0address could not be saved: no copy was made: " + hostile,
		"2\u00a0addresses could not be saved: the copy was not made in time",
	}, reservations(sample())[1:])
	require.Equal(t, []string{
		"3 of 3\u00a0addresses could not be checked: 3\u00a0are excluded",
		"2\u00a0addresses excluded: behind the firewall",
		"1\u00a0address excluded: it is being moved",
	}, reservations(&Report{
		Summary: Summary{Coverage: Coverage{Addresses: 3}},
		Pages: []Page{
			{URL: "https://in.example/1", State: "skipped", Because: "excluded: behind the firewall"},
			{URL: "https://tide.example/", State: "skipped", Because: "excluded: it is being moved"},
			{URL: "https://in.example/2", State: "skipped", Because: "excluded: behind the firewall"},
		},
	}))
	whole := &Report{Summary: Summary{Coverage: Coverage{Addresses: 3, Checked: 3}}}
	require.Empty(t, reservations(whole))
}
