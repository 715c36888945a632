package read_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/ibidcheck/ibid/pkg/read"
)

// What each sentence names as a source, and the words that show it.
var attributed = []struct{ text, source, cue string }{
	{"According to the Harbor Board, the quay is level.", "Harbor Board", "According to"},
	{"The quay is level, according to Ana Ruiz.", "Ana Ruiz", "according to"},
	{"The quay is level, according to Jo Lee of the de la du Holt.", "Jo Lee", "according to"},
	{"The quay is level, according to the Sallow Courier.", "Sallow Courier", "according to"},
	{"The quay is level, according to a Flood Office memo.", "Flood Office", "according to"},
	{"The quay is level, according to Dr. Holt of Hull.", "Dr. Holt of Hull", "according to"},
	{"The quay is level, according to Jo Lee’s notebook.", "Jo Lee", "according to"},
	{"The Sallow Courier reported a loss.", "Sallow Courier", "reported"},
	{"In May, the Sallow Courier reported a loss.", "Sallow Courier", "reported"},
	{"Last May the Sallow Courier reported a loss.", "Sallow Courier", "reported"},
	{"Ana Ruiz said that the quay was level.", "Ana Ruiz", "said"},
	{"“It is level,” Ana Ruiz said.", "Ana Ruiz", "said"},
	{"As Ines Falk noted, the gauge was late.", "Ines Falk", "noted"},
	{"But Ines Falk has repeatedly warned of it.", "Ines Falk", "warned"},
	{"The Flood Office also confirmed the level.", "Flood Office", "confirmed"},
	{"The Flood Office has since denied it.", "Flood Office", "denied"},
	{"The board was wrong, Ana Ruiz wrote.", "Ana Ruiz", "wrote"},
	{"J. R. Holt testified twice.", "J. R. Holt", "testified"},
	{"Mr. Holt testified twice.", "Mr. Holt", "testified"},
	{"Prof. Al Kerr argued otherwise.", "Prof. Al Kerr", "argued"},
	{"The Institute of Tides estimates a rise.", "Institute of Tides", "estimates"},
	{"Médecins de Mer announced a strike.", "Médecins de Mer", "announced"},
	{"Vincent van der Holt disclosed the sum.", "Vincent van der Holt", "disclosed"},
	{"O’Brien & Lee found cracks in the wall.", "O’Brien & Lee", "found"},
	{"The Sallow Courier report was wrong.", "Sallow Courier", "report"},
	{"A new Harbor Board study says so.", "Harbor Board", "study"},
	{"This Flood Office analysis is old.", "Flood Office", "analysis"},
	{"The Flood Office’s report is old.", "Flood Office", "report"},
	{"Nobody read Ana Ruiz’s account of it.", "Ana Ruiz", "account"},
	{"It rests on the Harbor Board survey.", "Harbor Board", "survey"},
	{"The figures were compiled by the Flood Office.", "Flood Office", "compiled by"},
	{"A survey commissioned by Quay Watch is old.", "Quay Watch", "commissioned by"},
	{"It was cited by the Sallow Courier.", "Sallow Courier", "cited by"},
	{"He was quoted by Ana Ruiz.", "Ana Ruiz", "quoted by"},
	{"The paper relied on Ana Ruiz.", "Ana Ruiz", "relied on"},
	{"The estimate is based on Flood Office figures.", "Flood Office", "based on"},
	{"The Borough of the Isle warned of it.", "Borough of the Isle", "warned"},
	{"Ana D’Alba and Jo O’Brien left, O’Brien said.", "O’Brien", "said"},
	{"UNESCO reported a loss.", "UNESCO", "reported"},
	{"The U.S. Geological Survey reported a loss.", "U.S. Geological Survey", "reported"},
	{"Yesterday Reuters reported a loss.", "Reuters", "reported"},
	{"Quay Watch alleges fraud.", "Quay Watch", "alleges"},
	{"Quay Watch itself acknowledged the error.", "Quay Watch", "acknowledged"},
	{"“No,” Falk insisted, and Falk left.", "Falk", "insisted"},
	{"The ministry fell, Le Monde du Port wrote.", "Le Monde du Port", "wrote"},
}

func TestAttributions(t *testing.T) {
	for _, c := range attributed {
		t.Run(c.text, func(t *testing.T) {
			got := sourcesOf(t, c.text)
			require.Equal(t, []string{c.source + " | " + c.cue}, got)
		})
	}
}

// None of these names a source; a false one is worse than one that is missed.
var unattributed = []string{
	"The quay is level.",
	"According to experts, the quay is level.",
	"According to plan, the quay is level.",
	"Officials said that it was level.",
	"Experts warned of it.",
	"Residents said so.",
	"He said so.",
	"They reported a loss.",
	"It was reported in May.",
	"Some said that it was late.",
	"Critics argued otherwise.",
	"Police confirmed it.",
	"Researchers found cracks.",
	"Studies found cracks.",
	"Nobody said so.",
	"One said so.",
	"The report was late.",
	"The annual report was late.",
	"Reports vary.",
	"A report is due in May.",
	"The May report was late.",
	"On Monday said reports were late.",
	"The quay is said to be level.",
	"The gauge in Hull reported 3 metres.",
	"The board of the Port of Hull met.",
	"He relied on the tide.",
	"It is based on stone.",
	"It was cited by the court.",
	"Ana Ruiz writes on harbors and tides.",
	"Ana Ruiz writes for the Courier.",
	"Ana Ruiz writes about tides.",
	"Readers wrote to the board.",
	"Stone told nothing.",
	"Water found its way.",
	"Later reports differ.",
	"Both said so.",
	"Everyone said so.",
	"Two witnesses said so.",
	"A pilot in Sallow said so.",
	"The mayor of Sallow said so.",
	"The pilots near Hull reported ice.",
	"Many noted the smell.",
	"What he found in Hull was stone.",
	"It was found in Hull.",
	"The Sallow Courier, founded in 1890, is read by all.",
	"Who said so?",
	"Nothing noted, nothing found.",
	"She found Ana Ruiz at home.",
	"The lost boats found in May were old.",
	"In Hull observed levels are low.",
	"The Stated aim is depth.",
	"The Hull Estimates Committee met.",
	"Such noted pilots as Kerr left.",
	"Under Maritime Law stated terms bind.",
	"The NOAA-Hull group warned of it.",
	"A self-reported loss is none.",
	"The quay is level, according to U.S. officials.",
	"It is based on U.K. law.",
	// a single word that begins a sentence may be any word
	"Reuters reported a loss.",
}

func TestNoAttributions(t *testing.T) {
	for _, text := range unattributed {
		t.Run(text, func(t *testing.T) { require.Empty(t, sourcesOf(t, text)) })
	}
}

// Initials stand for the name that has them, if one of the sources named has it.
func TestAttributionsSpellInitialsOut(t *testing.T) {
	require.Equal(t, []string{"Quay Watch | reported", "Quay Watch | warned"},
		sourcesOf(t, "Quay Watch reported a loss. Later QW warned of more."))
	require.Equal(t, []string{"HB | warned"}, sourcesOf(t, "The quay is old, HB warned."))
}

// sourcesOf are the sources that a text names.
func sourcesOf(t *testing.T, text string) []string {
	t.Helper()
	source := "The Long Quay\n\n" + text + "\n"
	a, err := read.Article([]byte(source), "a.txt")
	require.NoError(t, err)
	var all []string
	for _, x := range a.Attributions {
		require.NotEmpty(t, source[x.Span.Start:x.Span.End])
		all = append(all, x.Source+" | "+x.Cue)
	}
	return all
}
