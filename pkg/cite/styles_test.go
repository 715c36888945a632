package cite_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

// madeUp is a work made of words that are drawn.
type madeUp struct {
	given, family, title, subtitle, place string
	year, volume, issue, page, day        int
}

func drawWork(r *rand.Rand) madeUp {
	pick := func(words string) string {
		all := strings.Split(words, "|")
		return all[r.IntN(len(all))]
	}
	return madeUp{
		given:    pick("Ana|Jo|Sun|Kim|Maria|Theo|Ines|Omar|Lena|Hugo|Edith|William|Rosa|Vera|Karl"),
		family:   pick("Ruiz|Lee|Kim|Osei|Singh|Park|Vidal|Faris|Cho|Berg|Crane|Tull|Flint|Holt|Müller|García|Dubois|O’Neill"),
		title:    pick("Silent|Rising|Broken|Northern|Ancient|Hidden|Salted|Iron|Winter") + " " + pick("Tides|Harbors|Gauges|Pilots|Ferries|Locks|Canals|Moorings|Storms") + " of " + pick("Brightwater|Sallowmouth|Kerven|Inverloch|Portmore|Eastness"),
		subtitle: pick("A History|Evidence from Three Ports|Law and Practice|What the Records Show|An Essay"),
		place:    pick("Harbor Review|Journal of Estuarine Works|Coastal Studies|Marine Policy Quarterly"),
		year:     1960 + r.IntN(60), volume: 1 + r.IntN(40), issue: 1 + r.IntN(4), page: 1 + r.IntN(300), day: 1 + r.IntN(28),
	}
}

// inJournal, asBook and inPaper cite a work in the styles of notes and of bibliographies; the last ones are short.
func (w madeUp) inJournal() []string {
	full, last := w.title+": "+w.subtitle, w.page+20
	return []string{
		fmt.Sprintf("%s %s, “%s,” *%s* %d, no. %d (%d): %d–%d.", w.given, w.family, full, w.place, w.volume, w.issue, w.year, w.page, last),
		fmt.Sprintf("%s %s, ‘%s’, *%s*, %d.%d (%d), %d–%d (p. %d).", w.given, w.family, full, w.place, w.volume, w.issue, w.year, w.page, last, last),
		fmt.Sprintf("%s, %c. (%d). %s. *%s*, *%d*(%d), %d–%d.", w.family, w.given[0], w.year, full, w.place, w.volume, w.issue, w.page, last),
		fmt.Sprintf("%c. %s, “%s,” *%s*, vol. %d, no. %d, pp. %d–%d, %d.", w.given[0], w.family, full, w.place, w.volume, w.issue, w.page, last, w.year),
		fmt.Sprintf("%s, “%s,” %d.", w.family, w.title, w.page),
	}
}

func (w madeUp) asBook() []string {
	full := w.title + ": " + w.subtitle
	return []string{
		fmt.Sprintf("%s %s, *%s* (Salt Press, %d), %d.", w.given, w.family, full, w.year, w.page),
		fmt.Sprintf("%s %s, *%s* (London: Salt Press, %d), p. %d.", w.given, w.family, full, w.year, w.page),
		fmt.Sprintf("%s, %c. (%d). *%s*. Salt Press.", w.family, w.given[0], w.year, full),
		fmt.Sprintf("%s %s, *%s* (Salt Press, %d).", w.given, w.family, w.title, w.year),
		fmt.Sprintf("%s, *%s*, %d.", w.family, w.title, w.page),
	}
}

func (w madeUp) inPaper() []string {
	full := w.title + ": " + w.subtitle
	url := "https://news.example/" + strings.ToLower(strings.ReplaceAll(w.title, " ", "-"))
	return []string{
		fmt.Sprintf("%s %s, “%s,” *%s*, May %d, %d, %s.", w.given, w.family, full, w.place, w.day, w.year, url),
		fmt.Sprintf("%s %s, “%s,” *%s*, %d May %d.", w.given, w.family, full, w.place, w.day, w.year),
		fmt.Sprintf("%s, %c. (%d, May %d). %s. *%s*. %s", w.family, w.given[0], w.year, w.day, full, w.place, url),
		fmt.Sprintf("%s, “%s.”", w.family, w.title),
	}
}

// drawArticle cites some works in mixed styles and in any order.
func drawArticle(r *rand.Rand) labelledArticle {
	const works = 12
	a := labelledArticle{Article: &article.Article{}, name: "made up"}
	var notes [][2]string
	seen := map[string]bool{}
	for i := range works {
		w := drawWork(r)
		if seen[w.title] {
			continue
		}
		seen[w.title] = true
		styles := [...][]string{w.inJournal(), w.asBook(), w.inPaper()}[r.IntN(3)]
		for n, words := range styles {
			if n == 0 || r.IntN(2) == 0 {
				notes = append(notes, [2]string{fmt.Sprint("work ", i), words})
			}
		}
	}
	r.Shuffle(len(notes), func(i, j int) { notes[i], notes[j] = notes[j], notes[i] })
	for _, n := range notes {
		a.add(n[0], n[1])
	}
	return a
}

// Works are found whatever the styles in which they are cited.
func TestAccuracyAcrossStyles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var s score
	for range 40 {
		a := drawArticle(r)
		found := a.found()
		truth := make([]string, len(a.items))
		for n, item := range a.items {
			truth[n] = item.work
		}
		a.tell(t, found)
		s.add(truth, found)
	}
	n := float64(s.citations)
	t.Logf("works across styles: %d citations, B-cubed precision %.4f, recall %.4f", s.citations, s.precision/n, s.recall/n)
	require.GreaterOrEqual(t, s.precision/n, 0.995)
	require.GreaterOrEqual(t, s.recall/n, 0.97)
}
