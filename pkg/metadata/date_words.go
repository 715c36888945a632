package metadata

import "time"

// The words of dates are switches, not maps, so that nothing has to be built when the program starts. They are in
// lower case: English, German, French, Spanish, Italian, Portuguese, Dutch.

// month gives the number of a month by its name or abbreviation, or 0.
func month(name string) int {
	switch name {
	case "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "genn", "gen", "janeiro", "januari":
		return 1
	case "february", "feb", "febr", "februar", "février", "fevrier", "févr", "fevr", "fév", "febrero", "febbraio", "febb",
		"fevereiro", "fev", "februari":
		return 2
	case "march", "mar", "märz", "maerz", "mär", "mrz", "mars", "marzo", "março", "marco", "maart", "mrt":
		return 3
	case "april", "apr", "avril", "avr", "abril", "abr", "aprile":
		return 4
	case "may", "mai", "mayo", "maggio", "magg", "mag", "maio", "mei":
		return 5
	case "june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho":
		return 6
	case "july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho":
		return 7
	case "august", "aug", "août", "aout", "agosto", "ago", "augustus":
		return 8
	case "september", "sept", "sep", "septembre", "septiembre", "setiembre", "settembre", "sett", "set", "setembro":
		return 9
	case "october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out":
		return 10
	case "november", "nov", "novembre", "noviembre", "novembro":
		return 11
	case "december", "dec", "dezember", "dez", "décembre", "decembre", "déc", "diciembre", "dic", "dicembre", "dezembro":
		return 12
	}
	return 0
}

// noWeekday is no day of the week.
const noWeekday = time.Weekday(-1)

// weekday gives the day of the week by its name or abbreviation.
func weekday(name string) (time.Weekday, bool) {
	switch name {
	case "monday", "mon", "montag", "mo", "lundi", "lun", "lunes", "lunedì", "lunedi", "segunda", "segunda-feira", "seg", "maandag", "ma":
		return time.Monday, true
	case "tuesday", "tue", "tues", "dienstag", "di", "mardi", "mar", "martes", "martedì", "martedi", "terça", "terça-feira", "ter", "dinsdag":
		return time.Tuesday, true
	case "wednesday", "wed", "mittwoch", "mi", "mercredi", "mer", "miércoles", "mié", "mercoledì", "mercoledi", "quarta", "quarta-feira",
		"qua", "woensdag", "wo":
		return time.Wednesday, true
	case "thursday", "thu", "thur", "thurs", "donnerstag", "do", "jeudi", "jeu", "jueves", "jue", "giovedì", "giovedi", "gio", "quinta",
		"quinta-feira", "qui", "donderdag":
		return time.Thursday, true
	case "friday", "fri", "freitag", "fr", "vendredi", "ven", "viernes", "vie", "venerdì", "venerdi", "sexta", "sexta-feira", "sex",
		"vrijdag", "vr":
		return time.Friday, true
	case "saturday", "sat", "samstag", "sonnabend", "sa", "samedi", "sam", "sábado", "sáb", "sab", "sabato", "zaterdag", "za":
		return time.Saturday, true
	case "sunday", "sun", "sonntag", "so", "dimanche", "dim", "domingo", "dom", "domenica", "zondag", "zo":
		return time.Sunday, true
	}
	return noWeekday, false
}

// cutWeekday cuts a weekday off the front, with its comma or full stop. A word that is a month in one language and a
// weekday in another ("mar.") is a month when no other month follows and the date has not its month in numbers.
func cutWeekday(tokens []token) ([]token, time.Weekday) {
	if !isWord(tokens, 0) {
		return tokens, noWeekday
	}
	day, ok := weekday(tokens[0].text)
	if !ok || month(tokens[0].text) != 0 && !hasMonth(tokens[1:]) {
		return tokens, noWeekday
	}
	tokens = tokens[1:]
	for isMark(tokens, 0, ".,") {
		tokens = tokens[1:]
	}
	return tokens, day
}

func hasMonth(tokens []token) bool {
	for i, t := range tokens {
		if t.kind == word && month(t.text) != 0 || isNumber(tokens, i) && isMark(tokens, i+1, "/-") && isNumber(tokens, i+2) {
			return true
		}
	}
	return false
}

// cutLabel cuts off what announces a date of publication. "Updated" is no such word.
func cutLabel(tokens []token) []token {
	rest := tokens
	for isWord(rest, 0) && isLabel(rest[0].text) {
		rest = rest[1:]
		for isMark(rest, 0, ":") {
			rest = rest[1:]
		}
	}
	return rest
}

func isLabel(text string) bool {
	switch text {
	case "published", "posted", "date", "dated", "on", "the",
		"veröffentlicht", "erschienen", "am", "vom", "den", "datum",
		"publié", "publie", "paru", "le", "du",
		"publicado", "fecha", "el",
		"pubblicato", "data", "il",
		"em",
		"gepubliceerd", "op":
		return true
	}
	return false
}

// isFiller tells of the small words within a date: 22nd of October, 3 de mayo del 2021.
func isFiller(text string) bool {
	switch text {
	case "of", "the", "de", "del", "do":
		return true
	}
	return false
}

// isOrdinal tells of what makes a number an ordinal when joined to it: 22nd, 1er, 1º.
func isOrdinal(text string) bool {
	switch text {
	case "st", "nd", "rd", "th", "er", "º", "ª", "o", "e", "de", "ste":
		return true
	}
	return false
}

// monthOf knows Russian months too, in the case that dates have.
func monthOf(name string) int {
	if m := month(name); m != 0 {
		return m
	}
	switch name {
	case "января", "январь", "янв":
		return 1
	case "февраля", "февраль", "февр", "фев":
		return 2
	case "марта", "март", "мар":
		return 3
	case "апреля", "апрель", "апр":
		return 4
	case "мая", "май":
		return 5
	case "июня", "июнь", "июн":
		return 6
	case "июля", "июль", "июл":
		return 7
	case "августа", "август", "авг":
		return 8
	case "сентября", "сентябрь", "сент", "сен":
		return 9
	case "октября", "октябрь", "окт":
		return 10
	case "ноября", "ноябрь", "нояб", "ноя":
		return 11
	case "декабря", "декабрь", "дек":
		return 12
	}
	return 0
}

// season gives the number of a season in EDTF, or 0.
func season(name string) int {
	switch name {
	case "spring", "frühling", "frühjahr", "printemps", "primavera", "voorjaar", "lente":
		return 21
	case "summer", "sommer", "été", "verano", "estate", "verão", "zomer":
		return 22
	case "autumn", "fall", "herbst", "automne", "otoño", "autunno", "outono", "herfst":
		return 23
	case "winter", "hiver", "invierno", "inverno":
		return 24
	}
	return 0
}
