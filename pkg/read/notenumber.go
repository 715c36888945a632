package read

import (
	"strconv"
	"strings"
)

// noteNumber writes the number of a note in one of the formats of ECMA-376, 17.18.59 (ST_NumberFormat), as Word prints
// it. A format that is not known is written in decimal digits.
func noteNumber(n int, format string) string {
	if n < 1 {
		return strconv.Itoa(n)
	}
	switch format {
	case "lowerRoman":
		return romanNumber(n)
	case "upperRoman":
		return strings.ToUpper(romanNumber(n))
	case "lowerLetter":
		return repeatedLetter(n, "abcdefghijklmnopqrstuvwxyz")
	case "upperLetter":
		return repeatedLetter(n, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	case "russianLower":
		return repeatedLetter(n, "абвгдежзиклмнопрстуфхцчшщыэюя")
	case "russianUpper":
		return repeatedLetter(n, "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЫЭЮЯ")
	case "chicago":
		return repeatedLetter(n, "*†‡§")
	case "decimalZero":
		return zeroPadded(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		return enclosed(n, '①', 20)
	case "decimalEnclosedParen":
		return enclosed(n, '⑴', 20)
	case "decimalEnclosedFullstop":
		return enclosed(n, '⒈', 20)
	case "decimalFullWidth", "decimalFullWidth2":
		return inDigits(n, '０')
	case "hindiNumbers":
		return inDigits(n, '०')
	case "thaiNumbers":
		return inDigits(n, '๐')
	case "numberInDash":
		return "- " + strconv.Itoa(n) + " -"
	case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital":
		return hanNumber(n)
	case "none":
		return ""
	default:
		return strconv.Itoa(n)
	}
}

func romanNumber(n int) string {
	if n > 10_000 {
		return strconv.Itoa(n)
	}
	var s strings.Builder
	for _, step := range []struct {
		value  int
		digits string
	}{
		{1000, "m"},
		{900, "cm"},
		{500, "d"},
		{400, "cd"},
		{100, "c"},
		{90, "xc"},
		{50, "l"},
		{40, "xl"},
		{10, "x"},
		{9, "ix"},
		{5, "v"},
		{4, "iv"},
		{1, "i"},
	} {
		for ; n >= step.value; n -= step.value {
			s.WriteString(step.digits)
		}
	}
	return s.String()
}

// noteLetters are a, b … z, aa, ab …
func noteLetters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('a'+(n-1)%26)) + s
	}
	return s
}

// repeatedLetter is a, b, …, z, aa, bb, …
func repeatedLetter(n int, alphabet string) string {
	letters := []rune(alphabet)
	times := (n-1)/len(letters) + 1
	if times > 100 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(letters[(n-1)%len(letters)]), times)
}

func zeroPadded(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// enclosed is a character for each number up to the last that Unicode has.
func enclosed(n int, one rune, last int) string {
	if n > last {
		return strconv.Itoa(n)
	}
	for range n - 1 {
		one++
	}
	return string(one)
}

func inDigits(n int, zero rune) string {
	return strings.Map(func(c rune) rune { return zero + c - '0' }, strconv.Itoa(n))
}

// hanNumber is 一, 二, …, 十, 十一, …, 九十九.
func hanNumber(n int) string {
	digits := []rune("〇一二三四五六七八九")
	switch {
	case n < 10:
		return string(digits[n])
	case n > 99:
		return strconv.Itoa(n)
	}
	s := "十"
	if n >= 20 {
		s = string(digits[n/10]) + s
	}
	if n%10 > 0 {
		s += string(digits[n%10])
	}
	return s
}
