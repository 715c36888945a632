package read

import (
	"regexp"
	"strings"
	"sync"
)

// formatByNotes finds the format of a text whose name tells nothing, as one in a pipe, by the way in which its notes are
// written. Where a format parts a note from its marker, both must be there, with one label: plain text has brackets too.
func formatByNotes(source []byte) (Format, bool) {
	d, err := decode(source)
	if err != nil {
		return Format{}, false
	}
	for _, known := range []struct {
		format Format
		fits   func(text string) bool
	}{
		{Markdown, notedMarkdown},
		{Org, notedOrg},
		{RST, notedRST},
		{ASCIIDoc, notedASCIIDoc},
		{Wikitext, notedWikitext},
		{LaTeX, notedLaTeX},
	} {
		if known.fits(d.text) {
			return known.format, true
		}
	}
	return Format{}, false
}

// agree tells whether a label that a definition has, its first group, is that of a mark as well. A match of the mark
// that begins where a definition does is none.
func agree(text string, definition, mark *regexp.Regexp) bool {
	defined, at := map[string]bool{}, map[int]bool{}
	for _, m := range definition.FindAllStringSubmatchIndex(text, mostNotes) {
		defined[text[m[2]:m[3]]], at[m[2]] = true, true
	}
	if len(defined) == 0 {
		return false
	}
	for _, m := range mark.FindAllStringSubmatchIndex(text, mostNotes) {
		if !at[m[2]] && defined[text[m[2]:m[3]]] {
			return true
		}
	}
	return false
}

// notedMarkdown: “[^tide]: …” at the beginning of a line, and “[^tide]”.
func notedMarkdown(text string) bool {
	return strings.Contains(text, "[^") && agree(text, markdownDefinition, markdownMark())
}

var markdownMark = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\^([^\]\n]+)\]`) })

// notedOrg: “[fn:tide] …” at the beginning of a line, and “[fn:tide]”; or a note where it is called, “[fn:: …]”.
func notedOrg(text string) bool {
	return strings.Contains(text, "[fn:") && (orgInline().MatchString(text) || agree(text, orgNoted(), orgMark()))
}

var (
	orgInline = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[fn:[\w-]*:\s*[^\s\]]`) })
	orgNoted  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\[fn:([\w-]+)\][ \t]`) })
	orgMark   = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[fn:([\w-]+)\]`) })
)

// notedRST: “.. [1] …” at the beginning of a line, and “[1]_”.
func notedRST(text string) bool {
	return strings.Contains(text, "]_") && agree(text, rstNoted(), rstMark())
}

var (
	rstNoted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^\.\.[ \t]+\[(\d+|\*|#[\w-]*)\](?:[ \t]|\r?$)`) })
	rstMark  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[(\d+|\*|#[\w-]*)\]_`) })
)

// notedASCIIDoc: “footnote:[…]” and “footnote:tide[…]”.
func notedASCIIDoc(text string) bool {
	return strings.Contains(text, "footnote") && asciiDocNoted().MatchString(text)
}

var asciiDocNoted = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`footnote(?::[\w-]*\[[^\]\s]|ref:\[[^\]\s])[^\]]*\]`)
})

// notedWikitext: “<ref>…</ref>”, and something else that is wikitext's.
func notedWikitext(text string) bool {
	return strings.Contains(text, "<ref") && wikiNoted().MatchString(text) && wikiSign().MatchString(text)
}

var (
	wikiNoted = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`<ref(?:\s+name\s*=[^<>]*)?>[^<]*</ref>`) })
	wikiSign  = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?m)\[\[[^\[\]\n]+\]\]|\{\{[^{}]+\}\}|''[^'\n]+''|^==+[^=\n]+==+\s*$|<references`)
	})
)

// notedLaTeX: “\footnote{…}”, and another command with an argument, or another note.
func notedLaTeX(text string) bool {
	if !latexNoted().MatchString(text) {
		return false
	}
	return len(latexCommand().FindAllString(text, 2)) > 1
}

var (
	latexNoted = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\\(?:footnote|endnote|footcite|footnotetext)\{[^\s}]`)
	})
	latexCommand = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\\[A-Za-z]+\*?(?:\[[^\[\]\n]*\])?\{[^\s}]`) })
)
