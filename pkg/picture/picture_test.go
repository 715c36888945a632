package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"html/template"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	article := &Moment{From: 2024.37, To: 2024.37, Class: "article", Title: "the article, 15 May 2024"}
	for file, p := range map[string]Picture{
		"stack.svg": Stack("14 live, 3 gone, 0 moved, 6 not checked", []Part{
			{14, "live", "14 live"}, {3, "gone", "3 gone"}, {0, "moved", "0 moved"}, {6, "unchecked", "6 not checked"},
		}),
		"stack-empty.svg": Stack("no addresses", nil),
		"share.svg":       Share(5, 26),
		"share-none.svg":  Share(0, 0),
		"strip.svg": Strip("cited at claims 6 and 16 to 19 of 27", "several", 27, []int{4, 8, 23}, []Tick{
			{At: 5, Title: "note 6"},
			{At: 15, Title: "note 16"},
			{At: 16, Title: "note 17", Follows: true},
			{At: 17, Title: "note 18", Follows: true},
			{At: 17, Title: "note 19", Follows: true},
		}),
		"strip-hostile.svg": Strip(`"><script>`, "several", 1, nil, []Tick{{Title: "</title><script>alert(1)</script>"}}),
		"timeline.svg": Timeline("sources from 1931 to 2024", []Moment{
			{1931, 1962, "source", "1931 to 1961"},
			{2023.1, 2023.1, "source", "a"},
			{2023.1, 2023.1, "source", "b"},
			{2024, 2025, "source", "a year"},
			{2024.8, 2024.8, "later", "later than the article"},
		}, article),
		"timeline-alone.svg": Timeline("one source", []Moment{{2020.5, 2020.5, "source", "June 2020"}}, nil),
		"timeline-empty.svg": Timeline("no dates", nil, nil),
		"sequence.svg": Sequence("live, live, gone", []Step{
			{"✓", "live", "live on 1 May 2024"}, {"✓", "live", "live on 2 May 2024"}, {"▲", "gone", "gone on 3 May 2024"},
		}),
	} {
		t.Run(file, func(t *testing.T) {
			svg := drawn(t, p)
			path := filepath.Join("testdata", file)
			if *update {
				require.NoError(t, os.WriteFile(path, svg, 0o644))
			}
			want, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, string(want), string(svg), "run the tests with -update if the change is meant")
		})
	}
}

// drawn is a picture as SVG; it is well-formed.
func drawn(t *testing.T, p Picture) []byte {
	t.Helper()
	set, err := template.New("picture").Parse(Template)
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, set.ExecuteTemplate(&out, "picture", p))
	out.WriteByte('\n')
	for d := xml.NewDecoder(bytes.NewReader(out.Bytes())); ; {
		_, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
	}
	return out.Bytes()
}

// Whatever the data, shapes stay within the picture.
func TestShapesStayInside(t *testing.T) {
	var many []Moment
	for i := range 3000 {
		at := 1500 + float64(i*i%524)
		many = append(many, Moment{From: at, To: at + float64(i%3)})
	}
	steps := make([]Step, 500)
	for name, p := range map[string]Picture{
		"timeline": Timeline("", many, &Moment{From: 2024, To: 2025}),
		"pile":     Timeline("", make([]Moment, 3000), nil),
		"strip":    Strip("", "", 3, []int{0, 1, 2}, []Tick{{At: 0}, {At: 2, Follows: true}}),
		"stack":    Stack("", []Part{{Count: 1}, {Count: 1_000_000}, {Count: 1}}),
		"sequence": Sequence("", steps),
	} {
		require.NotEmpty(t, p.Shapes, name)
		for _, s := range p.Shapes {
			require.True(t, s.X >= 0 && s.X <= 100 && s.X2 >= 0 && s.X2 <= 100, "%s: %+v", name, s)
			require.True(t, s.Y-s.Radius >= 0 && s.Y <= p.Height && s.Y2 <= p.Height, "%s: %+v", name, s)
		}
	}
}

// A run ties neighbours only.
func TestRuns(t *testing.T) {
	p := Strip("", "", 10, nil, []Tick{{At: 1}, {At: 2, Follows: true}, {At: 2, Follows: true}, {At: 7}})
	runs := 0
	for _, s := range p.Shapes {
		if s.Class == "run" {
			runs++
			require.Equal(t, Across(15), s.X)
			require.Equal(t, Across(25), s.X2)
		}
	}
	require.Equal(t, 1, runs)
}
