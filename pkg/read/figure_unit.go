package read

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/ibidcheck/ibid/pkg/prose"
)

// takeScale takes the word behind a number that multiplies it, and what is counted then.
func (n *figureReader) takeScale() bool {
	word, end := n.nextWord(n.end)
	if word == "" || !figureWords().scales[strings.ToLower(strings.TrimSuffix(word, "."))] && !isScaleSign(word, n.text[n.end]) {
		return false
	}
	n.end = end
	if next, end := n.nextWord(n.end); figureWords().currencies[strings.ToLower(next)] || figureWords().units[next] || currencyCode(next) {
		n.end = end
	} else if c, size := utf8.DecodeRuneInString(strings.TrimLeftFunc(n.text[n.end:n.in.End], prose.IsBlank)); strings.ContainsRune("€$£¥₽", c) {
		n.end += strings.IndexRune(n.text[n.end:n.in.End], c) + size
	} else {
		n.takeCounted()
	}
	return true
}

// isScaleSign tells of letters stuck to a sum of money: $5m, £2bn.
func isScaleSign(word string, first byte) bool {
	return isLetterByte(first) && (word == "m" || word == "bn" || word == "k" || word == "M" || word == "B" || word == "K" || word == "tn")
}

// takeMeasure takes a unit that no other word is: per cents, money, lengths, weights, times and the like.
func (n *figureReader) takeMeasure() bool {
	rest := n.text[n.end:n.in.End]
	blank := len(rest) - len(strings.TrimLeftFunc(rest, prose.IsBlank))
	c, size := utf8.DecodeRuneInString(rest[blank:])
	switch {
	case blank > 3:
		return false
	case strings.ContainsRune("%‰％€₽₹£", c):
		n.end += blank + size
		return true
	case c == '°':
		return n.takeDegrees(blank + size)
	case strings.ContainsRune(eastCounters, c):
		for strings.ContainsRune(eastCounters, c) {
			n.end += blank + size
			blank = 0
			c, size = utf8.DecodeRuneInString(n.text[n.end:n.in.End])
		}
		return true
	}
	word, end := n.nextWord(n.end)
	if word == "" {
		return false
	}
	lower, words := strings.ToLower(word), figureWords()
	if n.takePhrase(lower, end) {
		return true
	}
	switch {
	case words.times[lower] && (n.isYear() || n.ranged && len(n.bare) == 4), isLetterByte(rest[0]) && !words.units[word]:
		return false
	case words.times[lower], words.units[word], words.units[lower] && len(word) > 3, words.currencies[lower], currencyCode(word):
		n.end = end
		return true
	}
	return n.takeScale()
}

// takePhrase takes a unit of two words, or one that is listed with them, by its first word and where that ends.
func (n *figureReader) takePhrase(first string, end int) bool {
	next, after := n.nextWord(end)
	for _, second := range figureWords().phrases[first] {
		switch {
		case second == "":
			n.end = end
			return true
		case strings.EqualFold(next, second):
			n.end = after
			return true
		}
	}
	return false
}

// takeDegrees takes a temperature. Other degrees are those of a place on the globe, or an ordinal.
func (n *figureReader) takeDegrees(size int) bool {
	rest := strings.TrimLeft(n.text[n.end+size:n.in.End], " \u00a0\u202f")
	if rest == "" || rest[0] != 'C' && rest[0] != 'F' || len(rest) > 1 && isLetterByte(rest[1]) {
		return false
	}
	n.end = n.in.End - len(rest) + 1
	return true
}

// takeCounted takes the noun that the number counts, with words before it: 80 such encounters.
func (n *figureReader) takeCounted() bool {
	end := n.end
	for range 3 {
		if end < n.in.End && isLetterByte(n.text[end]) {
			return false
		}
		word, after := n.nextWord(end)
		if word == "" || figureWords().functions[word] || figureWords().months[strings.ToLower(word)] {
			return false
		}
		if n.isNoun(word) {
			n.end = after
			return true
		}
		if prose.Capitalised(word) || len(word) < 3 || isDigitByte(word[0]) {
			return false
		}
		end = after
	}
	return false
}

