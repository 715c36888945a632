package read_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/article"
	"github.com/ibidcheck/ibid/pkg/read"
)

// figures are the figures of a sentence, read in a language.
func figures(t *testing.T, lang, sentence string) []string {
	t.Helper()
	a, err := read.Article([]byte("<!DOCTYPE html>\n<html lang=\""+lang+"\"><body><p>"+sentence+"</p></body></html>"), "a.html")
	require.NoError(t, err)
	var all []string
	for _, f := range a.Figures {
		all = append(all, f.Text)
	}
	return all
}

func TestFigures(t *testing.T) {
	for _, c := range []struct{ lang, sentence, want string }{
		{"en", "The tide rose by 3.5 metres in March.", "3.5 metres"},
		{"en", "Some 42 per cent of it, or 42.5%, and 7 percent of the rest.", "42 per cent|42.5%|7 percent"},
		{"en", "It cost $1.2 million, then €500, then US$ 3bn and £4.50 at last.", "$1.2 million|€500|US$ 3bn|£4.50"},
		{"en", "It cost 4.2 million dollars and 300 euros, or EUR 12,500.", "4.2 million dollars|300 euros|EUR 12,500"},
		{"en", "There were 80 such encounters and 1,484 people on 3 ships.", "80 such encounters|1,484 people|3 ships"},
		{"en", "It was 10–20 percent higher, or 10 to 20 percent.", "10–20 percent|10 to 20 percent"},
		{"en", "There have been 1.7 million gotaways since then.", "1.7 million gotaways"},
		{"en", "They waited 40 minutes, and 3 square miles were flooded at 20 °C.", "40 minutes|3 square miles|20 °C"},
		{"en", "In 36 countries, nearly 400 houses of (some 99) 1 200 boats fell.", "36 countries|400 houses|1 200 boats"},
		{"en", "A wave of 12m hit 5km of the coast.", "12m|5km"},
		{"de", "Rund 3,5 Prozent der 1.200 Schiffe, also 42 Boote, lagen 4,2 km weit.", "3,5 Prozent|1.200 Schiffe|42 Boote|4,2 km"},
		{"de", "Es kostete 1,3 Mio. Euro und 500 € im Jahr.", "1,3 Mio|500 €"},
		{"fr", "Quelque 3,5 pour cent des 1 200 bateaux, soit 12 % ou 4 millions d’euros.", "3,5 pour cent|1 200 bateaux|12 %|4 millions"},
		{"es", "El 12 por ciento de los 80 barcos y 3 millones de dólares.", "12 por ciento|80 barcos|3 millones"},
		{"it", "Il 12 per cento, 40 chilometri e 3 milioni di euro.", "12 per cento|40 chilometri|3 milioni"},
		{"pt", "Cerca de 12 por cento dos 80 barcos.", "12 por cento|80 barcos"},
		{"ru", "Около 12 процентов из 80 кораблей, 3,5 млн рублей.", "12 процентов|80 кораблей|3,5 млн рублей"},
		{"ja", "80隻の船と3万人が避難した。", "80隻|3万人"},
	} {
		assert.Equal(t, c.want, strings.Join(figures(t, c.lang, c.sentence), "|"), c.sentence)
	}
}

func TestNumbersThatAreNoFigures(t *testing.T) {
	for _, c := range []struct{ lang, sentence string }{
		{"en", "In 1990 ships were smaller, and from 1999–2003 boats, in the 1990s docks, since ’95 quays."},
		{"en", "On May 3 ships came, on 3 May boats, on Oct. 7 others, on 10/22/2024 quays."},
		{"en", "The 21st boats, the 3rd ships and the 2nd of all."},
		{"en", "See section 8 vouchers, figure 3 lines, table 2 rows, p. 14 notes, chapter 4 words, No. 12 boats, note 7 signs."},
		{"en", "It began at 8:19 sharp, at 8 pm, at 20:15 hours and ended at 9 a.m. on board."},
		{"en", "Boeing 747 planes, Windows 11 users, Apollo 11 astronauts, Route 66 motels, World War 2 ships, ISO 3297 numbers."},
		{"en", "COVID-19 cases, G20 leaders, 5G masts, B2 bombers, 4x4 cars, F-16 pilots and FY2023 budgets."},
		{"en", "Version 3.11.2 adds, v1.2 fixes, at 192.168.1.14 hosts answer, and 3.14.15 boats do not."},
		{"en", "A 12-year-old boy, a 3-day trip and a 555-1234 call."},
		{"en", "It stands [12] boats, (3) ships, {4} quays and x[1] docks."},
		{"en", "Of these, 44 came from the quay, 11 from the point, and 6 of them left."},
		{"en", "It lies at 40° 26′ N, at the 11° ships, on 1600 Pennsylvania Avenue, at 12 Main Street."},
		{"en", "See https://review.example/2021/12/boats and https://review.example/a?b=12%20ships for it."},
		{"en", "Won 3–1 at home, 3:1 away, and 1/2 of all cups, 7/8 inches."},
		{"en", "Matthew 5:3 says so; Psalm 23 verses; Genesis 1,2 and 3."},
		{"en", "1. Boats are fine. 2. Ships are too."},
		{"en", "Let x3 boats be, and y_2 ships, and 10^6 units, and #12 issues."},
		{"de", "Im Jahr 2021 Schiffe, am 3. Mai Boote, um 20 Uhr Feuerwerk, S. 14 Zeilen, der 2. Band, Abb. 3 Linien."},
		{"de", "Nach § 12 Absätze, Art. 5 Sätze und Nr. 7 Fälle."},
		{"fr", "Le 3 mars bateaux, à 20 h 30 minutes, p. 14 lignes, le XXe siècle, en 1990 navires, n° 12 numéros."},
		{"es", "El 3 de mayo, en 1990 barcos, pág. 14 líneas, capítulo 3 versos, a las 8 de la noche."},
		{"it", "Il 3 maggio, nel 1990 navi, pag. 14 righe."},
		{"ru", "В 2021 году, 3 мая, стр. 14, глава 3, № 12."},
		{"ja", "2021年5月3日、第3章、14頁、8時。"},
	} {
		assert.Empty(t, figures(t, c.lang, c.sentence), c.sentence)
	}
}

// A figure belongs to the claim of its sentence, and to its paragraph.
func TestFiguresOfClaims(t *testing.T) {
	const source = "Tide Tables\n\nIt rose by 3 metres.[1] It cost $4 million, of which 12 per cent[2] were paid. There were 80 ships.\n\n" +
		"[1] Ana Ruiz, 14 pages.\n[2] Jo Lee, 3 volumes.\n"
	a, err := read.Article([]byte(source), "a.txt")
	require.NoError(t, err)
	var texts []string
	for _, f := range a.Figures {
		texts = append(texts, f.Text)
		require.Equal(t, f.Text, source[f.Span.Start:f.Span.End])
		require.Contains(t, a.Paragraphs[f.Paragraph].Text, f.Text)
	}
	require.Equal(t, []string{"3 metres", "$4 million", "12 per cent", "80 ships"}, texts)
	require.Equal(t, []int{0, 1, 1, article.None}, []int{a.Figures[0].Claim, a.Figures[1].Claim, a.Figures[2].Claim, a.Figures[3].Claim})
	require.Equal(t, []int{0}, a.Claims[0].Figures)
	require.Equal(t, []int{1, 2}, a.Claims[1].Figures)
}
