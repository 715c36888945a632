package read

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// coreCommands are read as LaTeX means them even if a document redefines them.
var coreCommands = prose.Words(`footnote footnotemark footnotetext endnote thanks url href nolinkurl path begin end item section subsection
	subsubsection chapter part paragraph title author date caption input include cite citep citet label ref maketitle par verb`)

// latexCharacters are what commands without arguments show.
var latexCharacters = map[string]string{
	"&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "\n": " ", "\t": " ", ",": "\u202F", ";": " ", ":": " ",
	"ldots": "…", "dots": "…", "textellipsis": "…", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø",
	"l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "S": "§", "P": "¶",
	"copyright": "©", "textcopyright": "©", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "EUR": "€", "dag": "†",
	"ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "textasteriskcentered": "*", "textbullet": "•", "textperiodcentered": "·",
	"textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“",
	"textquotedblright": "”", "textquotesingle": "'", "textquotedbl": "\"", "quotedblbase": "„", "quotesinglbase": "‚",
	"glqq": "„", "grqq": "“", "glq": "‚", "grq": "‘", "flqq": "«", "frqq": "»", "flq": "‹", "frq": "›", "og": "« ", "fg": " »",
	"guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»", "lq": "‘", "rq": "’",
	"textasciitilde": "~", "textasciicircum": "^", "textbackslash": `\`, "textunderscore": "_", "textbar": "|", "textless": "<",
	"textgreater": ">", "textdegree": "°", "degree": "°", "texttrademark": "™", "textregistered": "®", "textordfeminine": "ª",
	"textordmasculine": "º", "textquestiondown": "¿", "textexclamdown": "¡", "textonehalf": "½", "textmu": "µ", "texttimes": "×",
	"textsection": "§", "textparagraph": "¶", "textnumero": "№", "slash": "/", "lbrack": "[", "rbrack": "]", "textpercent": "%",
	"LaTeX": "LaTeX", "TeX": "TeX", "LaTeXe": "LaTeX2ε", "BibTeX": "BibTeX", "XeTeX": "XeTeX", "XeLaTeX": "XeLaTeX", "LuaTeX": "LuaTeX",
	"LuaLaTeX": "LuaLaTeX", "quad": " ", "qquad": " ", "enspace": " ", "enskip": " ", "thinspace": "\u202F", "space": " ",
	"hfill": " ", "textvisiblespace": "␣", "nobreakspace": "\u00A0", "ier": "er", "no": "nᵒ",
	"-": "", "/": "", "@": "", "!": "", "xspace": "", "noindent": "", "indent": "", "ignorespaces": "", "protect": "",
	"relax": "", "leavevmode": "", "centering": "", "raggedright": "", "bfseries": "", "itshape": "", "em": "", "it": "", "bf": "", "tt": "",
}

// latexAccents are the combining characters of the commands that put an accent on a letter.
var latexAccents = map[string]string{
	"'": "\u0301", "`": "\u0300", "^": "\u0302", "\"": "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307", "u": "\u0306",
	"v": "\u030C", "H": "\u030B", "c": "\u0327", "k": "\u0328", "r": "\u030A", "d": "\u0323", "b": "\u0331", "h": "\u0309",
	"t": "\u0361", "textcommabelow": "\u0326",
}

// spacingAccents are what accents show without a letter.
var spacingAccents = map[string]string{"~": "~", "^": "^", "'": "´", "`": "`", "\"": "¨"}

// character reads the commands that show characters: letters, signs, accents, quotation marks.
func (r *latexReader) character(in *latexInput, name string, at, end, limit int) (int, bool) {
	if mark, ok := latexAccents[name]; ok {
		return r.accent(in, name, mark, at, end, limit)
	}
	switch name {
	case "enquote", "textquote", "foreignquote":
		if name == "foreignquote" {
			end = in.skip("m", end, limit)
		}
		arg, after, ok := in.braced(in.skip("oo", end, limit), limit)
		if !ok {
			return end, true
		}
		r.add(in, "“", prose.Stretch{Start: at, End: end})
		r.run(in, arg)
		r.add(in, "”", prose.Stretch{Start: arg.End, End: after})
		return after, true
	}
	shown, ok := latexCharacters[name]
	if !ok {
		return 0, false
	}
	r.add(in, shown, prose.Stretch{Start: at, End: end})
	if isLetterByte(name[0]) {
		for end < limit && (in.text[end] == ' ' || in.text[end] == '\t') {
			end++
		}
	}
	return end, true
}

