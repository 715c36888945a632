package read

import (
	"strings"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// licences are what encloses the terms under which transcribed books are passed on (Project Gutenberg), in the three
// forms that they have had. Their numbered terms look like notes.
var licences = []struct{ begins, ends string }{
	{"START**THE SMALL PRINT", "END*THE SMALL PRINT"},
	{"START*THE SMALL PRINT", "END*THE SMALL PRINT"},
	{"END OF THE PROJECT GUTENBERG EBOOK", ""},
	{"END OF THIS PROJECT GUTENBERG EBOOK", ""},
	{"START: FULL LICENSE", ""},
}

// licencesIn finds the licences in a text.
func licencesIn(text string) []prose.Stretch {
	var all []prose.Stretch
	for _, l := range licences {
		start := strings.Index(text, l.begins)
		if start < 0 {
			continue
		}
		end := len(text)
		if l.ends != "" {
			size := strings.Index(text[start:], l.ends)
			if size < 0 {
				continue
			}
			end = start + size
		}
		if !touches(all, prose.Stretch{Start: start, End: end}) {
			all = append(all, prose.Stretch{Start: start, End: end})
		}
	}
	return all
}

// isTerm tells whether a place that begins a paragraph stands in a licence.
func isTerm(licences []prose.Stretch, s prose.Stretch) bool {
	for _, l := range licences {
		if l.Start <= s.Start && s.Start < l.End {
			return true
		}
	}
	return false
}