// isNoun tells whether a word behind a number is what it counts: a plural in -s, a word that is known, any word of
// Cyrillic in lower case, or in German one with a capital.
func (n *figureReader) isNoun(word string) bool {
	first, _ := utf8.DecodeRuneInString(word)
	switch {
	case unicode.Is(unicode.Cyrillic, first):
		return unicode.IsLower(first) && utf8.RuneCountInString(word) > 3
	case prose.Capitalised(word):
		return n.german && len(word) > 3
	case figureWords().nouns[word]:
		return true
	}
	if strings.HasSuffix(word, "aux") || strings.HasSuffix(word, "eux") {
		return len(word) > 4
	}
	return len(word) > 3 && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") &&
		!strings.HasSuffix(word, "is") && strings.IndexFunc(word, func(c rune) bool { return !unicode.IsLetter(c) }) < 0
}

// nextWord is the word behind an offset with at most one blank between, empty if there is none, and where it ends.
func (n *figureReader) nextWord(at int) (word string, end int) {
	from := at
	if c, size := utf8.DecodeRuneInString(n.text[at:n.in.End]); prose.IsBlank(c) {
		from += size
	}
	w := nextWord(n.text, from, n.in.End)
	if w.Start != from {
		return "", at
	}
	return n.text[w.Start:w.End], w.End
}

// eastCounters are the words of Chinese, Japanese and Korean behind a number that count; years, months, days, hours and
// numbers of pages are none.
const eastCounters = "人件個个円元圓名台社倍隻只棟軒戸世帯票株枚万億兆萬亿千百吨噸公里米キロメートルトン명개원만억"

func currencyCode(word string) bool {
	switch word {
	case "USD", "EUR", "GBP", "CHF", "JPY", "CNY", "RMB", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "INR",
		"BRL", "MXN", "ZAR", "KRW", "TRY", "UAH", "Rs":
		return true
	}
	return false
}

// figureLists are the words that tell figures from other numbers, in the languages of articles.
type figureLists struct {
	labels, openers, functions, months, scales, currencies, units, times, nouns map[string]bool
	// phrases are units of two words by the first; an empty second word is for one that stands alone as well.
	phrases map[string][]string
}

