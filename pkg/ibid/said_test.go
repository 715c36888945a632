package ibid

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/cite"
)

// The first citation that says when a page was read counts, and the first article that says when it was published.
func TestWhatIsSaidOfAnAddress(t *testing.T) {
	const a, b = "https://review.example/a", "https://coast.example/b"
	read := func(url, accessed string) cite.Citation {
		return cite.Citation{Source: article.Source{URL: url, Accessed: accessed}}
	}
	checked := func(published string, citations ...cite.Citation) Checked {
		return Checked{Article: &article.Article{Published: published, Links: []article.Link{{URL: a}, {URL: b}}}, Citations: citations}
	}
	r := &Result{Articles: []Checked{
		checked("", read(a, ""), read(a, "2021-06-04")),
		checked("2022", read(a, "2021-07"), read(b, "")),
		checked("2023", read(b, "2020")),
	}}
	said := r.saidOf()
	require.Equal(t, archive.Query{Accessed: "2021-06-04", Published: "2022"}, said[a])
	require.Equal(t, archive.Query{Accessed: "2020", Published: "2022"}, said[b])
}
