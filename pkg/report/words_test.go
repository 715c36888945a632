package report

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
	"github.com/stretchr/testify/require"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"plain":                  "plain",
		"two \t\r\n blanks":      "two blanks",
		"\x1b[31mred\x07":        "␛[31mred␇",
		"\u009b31m\x7f":          "<U+009B>31m␡",
		"a\u202eb\u2066c":        "a<U+202E>b<U+2066>c",
		"a\u200bb\ufeffc\u00add": "abcd",
		"שלום\u200f!":            "שלום!",
		"می\u200cخواهم":          "می\u200cخواهم",
		"\u0600١٢":               "\u0600١٢",
		"👩\u200d🚀":               "👩\u200d🚀",
		"bad\xff":                "bad\ufffd",
		"no\u00a0break":          "no\u00a0break",
		"":                       "",
	} {
		require.Equal(t, want, clean(in), "%q", in)
	}
}

func TestAddresses(t *testing.T) {
	require.Equal(t, "https://例え.example/ä?q=%20%1B%E2%80%AE", cleanAddress("https://例え.example/ä?q= \x1b\u202e"))
	require.Equal(t, "https://x.example/%C3%A4%7C%3E%60%FF", target("https://x.example/ä|>`\xff"))
	require.Equal(t, "https…abcd", shorten("https://x.example/abcd", 10))
	require.Equal(t, "https://x", shorten("https://x", 9))
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		text        string
		width, most int
		want        string
	}{
		{"one two three", 7, 0, "one two|three"},
		{"one two three", 13, 1, "one two three"},
		{"one two three", 12, 1, "one two …"},
		{"one two three four", 9, 1, "one two …"},
		{"one two three four", 8, 1, "one …"},
		{"see https://long.example/path/x now", 10, 0, "see|https://long.example/path/x|now"},
		{"abcdefghij", 4, 0, "abcd|efgh|ij"},
		{"see notes\u00a06,\u00a016 and", 11, 0, "see|notes 6, 16|and"},
		{"a\u00a0page\u00a0without\u00a0breaks", 9, 0, "a page|without|breaks"},
		{"潮位計は、移設", 8, 0, "潮位計|は、移設"},
		{"潮位計は北防波堤から", 8, 1, "潮位計…"},
		{"", 10, 0, ""},
	} {
		require.Equal(t, c.want, strings.Join(fill(c.text, c.width, c.most), "|"), c.text)
	}
}

func TestPhrases(t *testing.T) {
	require.Equal(t, "notes\u00a06, 16–19", inNotes([]string{"6", "16", "17", "18", "19"}))
	require.Equal(t, "lines\u00a03, 14–15", atLines([]int{3, 14, 15}))
	require.Equal(t, "note\u00a07", inNotes([]string{"7"}))
	require.Equal(t, "22\u00a0October\u00a02024", date("2024-10-22"))
	require.Equal(t, "October\u00a02024", date("2024-10"))
	require.Equal(t, "2024", date("2024"))
	require.Equal(t, "spring", date("spring"))
	require.Equal(t, "A, B and C", names([]string{"A", "B", "C"}))
	require.Equal(t, "no findings in 1\u00a0article; 1\u00a0input could not be read",
		outcome(&Report{Summary: Summary{Articles: 1, Unread: []Unread{{}}}}))
}

