package match

import "strings"

// Untracked gives an address without the parameters that say only how the reader came to the page, everything else as
// it is written, and the names of these parameters.
func Untracked(raw string) (address string, names []string) {
	before, fragment := cutAny(raw, "#")
	path, query, found := strings.Cut(before, "?")
	if !found {
		return raw, nil
	}
	var kept []string
	for parameter := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(parameter, "=")
		if isTracking(normalPercent(name, "#")) {
			names = append(names, name)
		} else {
			kept = append(kept, parameter)
		}
	}
	if len(names) == 0 {
		return raw, nil
	}
	if len(kept) > 0 {
		path += "?" + strings.Join(kept, "&")
	}
	return path + fragment, names
}