var figureWords = sync.OnceValue(func() *figureLists {
	return &figureLists{
		labels: prose.Words(`section sections sec secs § figure figures fig figs table tables tab chapter chapters ch chap page pages p pp
			volume volumes vol vols no nos number numbers nr n nn note notes line lines ln part parts pt article articles art arts
			paragraph para paras step version ver v level phase type class room apartment apt highway route flight question item
			equation eq appendix annex exhibit box plate map act scene verse psalm lesson unit module test case
			day week grade round season episode issue isbn issn doi pmid rfc iso din chart panel study experiment model sample h uhr
			abschnitt abb abbildung kapitel kap seite s nummer tabelle tab absatz abs satz heft band bd jahrgang jg anm fußnote
			anmerkung ziffer zeile artikel teil anlage
			sección sec figura tabla capítulo cap página pág págs núm nº número volumen artículo nota línea parte anexo
			tableau chapitre numéro n° livre tome alinéa annexe ligne partie
			sezione tabella capitolo pagina pag numero articolo riga allegato seção tabela artigo
			рис рисунок табл таблица глава гл стр страница с № номер том статья ст пункт п часть раздел`),
		openers: prose.Words(`in on at by of from for with to about over under nearly around some only almost roughly than the these those
			all and but or between more fewer less another a an at its their his her our after before within since until while as per
			that this if when where which who yet so just not even still up out off there then thus against among every both
			von den die der etwa rund über fast nur mehr als mit bei in im um auf und oder nach vor zwischen insgesamt bis unter
			de en con más unos unas los las el la por para entre casi sobre según y o sólo solo al del
			dans avec plus quelque près environ les le des sur et ou par selon une un pour
			in con più circa oltre quasi i gli le di e em com mais cerca os as на в из с по около более почти и`),
		functions: prose.Words(`of in on at by to for from with and or but nor as is was are were be been has had have does did do than that this
			these those which who whom whose while when where if then so the a an its his her their our us into onto over under
			between before after since until per via versus out off up down about against across always perhaps unless plus less
			more others yes thus not no years ago hours
			de del la las los el en con por para y o e es son fue sus más mas entre sin sobre hasta
			du des les le et ou à au aux dans par pour sans sous sur ses mes nos vos pas est sont plus mais puis depuis après très
			di da dei delle e o con per tra fra em no na nos nas dos das ao aos às mais
			der die das den dem des und oder mit von vom zum zur bei als auf aus im am um sind war waren wurde wurden
			и в на из от до по за для или не что как был были было году года год г лет`),
		months: prose.Words(`january february march april may june july august september october november december jan feb mar apr jun jul aug
			sep sept oct nov dec januar jänner februar märz mai juni juli oktober dezember
			enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
			janvier février mars avril juin juillet août septembre octobre novembre décembre
			gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre
			janeiro fevereiro março maio junho julho setembro outubro novembro dezembro
			января февраля марта апреля мая июня июля августа сентября октября ноября декабря`),
		scales: prose.Words(`hundred thousand million millions billion billions trillion trillions mn bn tn mio mrd crore crores lakh lakhs
			millionen milliarde milliarden billionen tausend millón millones mil milliard milliards mille milione milioni miliardo
			miliardi milhão milhões bilhão bilhões miljoen miljard miljoner miljarder тысяч тысячи тыс млн млрд миллион миллиона
			миллионов миллиарда миллиардов dozen`),
		currencies: prose.Words(`dollar dollars euro euros pound pounds yen yuan renminbi ruble rubles rouble roubles franc francs peso pesos
			rupee rupees krone kroner kronor złoty cent cents pence franken dólar dólares libras reais real livres
			рублей рубля рубль долларов евро`),
		units: prose.Words(`m km cm mm nm μm µm mi ft yd kg g mg t ha kt Mt Gt kW MW GW TW kWh MWh GWh TWh kV Hz kHz MHz GHz kB KB MB GB TB PB kbps
			Mbps Gbps dB kcal kJ MJ ppm ppb hPa kPa mph kn ml mL kmh km² m² m³ km³ cm² cm³ px dpi bps pp
			meter meters metre metres kilometer kilometers kilometre kilometres centimeter centimeters centimetre centimetres
			millimeter millimeters millimetre millimetres mile miles foot feet inch inches yard yards acre acres hectare hectares
			ton tons tonne tonnes kilogram kilograms kilo kilos gram grams pound ounce ounces liter liters litre litres gallon
			gallons barrel barrels degree degrees volt volts watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts
			knot knots fathom fathoms byte bytes kilobytes megabytes gigabytes terabytes
			kilometer zentimeter millimeter quadratmeter quadratkilometer kubikmeter hektar tonnen gramm kilogramm grad
			metro metros kilómetro kilómetros hectáreas toneladas kilos grados litros mètre mètres kilomètre kilomètres hectares
			tonnes degrés metri chilometri ettari tonnellate gradi quilômetros quilómetros
			метр метра метров километр километра километров тонн тонны гектар гектаров градусов`),
		times: prose.Words(`second seconds minute minutes hour hours day days week weeks month months year years decade decades century
			centuries sekunde sekunden minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren
			segundos minutos hora horas día días semana semanas mes meses año años seconde secondes heure heures jour jours semaine
			semaines mois an ans année années secondi minuti ora ore giorno giorni settimane mesi anno anni dias ano anos
			секунд минут часов дней недель месяцев лет года`),
		nouns: prose.Words(`people men women children persons police troops crew staff cattle sheep fish aircraft deaths dead percent
			personer mensen personas personnes persone pessoas habitantes habitants abitanti uomini donne bambini casi morti`),
		phrases: map[string][]string{
			"percent": {""}, "per": {"cent", "cento", "mille"}, "pct": {""}, "percentage": {"point", "points"}, "prozent": {""},
			"prozentpunkte": {""}, "prozentpunkten": {""}, "promille": {""},
			"pour": {"cent", "mille"}, "por": {"ciento", "cento"}, "procent": {""}, "prosent": {""}, "процент": {""},
			"процента": {""}, "процентов": {""}, "パーセント": {""}, "basis": {"points"},
			"square": {"kilometres", "kilometers", "miles", "metres", "meters", "feet", "inches", "yards"},
			"cubic":  {"kilometres", "kilometers", "miles", "metres", "meters", "feet", "yards"}, "metric": {"tons", "tonnes"},
			"nautical": {"miles"}, "light": {"years"},
		},
	}
})
