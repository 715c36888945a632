package read

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"

	"github.com/ibidcheck/ibid/pkg/article"
)

// Texts that say nothing of their encoding, long enough to be told by their characters.
const (
	japanese = "港の岸壁は長い。石で造られ、町の商人たちが建てた。潮は三月に三・五メートル上がり、そして夜のうちに下がったと、港の委員会は言う。\nカタカナのテスト。"
	chinese  = "港口的码头很长，是用石头造的。老城的商人建造了它，直到战争为止都保持得很好，后来没有人再付钱。\n委员会说，三月的潮水上涨了三米。"
	taiwan   = "港口的碼頭很長，是用石頭造的。老城的商人建造了它，直到戰爭為止都保持得很好，後來沒有人再付錢。\n委員會說，三月的潮水上漲了三米。"
	korean   = "항구의 부두는 길다. 그것은 돌로 만들어졌고 옛 도시의 상인들이 세운 것이다. 전쟁이 날 때까지 잘 유지되었다.\n조수는 삼월에 높아졌다."
	russian  = "Причал в порту длинный и каменный. Его построили купцы старого города, и он стоял до самой войны.\nТаблицы приливов печатали каждый год."
)

// Each text is recognised in its encodings, leads back to its bytes, and has its lines and columns.
func TestEncodings(t *testing.T) {
	for _, c := range []struct{ text, labels string }{
		{japanese, "shift_jis euc-jp iso-2022-jp"},
		{chinese, "gb18030"},
		{taiwan, "big5"},
		{korean, "euc-kr"},
		{russian, "windows-1251 koi8-r ibm866 iso-8859-5"},
	} {
		for label := range strings.FieldsSeq(c.labels) {
			t.Run(label, func(t *testing.T) {
				source := encoded(t, c.text, label)
				d, err := decode(source)
				require.NoError(t, err)
				require.Equal(t, label, string(d.encoding))
				require.Equal(t, c.text, d.text)
				requireWayBack(t, d, source)
			})
		}
	}
}

// Texts in which bytes are in doubt stay what they were taken for.
func TestEncodingsInDoubt(t *testing.T) {
	for _, c := range []struct{ text, label string }{
		{"Les quais sont longs, et la marée monte. Où va-t-elle, l’été ? Ça dépend.", "windows-1252"},
		{"ÄÖÜ äöü ß ÄÖÜ äöü ß ÄÖÜ äöü ß ÄÖÜ äöü ß ÄÖÜ äöü ß ÄÖÜ äöü ß", "windows-1252"},
		{"Příliš žluťoučký kůň úpěl ďábelské ódy. " + strings.Repeat("Žluť. ", 40), "windows-1250"},
		{"港の岸壁", "shift_jis"},
		{"Причал", "koi8-r"},
	} {
		d, err := decode(encoded(t, c.text, c.label))
		require.NoError(t, err)
		require.Equal(t, article.Windows1252, d.encoding, c.text)
	}
}

// A declaration counts, unless the bytes cannot be what it says.
func TestDeclaredEncodings(t *testing.T) {
	for _, c := range []struct{ text, label, want string }{
		{`<?xml version="1.0" encoding="EUC-JP"?><p>港</p>`, "euc-jp", "euc-jp"},
		{`<?xml version='1.0' encoding='iso-8859-2'?><p>Příliš</p>`, "iso-8859-2", "iso-8859-2"},
		{"% -*- mode: latex; coding: sjis-unix -*-\n港", "shift_jis", "shift_jis"},
		{"Title: Quays\n\nCharacter set encoding: Big5\n\n港口", "big5", "big5"},
		{"\\documentclass{article}\n\\usepackage[latin2]{inputenc}\nPříliš", "iso-8859-2", "iso-8859-2"},
		{"% !TEX encoding = windows-1250\nPříliš", "windows-1250", "windows-1250"},
		{"# vim: set fileencoding=koi8-r :\nПричал", "koi8-r", "koi8-r"},
		{"-*- coding: shift_jis -*-\nà la mer, où l’été", "windows-1252", "windows-1252"},
		{"-*- coding: no-such -*-\nà la mer, où", "windows-1252", "windows-1252"},
		{`<?xml version="1.0" encoding="utf-8"?><p>où</p>`, "windows-1252", "windows-1252"},
	} {
		source := encoded(t, c.text, c.label)
		d, err := decode(source)
		require.NoError(t, err)
		require.Equal(t, c.want, string(d.encoding), c.text)
		require.Equal(t, c.text, d.text)
		requireWayBack(t, d, source)
	}
}

func encoded(t *testing.T, text, label string) []byte {
	t.Helper()
	e, err := htmlindex.Get(label)
	require.NoError(t, err)
	source, err := e.NewEncoder().Bytes([]byte(text))
	require.NoError(t, err)
	return source
}

// requireWayBack holds the offset of each character against that of the bytes before it, and its place against a count.
func requireWayBack(t *testing.T, d decoded, source []byte) {
	t.Helper()
	f := flow{parts: []part{{decoded: d, source: source}}}
	a := &article.Article{}
	f.place(a)
	here := article.Place{Line: 1, Column: 1}
	last := -1
	for at, c := range d.text {
		offset := d.offset(at)
		require.Greater(t, offset, last)
		last = offset
		require.Equal(t, here, a.Place(article.Span{Start: offset}), "%q at %d", c, offset)
		here.Column++
		if c == '\n' {
			here = article.Place{Line: here.Line + 1, Column: 1}
		}
	}
	require.Equal(t, len(source), d.offset(len(d.text)))
}

// A long text in a single line is found its way about in as fast as others.
func TestWideOffsets(t *testing.T) {
	text := strings.Repeat("港a", 20_000)
	d, ok := decodeNamed(encoded(t, text, "shift_jis"), "shift_jis")
	require.True(t, ok)
	for at := 0; at < len(text); at += 4 {
		require.Equal(t, at/4*3, d.offset(at))
	}
}

func FuzzEncodings(f *testing.F) {
	f.Add([]byte("\x1B$B9A\x1B(B\n\x1B$B"), "iso-2022-jp")
	f.Add([]byte("\x81\x30\x81\x30\x88\x62\n\xff\x80"), "gb18030")
	f.Add([]byte("\x88\x62\x8f\xa1\xa1\x8e"), "big5")
	f.Fuzz(func(t *testing.T, source []byte, label string) {
		d, ok := decodeNamed(source, label)
		if !ok {
			return
		}
		require.True(t, utf8.ValidString(d.text))
		last := 0
		for at := range d.text {
			offset := d.offset(at)
			require.LessOrEqual(t, last, offset)
			last = offset
		}
		require.LessOrEqual(t, last, len(source))
		require.Equal(t, len(source), d.offset(len(d.text)))
	})
}

func BenchmarkEncodings(b *testing.B) {
	for _, label := range []string{"shift_jis", "gb18030", "koi8-r"} {
		text := map[string]string{"shift_jis": japanese, "gb18030": chinese, "koi8-r": russian}[label]
		e, err := htmlindex.Get(label)
		require.NoError(b, err)
		source, err := e.NewEncoder().Bytes([]byte(strings.Repeat(text, 1000)))
		require.NoError(b, err)
		b.Run(label, func(b *testing.B) {
			b.SetBytes(int64(len(source)))
			b.ReportAllocs()
			for b.Loop() {
				_, err := decode(source)
				require.NoError(b, err)
			}
		})
	}
}
