package rule_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// shortForms are the forms that a manual may speak of, each with a note in which it stands for note 1.
var shortForms = map[string]string{
	"ibid.":     "Ibid., 15.",
	"op. cit.":  "Ruiz, op. cit., 15.",
	"loc. cit.": "Ruiz, loc. cit.",
}

// What the documentation says of each style is what the rule does.
func TestShortFormsOfEachStyle(t *testing.T) {
	says := map[rule.Style][]string{
		"":            nil,
		rule.Chicago:  {"ibid.", "op. cit.", "loc. cit."},
		rule.MHRA:     {"op. cit.", "loc. cit."},
		rule.Bluebook: {"ibid.", "op. cit.", "loc. cit."},
		rule.APA:      {"ibid.", "op. cit.", "loc. cit."},
		rule.News:     nil,
	}
	require.Len(t, says, len(rule.Styles)+1)
	for style, unwanted := range says {
		for form, note := range shortForms {
			t.Run(fmt.Sprintf("%s, %s", style, form), func(t *testing.T) {
				found := ofShortForms(t, style, note)
				if !slices.Contains(unwanted, form) {
					require.Empty(t, found)
					return
				}
				require.Len(t, found, 1)
				require.Contains(t, found[0].Message, "“"+form+"” stands where the style "+string(style))
				require.Regexp(t, `- `+string(style)+` [^-]*“`+regexp.QuoteMeta(form)+`”`, rule.ShortFormStyle.Doc)
			})
		}
	}
}

func ofShortForms(t *testing.T, style rule.Style, notes ...string) []rule.Finding {
	t.Helper()
	article := tide(append([]string{"Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021."}, notes...)...)
	return rule.Check(pass(t, rule.Example{Article: article, Style: style}), []rule.Rule{rule.ShortFormStyle})
}

// A baseline holds when a note with another ibid. comes or goes, and when another source is cited first.
func TestFingerprintOfAShortForm(t *testing.T) {
	one := ofShortForms(t, rule.Chicago, "Ibid.")
	more := ofShortForms(t, rule.Chicago, "Jo Lee, “Ports,” Coast Wire, May 9, 2021.", "Ibid., 4.", "Ibid., 9.")
	require.Len(t, one, 1)
	require.Len(t, more, 1)
	require.Len(t, more[0].Related, 1)
	require.Equal(t, one[0].Fingerprint, more[0].Fingerprint)
}

// A language that the document declares, or that its words are in, other than English, silences the rule.
func TestShortFormsInOtherLanguages(t *testing.T) {
	for lang, want := range map[string]int{"": 1, "en": 1, "en-GB": 1, "EN-us": 1, "enm": 0, "de": 0, "fr-FR": 0} {
		p := pass(t, rule.Example{Article: tide("Ana Ruiz, “Tide Tables,” Harbor Review, May 3, 2021.", "Ibid."), Style: rule.Chicago})
		p.Article.Lang = lang
		require.Len(t, rule.Check(p, []rule.Rule{rule.ShortFormStyle}), want, lang)
	}
}

// An article full of them has one line for all.
func TestManyShortForms(t *testing.T) {
	found := ofShortForms(t, rule.Chicago, slices.Repeat([]string{"Ibid."}, 80)...)
	require.Len(t, found, 1)
	require.Len(t, found[0].Related, 79)
	require.Equal(t, "note 2 and 79 others: “ibid.” stands where the style chicago prefers the author and a short title; "+
		"in note 2 write Ruiz, “Tide Tables”", found[0].Message)
}
