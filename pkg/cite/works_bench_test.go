package cite_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// shelves are citations that could make work of works: n citations each.
var shelves = map[string]func(i, n int) cite.Citation{
	"different": func(i, n int) cite.Citation {
		return source(article.Source{
			Author: []article.Name{{Family: fmt.Sprint("Ruiz", i%(n/3+1)), Given: "Ana"}}, Title: fmt.Sprint("Tide Tables of the Year ", i%(n/2+1)),
			ContainerTitle: "Harbor Review", Issued: "2021-05-03", URL: fmt.Sprint("https://review.example/", i),
		})
	},
	"one title and nothing else": func(_, _ int) cite.Citation { return source(article.Source{Title: "Interview"}) },
	"one title, many authors": func(i, _ int) cite.Citation {
		return source(article.Source{Author: []article.Name{{Family: fmt.Sprint("Ruiz", i), Given: "Ana"}}, Title: "Tide Tables", Issued: "2021"})
	},
	"one title, many dates": func(i, _ int) cite.Citation {
		return source(article.Source{Author: ana, Title: "Annual Report", Issued: fmt.Sprintf("%04d-%02d-%02d", 1000+i/336, 1+i/28%12, 1+i%28)})
	},
	"one description, many addresses": func(i, _ int) cite.Citation {
		return source(article.Source{Author: ana, Title: "Tide Tables of the Inner Sound", Issued: "2021-05-03", URL: fmt.Sprint("https://review.example/", i)})
	},
	"one author, many short titles": func(i, n int) cite.Citation {
		if i < n/2 {
			return source(article.Source{Author: ana, Title: fmt.Sprint("Tide ", i), Issued: "2021"})
		}
		return sign(cite.Short, "Ruiz", fmt.Sprint("Tide ", i-n/2), "")
	},
	"ibids": func(i, _ int) cite.Citation {
		if i == 0 {
			return source(article.Source{Author: ana, Title: "Tide Tables"})
		}
		return ibid()
	},
	"each leads to the next": func(i, n int) cite.Citation {
		if i == n-1 {
			return source(article.Source{Author: ana, Title: "Tide Tables"})
		}
		return sign(cite.Supra, "", "", fmt.Sprint(i+2))
	},
}

// crowded is a note of many citations and many ibids, and many notes that name it.
func crowded(n int) (*article.Article, []cite.Citation) {
	all := make([][]cite.Citation, n)
	for i := range n {
		all[0] = append(all[0], source(article.Source{Author: ana, Title: "Tide Tables"}), ibid())
		if i > 0 {
			all[i] = one(sign(cite.Supra, "Ruiz", "", "1"))
		}
	}
	return notes(all...)
}

func TestCrowdedNote(t *testing.T) {
	a, citations := crowded(20_000)
	r := cite.Resolve(a, citations, nil)
	require.Len(t, r.Works, 1)
	require.Equal(t, "note 1 cites several sources", r.Antecedents[len(citations)-1].Because)
}

func shelf(name string, n int) (*article.Article, []cite.Citation) {
	all := make([][]cite.Citation, n)
	for i := range all {
		all[i] = one(shelves[name](i, n))
	}
	return notes(all...)
}

// The time of one citation stays the same from size to size, whatever is cited: see the last column.
func BenchmarkWorks(b *testing.B) {
	for name := range shelves {
		for _, n := range []int{1_000, 10_000, 100_000} {
			b.Run(fmt.Sprint(name, "/", n), func(b *testing.B) {
				a, citations := shelf(name, n)
				for b.Loop() {
					cite.Resolve(a, citations, nil)
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/citation")
			})
		}
	}
}

// What could make work makes none: a large number of citations is resolved, and rightly.
func TestManyWorks(t *testing.T) {
	const n = 5_000
	for name, want := range map[string]int{
		"different": n, "one title and nothing else": n, "one title, many authors": n, "one title, many dates": n,
		"one description, many addresses": n, "one author, many short titles": n / 2, "ibids": 1, "each leads to the next": 1,
	} {
		t.Run(name, func(t *testing.T) {
			a, citations := shelf(name, n)
			r := cite.Resolve(a, citations, nil)
			require.Len(t, r.Works, want)
			require.LessOrEqual(t, len(r.Possibly), 4*n)
		})
	}
}
