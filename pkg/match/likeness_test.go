package match_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/ibidcheck/ibid/pkg/match"
)

func TestTitles(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want match.Likeness
	}{
		{"Tide Tables", "Tide Tables", match.Same},
		{"Tide Tables", "TIDE TABLES.", match.Same},
		{"The Tide Tables", "Tide Tables", match.Same},
		{"Tide–Tables", "Tide Tables", match.Same},
		{"La marée", "La Maree", match.Same},
		{"Die Straße", "Die Strasse", match.Same},
		{"Water & Wind", "Water and Wind", match.Same},
		{"Sea's End", "Sea’s End", match.Same},
		{"Waterfront Lights", "Water Front Lights", match.Same},
		{"The Drowned Parish, Part 2", "The Drowned Parish, Part Two", match.Same},
		{"The Drowned Parish, Part II", "The Drowned Parish, Part 2", match.Same},
		{"Tide Tables: A History", "Tide Tables", match.Shorter},
		{"Tide Tables", "Tide Tables – A History", match.Shorter},
		{"Tide Tables", "Tide Tables: Lessons from Three Ports", match.Shorter},
		{"Tide Tables", "Tide Tables: Volume 2", match.Different},
		{"Tide Tables", "Tide Tables: Second Part", match.Different},
		{"Tide Tables", "Tide Tables: 1914–1916", match.Different},
		{"Tide Tables of the Inner Sound", "Tide Tables of the Innner Sound", match.Near},
		{"", "Tide Tables", match.Unknown},
		{"Tide Tables: A History", "Tide Tables: A Guide", match.Different},
		{"The Drowned Parish, Part 1", "The Drowned Parish, Part 2", match.Different},
		{"The Drowned Parish, Part One", "The Drowned Parish, Part III", match.Different},
		{"Minutes, 2020", "Minutes, 2021", match.Different},
		{"A Safe Harbor", "An Unsafe Harbor", match.Different},
		{"Exports of Herring", "Imports of Herring", match.Different},
		{"The North Pier", "The South Pier", match.Different},
		{"Report: Dredging", "Report: Mooring", match.Different},
		{"First Tide", "One Tide", match.Different},
		{"潮位計の記録", "潮位計の記録", match.Same},
		{"潮位計の記録", "潮位計の歴史", match.Different},
	} {
		a, b := match.NewTitle(c.a), match.NewTitle(c.b)
		require.Equal(t, c.want, a.Like(b), "%q %q", c.a, c.b)
		require.Equal(t, c.want, b.Like(a), "%q %q", c.b, c.a)
	}
}

func TestAbbreviates(t *testing.T) {
	for _, c := range []struct {
		full, short string
		want        bool
	}{
		{"Ports of the Cold Coast", "Ports", true},
		{"Ports of the Cold Coast", "Cold Coast", true},
		{"The Ports of the Cold Coast", "Ports of the Cold Coast", true},
		{"A Count of Bollards", "Count of Bollards", true},
		{"Ports of the Cold Coast", "Coast", false},
		{"Ports of the Cold Coast", "Port", false},
		{"Ports of the Cold Coast", "Ports of the Warm Coast", false},
		{"Ports", "Ports of the Cold Coast", false},
		{"Ports", "", false},
	} {
		require.Equal(t, c.want, match.NewTitle(c.full).Abbreviates(match.NewTitle(c.short)), "%q %q", c.full, c.short)
	}
}

func person(family, given string) match.Name { return match.Name{Family: family, Given: given} }

func body(name string) match.Name { return match.Name{Literal: name} }

