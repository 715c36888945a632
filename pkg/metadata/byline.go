package metadata

// Names gives the names in a byline such as "By Ana Ruiz and Jo Lee": taken apart only where it is clearly a list, and
// empty if nothing in it is a name.
func Names(byline string) []string { return splitNames(byline, false) }
