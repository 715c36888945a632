package read

import (
	"regexp"
	"strings"
	"sync"
)

// declarations are how texts name their own encoding: XML (1.0, 2.8), Emacs and Vim, TeX editors, LaTeX's inputenc, and the
// heads of transcribed books.
var declarations = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`^(?:\xEF\xBB\xBF)?<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`),
		regexp.MustCompile(`-\*-.*?\bcoding:\s*([A-Za-z0-9._-]+).*?-\*-`),
		regexp.MustCompile(`\bvim?:[^\n]*\b(?:fileencoding|fenc)=([A-Za-z0-9._-]+)`),
		regexp.MustCompile(`(?m)^%\s*!TEX encoding\s*=\s*([A-Za-z0-9._ -]+)$`),
		regexp.MustCompile(`(?m)^[^%\n]*\\usepackage\[([a-z0-9]+)\]\{inputenc\}`),
		regexp.MustCompile(`(?mi)^Character set encoding:\s*([A-Za-z0-9._-]+)`),
	}
})

// inputencodings are the names of LaTeX's inputenc (texdoc inputenc), and of editors, that are no labels of the WHATWG.
var inputencodings = map[string]string{
	"latin2": "iso-8859-2", "latin3": "iso-8859-3", "latin4": "iso-8859-4", "latin5": "iso-8859-9", "latin9": "iso-8859-15",
	"latin10": "iso-8859-16", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1257": "windows-1257", "ansinew": "windows-1252",
	"applemac": "macintosh", "cp866": "ibm866", "sjis": "shift_jis", "cp932": "shift_jis", "japanese-shift-jis": "shift_jis",
	"japanese-iso-8bit": "euc-jp", "euc-jp-unix": "euc-jp", "euc": "euc-jp", "gb2312": "gbk", "cp936": "gbk", "cp949": "euc-kr",
	"chinese-gbk": "gbk", "chinese-big5": "big5", "cp950": "big5",
}

// declaredEncoding is the encoding that a text says in its head that it has; empty if it says none.
func declaredEncoding(source []byte) string {
	const head = 4096
	source = source[:min(len(source), head)]
	for _, d := range declarations() {
		if m := d.FindSubmatch(source); m != nil {
			label := strings.ToLower(strings.TrimSpace(string(m[1])))
			for _, end := range []string{"-unix", "-dos", "-mac"} {
				label = strings.TrimSuffix(label, end)
			}
			if name := inputencodings[label]; name != "" {
				return name
			}
			return label
		}
	}
	return ""
}
