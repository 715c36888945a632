package article_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

// "Salt & silt rose" is written "Salt &amp; silt" here, and goes on in another part.
func folded() article.Words {
	return article.Words{
		Text: "Salt & silt rose",
		Runs: []article.Run{
			{Range: article.Range{Start: 0, End: 5}, Span: article.Span{Start: 10, End: 15}},
			{Range: article.Range{Start: 5, End: 6}, Span: article.Span{Start: 15, End: 20}},
			{Range: article.Range{Start: 6, End: 11}, Span: article.Span{Start: 20, End: 25}},
			{Range: article.Range{Start: 12, End: 16}, Span: article.Span{Part: "b", Start: 0, End: 4}},
		},
	}
}

func TestRangeOf(t *testing.T) {
	for _, c := range []struct {
		name string
		span article.Span
		want article.Range
	}{
		{"all of a part", article.Span{Start: 0, End: 99}, article.Range{Start: 0, End: 11}},
		{"within a run", article.Span{Start: 11, End: 13}, article.Range{Start: 1, End: 3}},
		{"over an entity", article.Span{Start: 12, End: 22}, article.Range{Start: 2, End: 8}},
		{"within an entity", article.Span{Start: 16, End: 17}, article.Range{Start: 5, End: 6}},
		{"in another part", article.Span{Part: "b", Start: 1, End: 3}, article.Range{Start: 13, End: 15}},
		{"before all", article.Span{Start: 0, End: 10}, article.Range{}},
		{"behind all", article.Span{Start: 25, End: 30}, article.Range{Start: 11, End: 11}},
		{"between two runs", article.Span{Part: "b", Start: 4, End: 9}, article.Range{Start: 16, End: 16}},
		{"in no part", article.Span{Part: "c", Start: 0, End: 30}, article.Range{Start: -1, End: -1}},
		{"nothing within a run", article.Span{Start: 12, End: 12}, article.Range{Start: 2, End: 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, folded().RangeOf(c.span))
		})
	}
}

// A range that begins and ends with runs of its own goes to the source and back.
func TestRangeOfIsTheWayBack(t *testing.T) {
	w := folded()
	for _, r := range []article.Range{{Start: 0, End: 4}, {Start: 2, End: 9}, {Start: 5, End: 6}, {Start: 13, End: 15}} {
		require.Equal(t, r, w.RangeOf(w.SpanOf(r)))
	}
}
