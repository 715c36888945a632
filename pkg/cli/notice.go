package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
)

// tell tells what looks as if it held in this run and does not: in the environment, and in the configurations of articles.
func (h *house) tell(s streams) {
	for _, stray := range h.stray {
		s.told(errors.New(stray))
	}
	if h.folders == nil {
		return
	}
	for _, path := range h.folders.Misnamed() {
		s.told(fmt.Errorf("%s is not read: a configuration has the name %s", path, config.Name))
	}
	for _, c := range h.folders.All() {
		if c == h.conf {
			continue
		}
		idle := c.Idle(h.conf, func(option string) bool {
			by := h.origins[option]
			return by == "--"+option || by == variable(option)
		})
		if len(idle) > 0 {
			s.told(fmt.Errorf("%s: not in force in this run: %s; %s", c.File, strings.Join(idle, ", "), h.wayOut(c)))
		}
	}
}

// wayOut is what to do about options of a run that stand in the configuration of some of its articles.
func (h *house) wayOut(c *config.Config) string {
	if h.conf.File != "" {
		return fmt.Sprintf("write it in %s, or name %s with --config", h.conf.File, c.File)
	}
	would := config.Near(filepath.Join(h.folder, config.Name))
	return fmt.Sprintf("write it in %s, or check %s by itself", would, filepath.Dir(c.File))
}

// strayVariables are told: those that are named almost as an option is. All others may be meant for something else, as those
// are that headers name.
func strayVariables(flags *pflag.FlagSet, secrets map[string]bool) []string {
	var known, stray []string
	flags.VisitAll(func(f *pflag.Flag) { known = append(known, variable(f.Name)) })
	for _, set := range os.Environ() {
		name, value, _ := strings.Cut(set, "=")
		if value == "" || !strings.HasPrefix(name, prefix) || slices.Contains(known, name) || secrets[name] {
			continue
		}
		if i := slices.IndexFunc(known, func(k string) bool { return isSlip(name, k) }); i >= 0 {
			stray = append(stray, fmt.Sprintf("%s is no option; is %s meant?", name, known[i]))
		}
	}
	slices.Sort(stray)
	return stray
}

// isSlip tells whether one name is written for another by a slip: without its underscores, or with one letter too many,
// too few or another.
func isSlip(written, meant string) bool {
	if strings.ReplaceAll(written, "_", "") == strings.ReplaceAll(meant, "_", "") {
		return true
	}
	for written != "" && meant != "" && written[0] == meant[0] {
		written, meant = written[1:], meant[1:]
	}
	for written != "" && meant != "" && written[len(written)-1] == meant[len(meant)-1] {
		written, meant = written[:len(written)-1], meant[:len(meant)-1]
	}
	return len(written) <= 1 && len(meant) <= 1
}
