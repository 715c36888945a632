package read

import (
	"regexp"
	"strings"
	"sync"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// orgBibliography are the lines and links that name files of entries, for Org itself and for org-ref.
var orgBibliography = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?m)^[ \t]*#\+(?i:bibliography):[ \t]*"?([^"\n]+?)"?[ \t\r]*$|\b(?:no)?bibliography:([^\s\]\[]+)`)
})

func (x *org) bibliographies() {
	x.bibliography = newBibliography(&x.files, &x.flowWriter)
	if !strings.Contains(strings.ToLower(x.text), "bibliography:") {
		return
	}
	for _, m := range orgBibliography().FindAllStringSubmatch(x.text, -1) {
		if m[1] != "" {
			x.bibliography.load(m[1])
		}
		for name := range strings.SplitSeq(m[2], ",") {
			if name != "" {
				x.bibliography.load(name)
			}
		}
	}
}

// orgCites are the types of org-ref's links that cite.
var orgCites = prose.Words(`cite citep citet citealp citealt citeauthor citeyear parencite textcite autocite footcite fullcite smartcite supercite
	nocite Citep Citet Parencite Textcite Autocite`)

func (s *orgScan) writer() citationWriter {
	return citationWriter{
		flowWriter: &s.x.flowWriter, bibliography: s.x.bibliography, text: s.run.text,
		place: func(at prose.Stretch) prose.Stretch { return s.run.place(at.Start, at.End) },
	}
}

// citation reads [cite:see @key p. 3; @other] and [cite/style:…] (Org manual, 16.2).
func (s *orgScan) citation(i int) int {
	const longest = 40
	head := s.run.text[i:min(s.end, i+longest)]
	colon := strings.IndexByte(head, ':')
	if colon < 0 || colon > len("[cite") && head[len("[cite")] != '/' {
		return 0
	}
	end := s.closer(i + colon + 1)
	if end < 0 {
		return 0
	}
	var items []citationItem
	keys := 0
	for _, part := range citationParts(s.run.text, prose.Stretch{Start: i + colon + 1, End: end}) {
		item, ok := citationIn(s.run.text, part)
		if !ok {
			item = citationItem{behind: part}
		} else {
			keys++
		}
		items = append(items, item)
	}
	if keys == 0 {
		return 0
	}
	s.take(i, end+1)
	style, _, _ := strings.Cut(strings.TrimPrefix(head[len("[cite"):colon], "/"), "/")
	s.styled(style, items, prose.Stretch{Start: i, End: end + 1})
	return end + 1
}

// styled writes a citation in one of Org's styles, or by org-ref's command of the like name.
func (s *orgScan) styled(style string, items []citationItem, around prose.Stretch) {
	w := s.writer()
	switch strings.ToLower(style) {
	case "n", "nocite":
		for _, item := range items {
			s.x.bibliography.cite(item.key)
		}
	case "a", "author", "citeauthor":
		for i, item := range items {
			spoken := item.key
			if entry := s.x.bibliography.cite(item.key); entry != nil {
				spoken = entry.spoken()
			}
			if i > 0 {
				spoken = ", " + spoken
			}
			w.instead(spoken, item.at)
		}
	case "t", "text", "citet", "textcite":
		for i, item := range items {
			if i > 0 {
				w.put("; ", prose.Stretch{Start: item.at.Start, End: item.at.Start})
			}
			w.written(item.before)
			var behind []citationItem
			if strings.TrimSpace(s.run.text[item.behind.Start:item.behind.End]) != "" {
				behind = []citationItem{{behind: item.behind}}
			}
			if item.key != "" {
				w.inSentence(item, behind, item.behind.End)
			} else {
				w.written(item.behind)
			}
		}
	default:
		w.inBrackets(items, around)
	}
}

// citationLink reads cite:key,other as org-ref writes it, if the document names a bibliography.
func (s *orgScan) citationLink(i int) int {
	const longest = 1000
	rest := s.run.text[i:min(s.end, i+longest)]
	command, keys, ok := strings.Cut(rest, ":")
	if !ok || !orgCites[command] || len(s.x.bibliography.tried) == 0 || isWordOrUnderscore(s.before(i)) {
		return 0
	}
	size := strings.IndexFunc(keys, func(c rune) bool {
		return !isWordOrUnderscore(c) && !strings.ContainsRune("-+:./,;&", c)
	})
	if size < 0 {
		size = len(keys)
	}
	size = len(strings.TrimRight(keys[:size], ".,:;&-+/"))
	if size == 0 {
		return 0
	}
	start := i + len(command) + 1
	s.take(i, start+size)
	s.keys(command, start, start+size)
	return start + size
}

// keys cites those of an org-ref link, parted by commas, or by semicolons with ampersands before them.
func (s *orgScan) keys(command string, start, end int) {
	var items []citationItem
	for at := start; at < end; {
		size := strings.IndexAny(s.run.text[at:end], ",;")
		if size < 0 {
			size = end - at
		}
		item := citationItem{before: prose.Stretch{Start: at, End: at}, at: prose.Stretch{Start: at, End: at + size}}
		words := s.run.text[at : at+size]
		if before, behind, ok := strings.Cut(words, "&"); ok {
			item.before.End += len(before)
			item.at.Start += len(before) + 1
			words = behind
			if key, _, more := strings.Cut(words, " "); more {
				item.at.End = item.at.Start + len(key)
				words = key
			}
		}
		item.behind = prose.Stretch{Start: item.at.End, End: at + size}
		if item.key = strings.TrimSpace(words); item.key != "" {
			items = append(items, item)
		}
		at += size + 1
	}
	if len(items) > 0 {
		s.styled(command, items, prose.Stretch{Start: start - len(command) - 1, End: end})
	}
}
