package cite_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// labelledArticle is an article of testdata/works.txt.
type labelledArticle struct {
	*article.Article
	name  string
	items []labelledItem
}

// labelledItem is a citation and the name of its work: where it stands in which note or entry.
type labelledItem struct {
	work        string
	note, entry int
	words       article.Range
}

var (
	italics   = regexp.MustCompile(`\*([^*]+)\*`)
	addresses = regexp.MustCompile(`https?://[^\s，。]+`)
)

func labelledArticles(t testing.TB) []labelledArticle {
	t.Helper()
	data, err := os.ReadFile("testdata/works.txt")
	require.NoError(t, err)
	var all []labelledArticle
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "== "); ok {
			all = append(all, labelledArticle{Article: &article.Article{}, name: name})
			continue
		}
		if len(all) == 0 || line == "" {
			continue
		}
		work, words, ok := strings.Cut(line, " | ")
		require.True(t, ok, line)
		all[len(all)-1].add(work, words)
	}
	return all
}

// add takes in one line of the file.
func (a *labelledArticle) add(work, words string) {
	entry, isEntry := strings.CutPrefix(work, "entry ")
	more, isMore := strings.CutPrefix(work, "+ ")
	item := labelledItem{work: work, note: none, entry: none}
	switch {
	case isEntry:
		item.work, item.entry = entry, len(a.Entries)
		a.Entries = append(a.Entries, article.Entry{Key: fmt.Sprint("e", item.entry)})
		item.words = a.write(&a.Entries[item.entry].Words, &a.Entries[item.entry].Links, words, item)
	case isMore:
		item.work, item.note = more, len(a.Notes)-1
		a.Notes[item.note].Text += " "
		item.words = a.write(&a.Notes[item.note].Words, &a.Notes[item.note].Links, words, item)
	default:
		item.note = len(a.Notes)
		a.Notes = append(a.Notes, article.Note{Label: fmt.Sprint(item.note + 1)})
		item.words = a.write(&a.Notes[item.note].Words, &a.Notes[item.note].Links, words, item)
	}
	a.items = append(a.items, item)
}

// write appends words to a note or an entry, with their italics and their addresses.
func (a *labelledArticle) write(to *article.Words, links *[]int, words string, item labelledItem) article.Range {
	start := len(to.Text)
	for words != "" {
		m := italics.FindStringSubmatchIndex(words)
		if m == nil {
			to.Text += words
			break
		}
		to.Text += words[:m[0]]
		to.Italics = append(to.Italics, article.Range{Start: len(to.Text), End: len(to.Text) + m[3] - m[2]})
		to.Text += words[m[2]:m[3]]
		words = words[m[1]:]
	}
	for _, m := range addresses.FindAllStringIndex(to.Text[start:], -1) {
		url := strings.TrimRight(to.Text[start+m[0]:start+m[1]], ".,;]")
		*links = append(*links, len(a.Links))
		a.Links = append(a.Links, article.Link{
			URL: url, Note: item.note, Entry: item.entry, Words: article.Range{Start: start + m[0], End: start + m[0] + len(url)},
		})
	}
	return article.Range{Start: start, End: len(to.Text)}
}

// found gives, for each item, the work that it was found to be of. What was found to be of none is alone.
func (a *labelledArticle) found() []string {
	citations := cite.Citations(a.Article)
	r := cite.Resolve(a.Article, citations, nil)
	all := make([]string, len(a.items))
	for n, item := range a.items {
		all[n] = fmt.Sprint("none ", n)
		best := 0
		for i, c := range citations {
			if c.Note != item.note || c.Entry != item.entry || c.Reference != none {
				continue
			}
			overlap := min(c.Words.End, item.words.End) - max(c.Words.Start, item.words.Start)
			if overlap > best && r.Of[i] != none {
				best = overlap
				all[n] = fmt.Sprint("work ", r.Of[i])
			}
		}
	}
	return all
}

// score is B-cubed precision and recall: the mean, over all citations, of the share of those found to be of one work
// with it that are, and of the share of those that are that were found (A. Bagga and B. Baldwin, Entity-based
// cross-document coreferencing using the vector space model, COLING-ACL 1998; E. Amigó et al., A comparison of
// extrinsic clustering evaluation metrics based on formal constraints, Information Retrieval 12, 2009).
type score struct {
	precision, recall float64
	citations         int
}

func (s *score) add(truth, found []string) {
	for i := range truth {
		var both, inTruth, inFound float64
		for j := range truth {
			same, joined := truth[i] == truth[j], found[i] == found[j]
			if same {
				inTruth++
			}
			if joined {
				inFound++
			}
			if same && joined {
				both++
			}
		}
		s.precision += both / inFound
		s.recall += both / inTruth
		s.citations++
	}
}

func TestScore(t *testing.T) {
	var s score
	s.add([]string{"a", "a", "b", "b"}, []string{"1", "1", "1", "2"})
	require.InDelta(t, (2.0/3+2.0/3+1.0/3+1)/4, s.precision/4, 1e-9)
	require.InDelta(t, (1+1+0.5+0.5)/4, s.recall/4, 1e-9)
}

// Citations are joined to works almost without error.
func TestAccuracyOfWorks(t *testing.T) {
	var s score
	for _, a := range labelledArticles(t) {
		found := a.found()
		truth := make([]string, 0, len(a.items))
		var citing []string
		for n, item := range a.items {
			switch item.work {
			case "-":
				if strings.HasPrefix(found[n], "work ") {
					t.Errorf("%s: commentary is taken for a citation: %s", a.name, a.words(item))
				}
				continue
			case "?":
				item.work = fmt.Sprint("? ", n)
			}
			truth = append(truth, item.work)
			citing = append(citing, found[n])
		}
		a.tell(t, found)
		s.add(truth, citing)
	}
	n := float64(s.citations)
	t.Logf("works: %d citations, B-cubed precision %.4f, recall %.4f", s.citations, s.precision/n, s.recall/n)
	require.GreaterOrEqual(t, s.citations, 200)
	require.GreaterOrEqual(t, s.precision/n, 0.995)
	require.GreaterOrEqual(t, s.recall/n, 0.97)
}

func (a *labelledArticle) words(item labelledItem) string {
	if item.entry != none {
		return a.Entries[item.entry].Text
	}
	return a.Notes[item.note].Text[item.words.Start:item.words.End]
}

// tell logs the citations that were joined wrongly or not at all.
func (a *labelledArticle) tell(t *testing.T, found []string) {
	t.Helper()
	firstOf, firstFound := map[string]int{}, map[string]int{}
	for n, item := range a.items {
		if item.work == "-" {
			continue
		}
		if first, ok := firstFound[found[n]]; ok && (a.items[first].work != item.work || item.work == "?") {
			t.Logf("%s: wrongly joined:\n\t%s\n\t%s", a.name, a.words(a.items[first]), a.words(item))
		} else if !ok {
			firstFound[found[n]] = n
		}
		if first, ok := firstOf[item.work]; ok && item.work != "?" && found[first] != found[n] {
			t.Logf("%s: not joined:\n\t%s\n\t%s", a.name, a.words(a.items[first]), a.words(item))
		} else if !ok {
			firstOf[item.work] = n
		}
	}
}
