package read

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// italic keeps that what was written from start on is set in italics. Of blocks that have ended since then, it is their
// words alone: notes that were laid down behind them are none of it.
func (w *flowWriter) italic(start int) {
	if w.inNote != nil {
		for i := len(w.words); i > 0 && w.words[i-1].End > start; i-- {
			w.addItalics(w.words[i-1], start)
		}
	} else {
		for i := len(w.flow.blocks); i > 0 && w.flow.blocks[i-1].End > start; i-- {
			w.addItalics(w.flow.blocks[i-1].Stretch, start)
		}
	}
	w.addItalics(w.since(w.open), start)
}

func (w *flowWriter) addItalics(s prose.Stretch, start int) {
	if s.Start = max(s.Start, start); s.Start < s.End {
		w.flow.italics = append(w.flow.italics, s)
	}
}

// endsItalics tells whether words in italics end at a place. Word processors often leave the blanks between such words
// upright, which nobody sees.
func (w *flowWriter) endsItalics(at int) bool {
	n := len(w.flow.italics)
	return n > 0 && w.flow.italics[n-1].End == at
}

// italicised writes what is set in italics.
func (w *flowWriter) italicised(write func()) {
	start := w.out.text.Len()
	write()
	w.italic(start)
}

// settleItalics puts the italics in order, joins those that touch, and takes the blanks off their ends.
func (f *flow) settleItalics() {
	slices.SortStableFunc(f.italics, func(a, b prose.Stretch) int { return cmp.Compare(a.Start, b.Start) })
	joined := f.italics[:0]
	for _, s := range f.italics {
		if n := len(joined); n > 0 && s.Start <= joined[n-1].End {
			joined[n-1].End = max(joined[n-1].End, s.End)
			continue
		}
		joined = append(joined, s)
	}
	f.italics = nil
	for _, s := range joined {
		f.italics = prose.AppendTrimmed(f.italics, f.text, s)
	}
}

// underlined finds the words of notes that stand between low lines, as transcribers of printed books write what is set
// in italics there: _The Tide_. The lines themselves stay in the words, and are no part of the italics.
func (f *flow) underlined() {
	for _, n := range f.notes {
		for _, s := range n.words {
			f.italics = appendUnderlined(f.italics, f.text, s)
		}
	}
}

func appendUnderlined(all []prose.Stretch, text string, in prose.Stretch) []prose.Stretch {
	open := -1
	for i := in.Start; i < in.End; i++ {
		if text[i] != '_' {
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(text[in.Start:i])
		behind, _ := utf8.DecodeRuneInString(text[i+1 : in.End])
		opens := i+1 < in.End && !prose.IsBlank(behind) && behind != '_' && (i == in.Start || !isWordOrUnderscore(before) && before != '/')
		closes := i > in.Start && !prose.IsBlank(before) && before != '_' && (i+1 == in.End || !isWordOrUnderscore(behind))
		switch {
		case open >= 0 && closes && i-open <= longestEmphasis:
			all = append(all, prose.Stretch{Start: open + 1, End: i})
			open = -1
		case opens:
			open = i
		}
	}
	return all
}

// isSlanted reads the italics of a style attribute (CSS Fonts 4, 2.4, font-style). It says something only if ok.
func isSlanted(style string) (slanted, ok bool) {
	for declaration := range strings.SplitSeq(style, ";") {
		property, value, _ := strings.Cut(declaration, ":")
		if strings.EqualFold(strings.TrimSpace(property), "font-style") {
			value = strings.ToLower(strings.TrimSpace(value))
			slanted, ok = strings.HasPrefix(value, "italic") || strings.HasPrefix(value, "oblique"), true
		}
	}
	return slanted, ok
}

// slantedElements are those that are set in italics wherever they stand (HTML Living Standard, 15.3.4), of which dfn and
// var are no titles and address is none of the words.
var slantedElements = prose.Words("i em cite")
