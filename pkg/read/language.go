package read

// spokenLanguages counts how many bytes of a document are in each language, for word processors that tell it of every
// run of words.
type spokenLanguages map[string]int

func (s spokenLanguages) add(tag string, size int) {
	if tag != "" {
		s[tag] += size
	}
}

// main is the language of most words, empty if none is told.
func (s spokenLanguages) main() string {
	best := ""
	for tag, size := range s {
		if size > s[best] || size == s[best] && tag < best {
			best = tag
		}
	}
	return best
}
