package prose_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/prose"
)

func TestQuoted(t *testing.T) {
	cases := []struct {
		text string
		want []string
	}{
		{"He said “late” and “very late.”", []string{"“late”", "“very late.”"}},
		{`He said "late" and "very late."`, []string{`"late"`, `"very late."`}},
		{"He said “she said ‘late’ twice.”", []string{"“she said ‘late’ twice.”"}},
		{"It’s the pilots’ own gauge.", nil},
		{"He said “late and left.", nil},
		{"He said late” and left.", nil},
		{"He said “late and “very late.”", []string{"“very late.”"}},
		{"„Spät“, sagte er, „sehr spät“.", []string{"„Spät“", "„sehr spät“"}},
		{"„Spät”, mondta.", []string{"„Spät”"}},
		{"Il a dit « tard » et « très tard ».", []string{"« tard »", "« très tard »"}},
		{"»Spät«, sagte er.", []string{"»Spät«"}},
		{"”Sent”, sade han.", []string{"”Sent”"}},
		{"彼は「遅い」と『言』った。", []string{"「遅い」", "『言』"}},
		{`A plank of 6" by 4" was late.`, nil},
		{`A 6" plank was "late."`, []string{`"late."`}},
		{"“”", []string{"“”"}},
		{"", nil},
		{"“a” “b”", []string{"“a”", "“b”"}},
		{"(“late”)", []string{"“late”"}},
		{`He was—"late"—again.`, []string{`"late"`}},
	}
	for _, c := range cases {
		t.Run(c.text, func(t *testing.T) {
			var got []string
			for _, s := range prose.Quoted(c.text, prose.Stretch{Start: 0, End: len(c.text)}) {
				got = append(got, c.text[s.Start:s.End])
			}
			require.Equal(t, c.want, got)
		})
	}
}

func TestUnquote(t *testing.T) {
	for quoted, want := range map[string]string{
		"“late”": "late", "« tard »": "tard", `"late"`: "late", "“”": "", "“": "", "": "", "「遅い」": "遅い",
	} {
		require.Equal(t, want, prose.Unquote(quoted), quoted)
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"a  b":              "a b",
		" a\n\tb ":          "a b",
		"a\u00A0b":          "a b",
		"har\u00ADbor":      "harbor",
		"a\u200Bb":          "ab",
		"a\xffb":            "a\uFFFDb",
		"\uFEFFa":           "a",
		"":                  "",
		" ":                 "",
		"a\u2028b":          "a b",
		"plain text, as is": "plain text, as is",
	} {
		require.Equal(t, want, prose.Fold(s), "%q", s)
	}
}

func TestWordBefore(t *testing.T) {
	for s, want := range map[string]string{
		"the U.S": "U.S", "on Oct": "Oct", "a (b": "b", "": "", "rose ": "rose", "café": "café", "a-b": "b", "“Oct": "Oct",
	} {
		require.Equal(t, want, prose.WordBefore(s), "%q", s)
	}
}
