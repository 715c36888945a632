package rule

// This is what the manuals say, for the rules to speak in a house's style. Where a manual leaves something open, or
// could not be asked, nothing stands here, and the rules are silent.

// Short forms, as a message names them.
const (
	ibid   = "ibid."
	opCit  = "op. cit."
	locCit = "loc. cit."
)

// unwanted is a short form that a style does not use, and what the style does instead.
type unwanted struct {
	style Style
	form  string
	// instead goes on from "where the style chicago".
	instead string
}

// unwantedForms are the short forms of which a manual speaks. None stands here that a manual merely does not mention:
// mhra allows “ibid.” where it cannot be mistaken, and chicago and bluebook have “id.” in legal citations.
var unwantedForms = [...]unwanted{
	// The Chicago Manual of Style, 17th edition, 14.34 (18th, 13.37), which still explains ibid., but recommends shortened
	// citations instead; 14.36 (13.39) on the others, for which it has the short title.
	{Chicago, ibid, "prefers the author and a short title"},
	{Chicago, opCit, "has the author and a short title"},
	{Chicago, locCit, "has the author and a short title"},
	// MHRA Style Guide, 3rd edition, 11.3; 4th edition, 7.12: later references take the shortest intelligible form.
	{MHRA, opCit, "names the source in the shortest form that is clear"},
	{MHRA, locCit, "names the source in the shortest form that is clear"},
	// The Bluebook, 21st and 22nd editions, rule 4.1 (id.) and rule 4.2 (supra).
	{Bluebook, ibid, "has “id.”"},
	{Bluebook, opCit, "has “supra note” with the number of the note"},
	{Bluebook, locCit, "has “id.” or “supra note” with the number of the note"},
	// Publication Manual of the APA, 7th edition, 8.16: each citation is repeated as a whole, without ibid.
	{APA, ibid, "gives the author and the year each time"},
	{APA, opCit, "gives the author and the year each time"},
	{APA, locCit, "gives the author and the year each time"},
}

// The forms of a DOI.
const (
	doiAddress = "https://doi.org/"
	doiWords   = "doi:"
)

// doiForm is how a style writes a DOI: what stands before it. It is empty if the style has no rule of its own.
func doiForm(style Style) string {
	switch style {
	case Chicago: // The Chicago Manual of Style, 17th edition, 14.8.
		return doiAddress
	case APA: // Publication Manual of the APA, 7th edition, 9.35: also where the source itself shows another form.
		return doiAddress
	case MHRA: // MHRA Style Guide, 4th edition, 7.4.
		return doiWords
	}
	return ""
}

// asksAccess tells of how many of the citations with an address a style asks for the day of the visit.
type asksAccess int

const (
	asksNone asksAccess = iota
	asksUndated
	asksAll
)

// accessBy is what a style asks for; ok is false if there is none.
func accessBy(style Style) (asks asksAccess, ok bool) {
	switch style {
	case MHRA: // MHRA Style Guide, 4th edition, 6.1 and 7.4: with every address, with no DOI.
		return asksAll, true
	case Chicago: // The Chicago Manual of Style, 17th edition, 14.12: unless the source gives a date, also of its revision.
		return asksUndated, true
	case Bluebook: // The Bluebook, 21st edition, rule 18.2.2(c): where no date, also of an update, belongs to what is cited.
		return asksUndated, true
	case APA: // Publication Manual of the APA, 7th edition, 9.16: for what is meant to change, which no citation shows.
		return asksNone, true
	case News:
		return asksNone, true
	}
	return asksNone, false
}
