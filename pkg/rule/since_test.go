package rule_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// Two notes name two sources each, and one a wrong address.
const (
	two   = "Ana Ruiz, “One,” 1; Bo Li, “Two,” 2."
	other = "Cat Do, “X,” 3; Dan Xi, “Y,” 4."
	wrong = "Kim Moe, “Silt,” http://localhost/silt."
)

// sinceCases have an article as it was, as it is, and what is new of it.
var sinceCases = []struct {
	name, was, now string
	want           []string
}{
	{
		"an ibid. is mended, and another one is put in",
		"One.[1] Two.[2] Three.[3]\n\n[1] " + two + "\n[2] Ibid.\n[3] " + other + "\n",
		"One.[1] Two.[2] Three.[3] Four.[4]\n\n[1] " + two + "\n[2] Li, “Two.”\n[3] " + other + "\n[4] Ibid.\n",
		[]string{"ambiguous-ibid at Ibid. (note 4)"},
	},
	{
		"what comes before is renumbered",
		"One.[1] Two.[2]\n\n[1] " + two + "\n[2] Ibid.\n",
		"Nought.[1] One.[2] Two.[3]\n\n[1] Kim Moe, “Silt,” 3.\n[2] " + two + "\n[3] Ibid.\n",
		nil,
	},
	{
		"the sentence of an ibid. is edited",
		"One.[1] It fell in the spring of the year.[2]\n\n[1] " + two + "\n[2] Ibid.\n",
		"One.[1] It fell late in the spring of that year.[2]\n\n[1] " + two + "\n[2] Ibid.\n",
		nil,
	},
	{
		"an address goes from one note to another that was there",
		"One.[1] Two.[2]\n\n[1] " + wrong + "\n[2] " + two + "\n",
		"One.[1] Two.[2]\n\n[1] " + two + "\n[2] " + wrong + "\n",
		[]string{"local-url at http://localhost/silt (note 2)"},
	},
	{
		"a sentence goes with its note to another place",
		"One.[1] Two.[2]\n\nThree.\n\n[1] " + wrong + "\n[2] " + two + "\n",
		"Two.[1]\n\nThree. One.[2]\n\n[1] " + two + "\n[2] " + wrong + "\n",
		nil,
	},
	{
		"an address comes to one more note",
		"One.[1] Two.[2]\n\n[1] " + two + "\n[2] " + wrong + "\n",
		"One.[1] Two.[2] Three.[3]\n\n[1] See " + wrong + "\n[2] " + wrong + "\n[3] " + two + "\n",
		[]string{"local-url at http://localhost/silt (note 1)"},
	},
	{
		"an empty note is filled in, and another one is put in",
		"One.[1] Two.[2]\n\n[1] " + two + "\n[2]\n",
		"One.[1] Two.[2] Three.[3]\n\n[1] " + two + "\n[2] " + other + "\n[3]\n",
		[]string{"empty-note at [3] (note 3)"},
	},
	{
		"what is said of the article as a whole stays, whatever it begins with",
		"It was late.\n\nIt was dark.\n",
		"The lamps were lit.\n\nIt was late.\n",
		nil,
	},
	{
		"a sentence that was there loses its note",
		"One.[1] Two.[2]\n\n[1] " + two + "\n[2] " + other + "\n",
		"One.[1] Two.[2]\n\n[1] " + two + "\n",
		[]string{"missing-note at [2]"},
	},
}

func TestSince(t *testing.T) {
	rules := []rule.Rule{rule.AmbiguousIbid, rule.LocalURL, rule.EmptyNote, rule.MissingNote, rule.UnusedNote, rule.NothingCited}
	for _, c := range sinceCases {
		t.Run(c.name, func(t *testing.T) {
			before, now := passOf(t, rule.Example{Article: c.was}, "a.txt"), passOf(t, rule.Example{Article: c.now}, "a.txt")
			had, found := rule.Check(before, rules), rule.Check(now, rules)
			since := rule.NewSince(now.Article, found)
			since.Hold(rule.Earlier{Was: before.Article, Now: now.Article}, had)
			since.Settle()
			var got []string
			for _, f := range found {
				if f.Suppression != nil {
					continue
				}
				said := f.Rule + " at " + c.now[f.Span.Start:f.Span.End]
				for _, n := range now.Article.Notes {
					if n.Span.Start <= f.Span.Start && f.Span.Start < n.Span.End {
						said += " (note " + n.Label + ")"
					}
				}
				got = append(got, said)
			}
			slices.Sort(got)
			require.Equal(t, c.want, got)
		})
	}
}