func TestNames(t *testing.T) {
	ruiz := []match.Name{person("Ruiz", "Ana")}
	for _, c := range []struct {
		name string
		a, b []match.Name
		want match.Likeness
	}{
		{"the same", ruiz, ruiz, match.Same},
		{"an initial", ruiz, []match.Name{person("Ruiz", "A.")}, match.Shorter},
		{"initials in one word", []match.Name{person("Osei", "J. R.")}, []match.Name{person("Osei", "JR")}, match.Same},
		{"a middle name more", ruiz, []match.Name{person("Ruiz", "Ana María")}, match.Shorter},
		{"the family alone", ruiz, []match.Name{person("Ruiz", "")}, match.Shorter},
		{"a diacritic", []match.Name{person("Gómez", "Lucía")}, []match.Name{person("Gomez", "Lucia")}, match.Same},
		{"a particle", []match.Name{person("van der Meer", "Jan")}, []match.Name{person("Meer", "Jan")}, match.Shorter},
		{"family and given swapped", ruiz, []match.Name{person("Ana", "Ruiz")}, match.Same},
		{"a slip", []match.Name{person("Tarrant", "Imogen")}, []match.Name{person("Tarant", "Imogen")}, match.Near},
		{"not taken apart", ruiz, []match.Name{body("Ana Ruiz")}, match.Same},
		{"not taken apart, family first", ruiz, []match.Name{body("Ruiz Ana")}, match.Same},
		{"et al.", append(ruiz, person("Lee", "Jo")), ruiz, match.Shorter},
		{"another order", append(ruiz, person("Lee", "Jo")), []match.Name{person("Lee", "Jo"), person("Ruiz", "Ana")}, match.Same},
		{"an article", []match.Name{body("The Harbor Board")}, []match.Name{body("Harbor Board")}, match.Same},
		{"initials of an institution", []match.Name{body("WHO")}, []match.Name{body("World Health Organization")}, match.Shorter},
		{"nobody", nil, ruiz, match.Unknown},
		{"another given name", ruiz, []match.Name{person("Ruiz", "Alma")}, match.Different},
		{"another initial", ruiz, []match.Name{person("Ruiz", "E.")}, match.Different},
		{"another family", ruiz, []match.Name{person("Lee", "Ana")}, match.Different},
		{"another second author", append(ruiz, person("Lee", "Jo")), append(ruiz, person("Kim", "Sun")), match.Different},
		{"another institution", []match.Name{body("Harbor Board")}, []match.Name{body("Flood Office")}, match.Different},
		{"a person and an institution", ruiz, []match.Name{body("Ruiz Foundation for the Sea")}, match.Different},
	} {
		require.Equal(t, c.want, match.Names(c.a, c.b), c.name)
		require.Equal(t, c.want, match.Names(c.b, c.a), c.name)
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want match.Likeness
	}{
		{"2021-05-03", "2021-05-03", match.Same},
		{"2021-05-03", "2021-05", match.Shorter},
		{"2021-05-03", "2021", match.Shorter},
		{"2021-21", "2021-05", match.Shorter},
		{"2021-05-04", "[2021-04-05,2021-05-04]", match.Same},
		{"1999/2003", "2001", match.Shorter},
		{"1999/..", "2011", match.Shorter},
		{"199X", "1994", match.Shorter},
		{"2021~", "2021-05", match.Shorter},
		{"2021-05-03", "2021-05-05", match.Near},
		{"2023-12-31", "2024-01-01", match.Near},
		{"", "2021", match.Unknown},
		{"2021-05-03", "2021-05-12", match.Different},
		{"2021-05", "2021-06", match.Different},
		{"2021", "2022", match.Different},
		{"soon", "2022", match.Different},
	} {
		require.Equal(t, c.want, match.Dates(c.a, c.b), "%s %s", c.a, c.b)
		require.Equal(t, c.want, match.Dates(c.b, c.a), "%s %s", c.b, c.a)
	}
	require.Equal(t, "2021", match.Year("2021-05-03"))
	require.Equal(t, "2021", match.Year("[2021-04-05,2021-05-04]"))
	require.Empty(t, match.Year("1999/2003"))
	require.Empty(t, match.Year("n.d."))
}

func TestSerials(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want match.Likeness
	}{
		{"The Harbor Review", "Harbor Review", match.Same},
		{"Journal of Estuarine Works", "J. Estuar. Works", match.Shorter},
		{"New York Times", "NYT", match.Shorter},
		{"", "Harbor Review", match.Unknown},
		{"Harbor Review", "Coast Wire", match.Different},
		{"The Times", "The Harbor Times", match.Different},
		{"J. Harbor Stud.", "Journal of Estuarine Works", match.Different},
	} {
		require.Equal(t, c.want, match.Serials(c.a, c.b), "%s %s", c.a, c.b)
		require.Equal(t, c.want, match.Serials(c.b, c.a), "%s %s", c.b, c.a)
	}
}

// Whatever two texts are, they are as like one way as the other, each is itself, and nothing panics.
func TestLikenessIsSymmetric(t *testing.T) {
	words := rapid.StringOfN(rapid.SampledFrom([]rune("ab1IV éß.:-’潮  xyz")), 0, 14, -1)
	rapid.Check(t, func(t *rapid.T) {
		a, b := words.Draw(t, "a"), words.Draw(t, "b")
		x, y := match.NewTitle(a), match.NewTitle(b)
		require.Equal(t, x.Like(y), y.Like(x))
		require.GreaterOrEqual(t, x.Like(x), match.Unknown)
		require.Equal(t, match.Serials(a, b), match.Serials(b, a))
		p, q := []match.Name{person(a, b)}, []match.Name{body(a + b)}
		require.Equal(t, match.Names(p, q), match.Names(q, p))
		require.Equal(t, match.Dates(a, b), match.Dates(b, a))
	})
}
