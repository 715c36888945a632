package article_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
)

func TestPlaces(t *testing.T) {
	cases := []struct {
		name     string
		source   string
		encoding article.Encoding
		offset   int
		want     article.Place
	}{
		{"an empty source", "", article.UTF8, 0, article.Place{Line: 1, Column: 1}},
		{"the first byte", "tide", article.UTF8, 0, article.Place{Line: 1, Column: 1}},
		{"characters, not bytes", "né tide", article.UTF8, 4, article.Place{Line: 1, Column: 4}},
		{"behind a line end", "a\nb", article.UTF8, 2, article.Place{Line: 2, Column: 1}},
		{"CRLF is one line end", "a\r\nb", article.UTF8, 3, article.Place{Line: 2, Column: 1}},
		{"a lone CR is one too", "a\rb", article.UTF8, 2, article.Place{Line: 2, Column: 1}},
		{"a byte order mark has no column", "\uFEFFab", article.UTF8, 4, article.Place{Line: 1, Column: 2}},
		{"invalid bytes count as characters", "a\xff\xfeb", article.UTF8, 3, article.Place{Line: 1, Column: 4}},
		{"Windows-1252", "\x93a\x94\nb", article.Windows1252, 4, article.Place{Line: 2, Column: 1}},
		{"UTF-16 little-endian", "a\x00\n\x00b\x00c\x00", article.UTF16LE, 6, article.Place{Line: 2, Column: 2}},
		{"UTF-16 big-endian", "\x00a\x00\n\x00b\x00c", article.UTF16BE, 6, article.Place{Line: 2, Column: 2}},
		{"a surrogate pair is one character", "\x3d\xd8\x00\xdea\x00", article.UTF16LE, 4, article.Place{Line: 1, Column: 2}},
		{"the end", "ab\n", article.UTF8, 3, article.Place{Line: 2, Column: 1}},
		{"beyond the end", "ab", article.UTF8, 90, article.Place{Line: 1, Column: 3}},
		{"far into one long line", strings.Repeat("é", 10_000) + "x", article.UTF8, 20_000, article.Place{Line: 1, Column: 10_001}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			require.Equal(t, c.want, article.NewPlaces([]byte(c.source), c.encoding).Of(c.offset))
		})
	}
}

// Places agree with a count from the beginning, wherever the source is cut and however long its lines are.
func TestPlacesAgreeWithACount(t *testing.T) {
	for _, piece := range []string{"é", "a\r\n", "a\rb\n", "\x80", "\xe2\x80", "€x", "\n", "\r", "abc"} {
		source := []byte(strings.Repeat("x", 7) + strings.Repeat(piece, 9000) + "end")
		p := article.NewPlaces(source, article.UTF8)
		here := article.Place{Line: 1, Column: 1}
		for at := 0; at < len(source); {
			require.Equal(t, here, p.Of(at), "%q at %d", piece, at)
			_, size := utf8.DecodeRune(source[at:])
			here.Column++
			if c := source[at]; c == '\n' || c == '\r' && (at+1 == len(source) || source[at+1] != '\n') {
				here = article.Place{Line: here.Line + 1, Column: 1}
			}
			at += size
		}
	}
}

func BenchmarkNewPlaces(b *testing.B) {
	source := []byte(strings.Repeat("The tide rose by 3.5 metres in March.\n", 30_000))
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		article.NewPlaces(source, article.UTF8)
	}
}

// What stands in a source is told only where its bytes are those of UTF-8.
func TestPlacesText(t *testing.T) {
	for _, c := range []struct {
		name       string
		places     article.Places
		start, end int
		want       string
		ok         bool
	}{
		{"UTF-8", article.NewPlaces([]byte("né tide"), article.UTF8), 1, 5, "é t", true},
		{"half a character", article.NewPlaces([]byte("né tide"), article.UTF8), 2, 5, "\xa9 t", false},
		{"beyond both ends", article.NewPlaces([]byte("tide"), article.UTF8), -4, 90, "tide", true},
		{"behind the end", article.NewPlaces([]byte("tide"), article.UTF8), 5, 9, "", false},
		{"no source", article.Places{}, 0, 4, "", true},
		{"ASCII in Windows-1252", article.NewPlaces([]byte("n\xe9 tide"), article.Windows1252), 2, 5, " ti", true},
		{"another letter in Windows-1252", article.NewPlaces([]byte("n\xe9 tide"), article.Windows1252), 0, 5, "n\xe9 ti", false},
		{"UTF-16", article.NewPlaces([]byte("t\x00i\x00"), article.UTF16LE), 0, 4, "", false},
		{"characters of several widths", article.NewPlacesOf([]byte("tide"), []byte{1, 1, 1, 1}), 0, 4, "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, ok := c.places.Text(c.start, c.end)
			require.Equal(t, c.want, got)
			require.Equal(t, c.ok, ok)
		})
	}
}