// accent writes a letter with an accent as one character where there is one.
func (r *latexReader) accent(in *latexInput, name, mark string, at, end, limit int) (int, bool) {
	next := end
	if isLetterByte(name[0]) {
		if next = in.blanks(end, limit); next == end && next < limit && in.text[next] != '{' && in.text[next] != '\\' {
			return 0, false
		}
	}
	arg, after, ok := in.argument(next, limit)
	if !ok || arg.End-arg.Start > 40 {
		return end, true
	}
	letters := strings.Trim(in.text[arg.Start:arg.End], "{}")
	switch strings.TrimSpace(letters) {
	case `\i`, `\j`:
		letters = letters[1:2]
	case "":
		r.add(in, spacingAccents[name], prose.Stretch{Start: at, End: after})
		return after, true
	}
	first, size := utf8.DecodeRuneInString(letters)
	if first == '\\' || prose.IsBlank(first) {
		return end, true
	}
	r.add(in, norm.NFC.String(letters[:size]+mark)+letters[size:], prose.Stretch{Start: at, End: after})
	return after, true
}

// silentArguments are the arguments of commands that are no words of the document, as skip reads them; what follows
// them is.
var silentArguments = map[string]string{
	"label": "m", "index": "om", "vspace": "m", "hspace": "m", "vskip": "", "setlength": "mm", "addtolength": "mm", "includegraphics": "oom",
	"bibliographystyle": "m", "bibinfo": "m", "bibfield": "m", "BibitemShut": "m", "addbibresource": "om", "pagestyle": "m",
	"thispagestyle": "m", "usepackage": "om", "RequirePackage": "om", "documentclass": "om", "hypersetup": "m", "color": "om",
	"textcolor": "om", "colorbox": "om", "fcolorbox": "omm", "definecolor": "mmm", "colorlet": "mm", "fontsize": "mm", "fontfamily": "m",
	"addcontentsline": "mmm", "addtocontents": "mm", "markboth": "mm", "markright": "m", "newcounter": "mo", "raisebox": "moo",
	"rule": "omm", "multicolumn": "mm", "multirow": "omom", "cline": "m", "cmidrule": "oam", "specialrule": "mmm", "resizebox": "mm",
	"scalebox": "mo", "rotatebox": "om", "parbox": "ooom", "makebox": "oo", "framebox": "oo", "mbox": "", "foreignlanguage": "om",
	"selectlanguage": "m", "lstset": "m", "tikzset": "m", "pgfplotsset": "m", "usetikzlibrary": "m", "hyphenation": "m", "graphicspath": "m",
	"DeclareMathOperator": "mm", "newtheorem": "momo", "theoremstyle": "m", "pdfbookmark": "omm", "phantom": "m", "hphantom": "m",
	"vphantom": "m", "pagenumbering": "m", "linespread": "m", "hypertarget": "m", "hyperlink": "m", "hyperref": "o",
	"setbeamertemplate": "mom", "usetheme": "om", "usecolortheme": "om", "setstretch": "m", "captionsetup": "om", "geometry": "m",
	"lstinputlisting": "om", "inputminted": "omm", "verbatiminput": "m", "includepdf": "om", "newif": "m", "newlength": "m",
	"setmainfont": "omo", "setsansfont": "omo", "setmonofont": "omo", "newfontfamily": "momo", "cellcolor": "om", "rowcolor": "om",
	"columncolor": "om", "rowcolors": "mmm", "glsadd": "m", "bibcommenthead": "", "crefname": "mmm", "Crefname": "mmm", "inst": "m",
	"orcidID": "m", "orcidlink": "m", "mciteSetBstMidEndSepPunct": "mmm", "bibAnnoteFile": "om", "pdfinfo": "m",
	"newacronym": "ommm", "newglossaryentry": "mm", "tikz": "o", "penalty": "", "numberwithin": "mm",
	"thefootnote": "", "alph": "m", "arabic": "m", "fnsymbol": "m", "roman": "m", "value": "m", "only": "a", "onslide": "a", "uncover": "a",
	"visible": "a", "invisible": "a", "alert": "a", "pause": "o", "counterwithin": "mm", "counterwithout": "mm", "titleformat": "mommmmo",
	"titlespacing": "mmmm", "setlist": "om", "newlist": "mmm", "bookmarksetup": "m", "todo": "om", "missingfigure": "om",
}
