package prose

import "strings"

// abbreviation says what a full stop behind a word means.
type abbreviation int

const (
	// title: a name follows, always.
	title abbreviation = iota + 1
	// numbered: a number follows, mostly.
	numbered
	// general: anything follows; only a word that begins sentences shows a new one.
	general
)

// abbreviations are in lower case and without their last stop. The languages are those that citations come in.
var abbreviations = table(map[abbreviation]string{
	title: `dr mr mrs ms mx prof rep reps sen sens gov govs gen col maj lt capt cmdr cpl sgt adm rev hon pres supt
		ste messrs msgr sr.ª sra dra mme mlle mm hr frl sig dott avv ing e.g i.e z.b d.h u.a cf vgl viz
		bzw ca approx esp spec resp`,
	numbered: `no nos nr vol vols p pp fig figs eq eqs sec secs art arts ch chs chap pt pts par para paras ed eds n nn
		op cit bd s anm hrsg jg h nº núm num pág págs cap art t tab app jan feb febr mar apr jun jul aug sep sept oct nov
		dec okt dez nr abs kap ziff rn rz lit janv févr avr juil déc ene abr ago dic gen mag giu lug ott fev mai out`,
	general: `st mt ft fr fed ee uu inc ltd co corp llc plc gmbh bros jr sr etc al dept univ assn natl intl govt est min max avg vs v
		ave blvd rd bldg ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev
		okla ore pa tenn tex va vt wash wis wyo usw ibid id ders dies trans tr ff f u.s u.k u.n e.u a.m p.m ph.d d.c b.c a.d
		civ crim proc supp cir ct stat`,
})

// starters are words that begin sentences far more often than names.
var starters = Words(`the a an in it its this that these those he she they we i you his her their our my but and or so
	however on at as for if when while after before since there here by from with without to no not yet still such what
	why how who where all some many most more each every both one two three another other others also although though
	because despite during according instead meanwhile moreover then thus only even once until under over between among
	through today last next nobody nothing everyone everything somebody
	der die das ein eine es er sie wir ich und aber im am mit auf bei nach für auch so wenn als
	le la les un une il elle on ce cette ces mais en dans pour selon
	el los las una pero es por para según se lo gli i una nel nella ma per con`)

// ordinary are abbreviations that are also words; in lower case, with no number behind them, they end a sentence.
var ordinary = Words("ill mass miss wash ore art no mar app tab sec min max op cap mag out fev set bros stat")

// germanArticles stand before an ordinal number, which German writes with a full stop: der 2. Band.
var germanArticles = Words("der die das dem den des am im vom zum zur beim ein eine einem einen einer eines jeder jede jedes")

var germanMonths = map[string]bool{
	"Januar": true, "Jänner": true, "Februar": true, "März": true, "April": true, "Mai": true, "Juni": true, "Juli": true,
	"August": true, "September": true, "Oktober": true, "November": true, "Dezember": true,
}

func table(lists map[abbreviation]string) map[string]abbreviation {
	all := make(map[string]abbreviation, 256)
	for kind, list := range lists {
		for _, word := range strings.Fields(list) {
			all[word] = max(all[word], kind)
		}
	}
	return all
}

// Words makes a set of the words of a list.
func Words(list string) map[string]bool {
	all := make(map[string]bool, 128)
	for _, word := range strings.Fields(list) {
		all[word] = true
	}
	return all
}
