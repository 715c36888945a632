package config

import (
	"path/filepath"
	"slices"
)

// ofArticles are the options that are for the articles of a configuration; all others are for a whole run.
var ofArticles = [...]string{"enable", "disable", styleKey}

// IsOfArticles tells whether an option is for the articles of a configuration, not for a whole run.
func IsOfArticles(option string) bool { return slices.Contains(ofArticles[:], option) }

// Idle are the keys of a configuration that are for a whole run, and do not hold in one whose configuration is another: not
// those of which both say the same, and not options that something stronger has settled.
func (c *Config) Idle(of *Config, settled func(option string) bool) []string {
	var keys []string
	for _, o := range c.Options {
		if IsOfArticles(o.Name) || settled(o.Name) || slices.ContainsFunc(of.Options, func(x Option) bool { return c.saysAlike(o, of, x) }) {
			continue
		}
		keys = append(keys, o.Name)
	}
	if len(c.Exclude) > 0 {
		keys = append(keys, excludeKey)
	}
	if len(c.Hosts) > 0 {
		keys = append(keys, hostsKey)
	}
	return keys
}

func (c *Config) saysAlike(o Option, other *Config, x Option) bool {
	return o.Name == x.Name && slices.EqualFunc(o.Values, x.Values, func(a, b string) bool {
		return FromFolder(o.Name, a, filepath.Dir(c.File)) == FromFolder(x.Name, b, filepath.Dir(other.File))
	})
}
