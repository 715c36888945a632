package metadata

// cutTime removes a time of day, with what joins it to the date and with its zone, wherever it stands. Where there is
// none the tokens come back as they were.
func cutTime(tokens []token) []token {
	for i := range tokens {
		length := timeLength(tokens[i:])
		if isCompactTime(tokens, i) {
			length = 1
		}
		if length == 0 || i > 0 && tokens[i].joined && !isWord(tokens, i-1) && !isMark(tokens, i-1, "-–—|,(") {
			continue
		}
		start := i
		for start > 0 && joinsTime(tokens[start-1]) {
			start--
		}
		end := i + length
		end += zoneLength(tokens[end:])
		return append(tokens[:start:start], tokens[end:]...)
	}
	return tokens
}

// isCompactTime tells of the number in T2019 and T201900.
func isCompactTime(tokens []token, i int) bool {
	return isNumber(tokens, i) && (tokens[i].width == 4 || tokens[i].width == 6) && tokens[i].joined &&
		i >= 2 && tokens[i-1].text == "t" && tokens[i-1].joined && isNumber(tokens, i-2)
}

// timeLength counts the tokens of 20:19, 20:19:00.000, 8:19 p.m., 8pm, 14h30 and 14.30 Uhr.
func timeLength(tokens []token) int {
	if !isNumber(tokens, 0) {
		return 0
	}
	if tokens[0].width > 2 || tokens[0].value > 24 {
		return 0
	}
	n := 1
	for isMark(tokens, n, ":") && isNumber(tokens, n+1) && tokens[n+1].width == 2 && n < 5 {
		n += 2
	}
	if n == 1 {
		return shortTimeLength(tokens)
	}
	if isMark(tokens, n, ".,") && isNumber(tokens, n+1) && tokens[n+1].joined && n == 5 {
		n += 2
	}
	return n + halfLength(tokens[n:])
}

func shortTimeLength(tokens []token) int {
	if n := halfLength(tokens[1:]); n > 0 {
		return 1 + n
	}
	if isMark(tokens, 1, ".") && isNumber(tokens, 2) && tokens[2].width == 2 && isWord(tokens, 3) && tokens[3].text == "uhr" {
		return 3
	}
	if !isWord(tokens, 1) || tokens[1].text != "h" {
		return 0
	}
	if isNumber(tokens, 2) && tokens[2].width == 2 {
		return 3
	}
	return 2
}

// halfLength counts the tokens of am, p.m. and the like.
func halfLength(tokens []token) int {
	if !isWord(tokens, 0) {
		return 0
	}
	switch tokens[0].text {
	case "am", "pm":
		return 1
	case "a", "p":
		if !isMark(tokens, 1, ".") || !isWord(tokens, 2) || tokens[2].text != "m" {
			return 0
		}
		if isMark(tokens, 3, ".") {
			return 4
		}
		return 3
	}
	return 0
}

// joinsTime tells whether a token stands between a date and a time: "at", "um", a dash, the T of ISO 8601.
func joinsTime(t token) bool {
	if t.kind == mark {
		switch t.text {
		case ",", "-", "–", "—", "|", "·", "•":
			return true
		}
		return false
	}
	switch t.text {
	case "t", "at", "um", "à", "a", "las", "alle", "ore", "às", "om":
		return t.kind == word
	}
	return false
}

// zoneLength counts the tokens of what follows a time: "Uhr", Z, GMT, +02:00, EST, the long name in parentheses.
func zoneLength(tokens []token) int {
	n := 0
	for n < len(tokens) {
		t := tokens[n]
		switch {
		case t.kind == word && isZone(t):
			n++
		case isMark(tokens, n, "+-−") && isNumber(tokens, n+1) && tokens[n+1].joined && tokens[n+1].width == 4:
			n += 2
		case isMark(tokens, n, "+-−") && isNumber(tokens, n+1) && tokens[n+1].joined && isMark(tokens, n+2, ":") && isNumber(tokens, n+3):
			n += 4
		case isMark(tokens, n, "+-−") && t.joined && isNumber(tokens, n+1) && tokens[n+1].width == 2 && n+2 == len(tokens):
			n += 2
		case t.text == "(" && isMark(tokens, len(tokens)-1, ")"):
			return len(tokens)
		default:
			return n
		}
	}
	return n
}

func isZone(t token) bool {
	switch t.text {
	case "uhr", "h", "hrs", "hours", "heures", "horas", "uur", "z":
		return true
	}
	if month(t.text) != 0 {
		return false
	}
	if _, isWeekday := weekday(t.text); isWeekday {
		return false
	}
	return t.capitals && len(t.text) >= 2 && len(t.text) <= 5
}