func TestSheetWords(t *testing.T) {
	bare := &sheet{Article: &Article{Path: "drafts/quay.txt", Title: "\u200b"}}
	require.Equal(t, "quay.txt", bare.heading())
	require.Empty(t, bare.byline())
	require.Equal(t, "This article has no notes and no addresses: there is nothing to visit.", bare.lack())
	bare.addresses = 1
	require.Equal(t, "This article has no notes.", bare.lack())
	bare.Notes = []Note{{}}
	require.Empty(t, bare.lack())
	bare.addresses = 0
	require.Equal(t, "This article has no addresses: there is nothing to visit.", bare.lack())

	require.Equal(t, "a.txt", Finding{Article: "a.txt"}.place())
	require.Equal(t, "a.txt:3:9", Finding{Article: "a.txt", Span: at(0, 3, 9)}.place())
	require.Equal(t, "a.docx(word/document.xml):3:9",
		Finding{Article: "a.docx", Span: Span{Part: "word/document.xml", Line: 3, Column: 9}}.place())
	require.Equal(t, "line\u00a03", leaning{line: 3}.where())
	require.Equal(t, "<https://x.example/a>", pathOf("https://x.example/a"))
	require.Equal(t, words{text: "“A", most: 3, closing: "”"}, titled("A"))
	require.Equal(t, words{text: "「港」", most: 3}, titled("「港」"))
	require.Equal(t, "x.example/a", pageOf("x.example/a#b", map[string]Page{"x.example/a": {URL: "x.example/a"}}).URL)
}

func TestExcerpt(t *testing.T) {
	for clause, want := range map[string]string{
		"":                 "First, then last.",
		"First,":           "First, …",
		"then":             "… then …",
		"last.":            "… last.",
		"First, then last": "First, then last …",
	} {
		require.Equal(t, want, excerpt(&Claim{Text: "First, then last.", Clause: clause}))
	}
}

func TestLiteral(t *testing.T) {
	for in, want := range map[string]string{
		"a | b":                       `a \| b`,
		"*a* _b_ `c` ~d~":             "\\*a\\* \\_b\\_ \\`c\\` \\~d\\~",
		"[x](javascript:alert(1))":    `\[x\](javascript:alert(1))`,
		"<script>&amp;":               "&lt;script&gt;&amp;amp;",
		"@octocat #1":                 `@&#8203;octocat \#&#8203;1`,
		"ftp://x.example":             "ftp:&#8203;//x.example",
		"see https://x.example/a_b.":  "see <https://x.example/a_b>.",
		"one\ntwo\x1b":                "one two␛",
		"https://x.example/|<b>`a @b": "<https://x.example/%7C%3Cb%3E%60a> @&#8203;b",
	} {
		require.Equal(t, want, literal(in), in)
	}
	require.Equal(t, "`a b.txt`", code("a b.txt"))
	require.Equal(t, "<code>a\\|\\`b</code>", code("a|`b"))
	require.Equal(t, "`javascript:alert(1)`", autolink("javascript:alert(1)"))
}

// In every row of a table there are as many cells as in its head, and hostile words leave no HTML of their own.
func TestMarkdownIsSafe(t *testing.T) {
	text := written(t, Markdown, everywhere(), Options{})
	cells := 0
	for line := range strings.Lines(text) {
		borders := strings.Count(line, "|") - strings.Count(line, `\|`)
		if !strings.HasPrefix(line, "|") {
			require.Zero(t, borders, line)
			cells = 0
			continue
		}
		if cells == 0 {
			cells = borders
		}
		require.Equal(t, cells, borders, line)
	}
	words := strings.ReplaceAll(regexp.MustCompile(`<https?://[!-~]*?>`).ReplaceAllString(text, ""), `\](`, "")
	for _, bad := range []string{"<img", "@octocat", "](", "\x1b", " #1", "\u202e", " *b*", "`code`"} {
		require.NotContains(t, words, bad)
	}
}

func FuzzClean(f *testing.F) {
	for _, seed := range []string{hostile, "plain", "漢字 and \u00a0", "\u0301\u0301"} {
		f.Add(seed, 20, 2)
	}
	f.Fuzz(func(t *testing.T, text string, width, most int) {
		cleaned := clean(text)
		require.True(t, utf8.ValidString(cleaned))
		require.Equal(t, cleaned, clean(cleaned))
		width, most = 1+abs(width)%200, abs(most)%5
		lines := fill(cleaned, width, most)
		require.True(t, most == 0 || len(lines) <= most)
		for _, l := range lines {
			require.NotContains(t, l, "\n")
			if width > 3 && !strings.Contains(l, "://") {
				require.LessOrEqual(t, ansi.StringWidth(l), width, "%q", l)
			}
		}
		literal(text)
	})
}

func abs(n int) int { return max(n, -(n + 1)) }
