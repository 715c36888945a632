package cite

import "strings"

// isOffice tells of words that names of bodies have and names of persons have not.
func isOffice(w string) bool {
	switch w {
	case "university", "college", "school", "academy", "department", "ministry", "office", "bureau", "agency", "committee",
		"subcommittee", "commission", "council", "board", "center", "centre", "centers", "centres", "association", "society", "foundation", "organization",
		"organisation", "group", "team", "commonwealth", "company", "companies", "corporation", "corp", "magistrate", "agencies", "staffer", "correspondents", "bbc", "al-jazeera", "aljazeera", "jazeera", "cnn", "unit", "section", "division", "branch", "directorate", "secretariat", "taskforce", "task", "panel", "assembly", "works", "archive", "archives", "digital", "ngo", "who", "unicef", "unesco", "oecd", "nasa", "nato", "fbi", "cia", "inc", "ltd", "llc", "gmbh", "partners", "press", "news", "times", "post", "magazine",
		"journal", "review", "daily", "media", "network", "service", "services", "administration", "government", "national", "international", "federal",
		"library", "museum", "bank", "fund", "union", "court", "u.s", "us", "uk", "un", "eu", "united", "states", "house",
		"senate", "congress", "parliament", "watch", "rights", "nations", "world", "global", "european", "american", "party", "police", "army", "navy", "force",
		"authority", "authorities", "republic", "kingdom", "city", "county", "state", "district", "church", "hospital", "clinic", "laboratory", "lab", "labs",
		"research", "studies", "policy", "security", "defense", "defence", "intelligence", "project", "program", "programme", "initiative", "alliance",
		"coalition", "federation", "league", "club", "trust", "universität", "université", "universidad", "università", "universidade", "ministerium",
		"bundesministerium", "bundesamt", "amt", "verband", "verein", "gesellschaft", "stiftung", "kommission", "rat", "für", "ministère", "ministerio",
		"ministero", "comisión", "commissione", "consejo", "conseil", "oficina", "istituto", "asociación", "fundación", "fondation", "agence", "agencia",
		"associated", "reuters", "staff", "editors", "editorial", "wire", "radio", "tv", "television", "broadcasting", "herald", "tribune", "gazette", "chronicle",
		"observer", "guardian", "economist", "министерство", "институт", "университет", "комитет", "комиссия", "совет", "agents", "agent", "chief", "sheriff",
		"mayor", "director", "secretary", "president", "minister", "senator", "author", "interview", "testimony", "hearing", "sector":
		return true
	}
	return strings.HasPrefix(w, "institut") // in whatever language
}
