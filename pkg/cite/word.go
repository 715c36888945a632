package cite

import "strings"

// isVerb tells of words that sentences have and titles of sources, as notes give them outside quotation marks, seldom
// have: verbs and pronouns, in English, German, French, Spanish, Italian and Portuguese.
func isVerb(word string) bool {
	switch word {
	case "is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "does", "did", "do", "will", "would", "can", "could", "may", "might", "must",
		"shall", "should", "this", "these", "those", "it", "we", "they", "he", "she", "i", "you", "us", "them", "not", "also", "however", "which", "who", "that",
		"thanks", "thank", "because", "although", "though", "therefore", "thus", "here", "there", "argues", "argue", "argued", "says", "said",
		"suggests", "suggested", "shows", "show", "shown", "showed", "found", "finds", "writes", "wrote", "claims", "claimed", "explains", "reports",
		"gives", "gave", "made", "makes", "refers", "refer", "means", "used", "uses", "include", "includes", "included", "seems", "appears", "differ",
		"differs", "discusses", "describes", "became", "become", "my", "our", "their", "his", "her", "its", "your", "only", "so", "if", "while", "where", "when",
		"ist", "sind", "war", "waren", "wird", "werden", "wurde", "wurden", "hat", "haben", "hatte", "hatten", "nicht", "auch", "ich", "wir", "sie", "er", "es",
		"dies", "diese", "dieser", "dieses", "dass", "kann", "können", "sich", "hier", "jedoch", "allerdings", "aber", "nur", "noch", "bereits", "vom", "zeigt",
		"est", "sont", "était", "étaient", "ont", "été", "sera", "nous", "ils", "elle", "elles", "qui", "que", "ne", "pas", "cette", "ces", "cet", "ce",
		"ici", "aussi", "donc", "fait", "peut", "avait", "selon",
		"son", "fue", "fueron", "era", "eran", "han", "hay", "está", "están", "pero", "aquí",
		"también", "puede", "sono", "è", "stato", "anche", "non", "che", "são", "foi", "foram", "não", "também", "é":
		return true
	}
	return len(word) > 5 && strings.HasSuffix(word, "ed")
}

// isParticle tells of words within names that have no capital.
func isParticle(word string) bool {
	switch word {
	case "de", "del", "della", "dei", "degli", "di", "da", "dos", "das", "do", "du", "des", "d’", "d'", "la", "le", "les", "las", "los", "van", "von", "vom", "der", "den",
		"zu", "zum", "zur", "ten", "ter", "te", "bin", "ibn", "al", "el", "y", "e", "af", "av", "’t", "'t", "auf", "am", "op", "dela", "af den", "und":
		return true
	}
	return false
}
