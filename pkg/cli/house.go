package cli

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/rule"
)

// house is what the configurations, the environment and the flags come to.
type house struct {
	// conf is the configuration of the run, folder where it is looked for.
	conf   *config.Config
	folder string
	// folders have the configurations of the articles, which may be others; nil if conf is for all of them.
	folders *config.Folders
	wish    config.Wish
	// exclude are the exclusions of the run's configuration and of all that is stronger.
	exclude []config.Exclusion
	// origins say who has set a flag; those that nobody has set are missing.
	origins map[string]string
	// stray tells of variables that look like options and are none.
	stray []string
}

// settle gives the flags that were not given what the environment says, and then the configuration of the run.
func (f *configFlags) settle(flags *pflag.FlagSet, args []string) (*house, error) {
	h := &house{origins: map[string]string{}}
	if err := fromFlags(flags, h.origins); err != nil {
		return nil, err
	}
	if err := fromEnvironment(flags, h.origins); err != nil {
		return nil, err
	}
	secrets := map[string]bool{}
	if err := f.read(h, flags, args, secrets); err != nil {
		return nil, err
	}
	h.stray = strayVariables(flags, secrets)
	if err := fromConfig(flags, h.conf, h.origins); err != nil {
		return nil, err
	}
	return h, errors.Join(f.wishes(h), f.exclusions(h))
}

// read reads the configuration of the run, if there is one, and notes which variables its headers name.
func (f *configFlags) read(h *house, flags *pflag.FlagSet, args []string, secrets map[string]bool) (err error) {
	if err := f.decide(h.origins); err != nil {
		return err
	}
	switch {
	case f.none:
		h.conf = &config.Config{}
		return nil
	case f.file != "":
		words := vocabulary(flags)
		words.Environment = func(name string) string { secrets[name] = true; return os.Getenv(name) }
		h.conf, err = config.Read(f.file, words)
		return err
	}
	h.folders = config.NewFolders(vocabulary(flags))
	path, folder, err := configOf(h.folders, args)
	if err != nil {
		return err
	}
	h.folder = folder
	h.conf, err = h.folders.Read(path)
	return err
}

// decide keeps of --config and --no-config the one that was given as a flag, if the other was not.
func (f *configFlags) decide(origins map[string]string) error {
	if !f.none || f.file == "" {
		return nil
	}
	named, none := origins["config"] == "--config", origins["no-config"] == "--no-config"
	switch {
	case named == none:
		return errors.New("--config and --no-config exclude each other")
	case named:
		f.none = false
	default:
		f.file = ""
	}
	return nil
}

// spared fails if one of the files to write is the configuration of the run, or its baseline.
func (f *configFlags) spared(h *house, files []string) error {
	for _, file := range files {
		switch {
		case file == "":
		case h.conf.File != "" && isOneFile(file, h.conf.File):
			return fmt.Errorf("%s is the configuration of this run and would be overwritten; write to another file", file)
		case !f.noBaseline && isOneFile(file, f.baselineFile(h)):
			return fmt.Errorf("%s is the baseline of this run and would be overwritten; write to another file", file)
		}
	}
	return nil
}

// own is the configuration of the article at a path.
func (h *house) own(path string) (*config.Config, error) {
	if h.folders == nil {
		return h.conf, nil
	}
	return h.folders.In(folderOf(path))
}

// chosen is what is chosen for the article at a path. A mistake in its configuration is told in a line: the article is one
// of many.
func (h *house) chosen(path string) (config.Chosen, error) {
	c, err := h.own(path)
	if err != nil {
		first, more, several := strings.Cut(err.Error(), "\n")
		if several {
			first += fmt.Sprintf(" (mistakes behind it: %d)", strings.Count(more, "\n")+1)
		}
		return config.Chosen{}, fmt.Errorf("it is not checked: %s", first)
	}
	return c.For(path, h.wish), nil
}

// join adds what the house asks to the options of a run.
func (h *house) join(o *ibid.Options) {
	o.Policy = func(path string) (rule.Policy, error) {
		chosen, err := h.chosen(path)
		return chosen.Policy, err
	}
	if len(h.exclude) > 0 {
		o.Excluded = config.Excluded(h.exclude)
	}
	fine := map[string]bool{}
	for _, host := range h.conf.Hosts {
		if host.BlockedIsFine {
			fine[strings.ToLower(host.Name)] = true
		}
		if host.Gap != nil && o.Pace != nil {
			o.Pace.Space(host.Name, *host.Gap)
		}
	}
	if len(fine) > 0 {
		o.BlockedIsFine = func(address string) bool { return fine[hostOf(address)] }
	}
}

// hostOf is the host of an address without its port; empty if there is none.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
