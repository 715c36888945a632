package cli

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/archive"
	"github.com/ibidcheck/ibid/pkg/ibid"
	"github.com/ibidcheck/ibid/pkg/match"
)

// archiveFlags say which archives are asked for copies, and which is to make some.
type archiveFlags struct {
	names []string
	none  bool
	save  string
}

func (f *archiveFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.names, "archive", nil, "look for copies of lost pages in archive `NAME`, NAME=ADDRESS for one elsewhere,\n"+
		"or the ADDRESS before those of any archive's TimeMaps; repeatable;\nby default "+strings.Join(providerNames(), ", "))
	flags.BoolVar(&f.none, "no-archives", false, "look for no copies of lost pages")
	flags.StringVar(&f.save, "save", "", "have live pages copied by archive `NAME`, or NAME=ADDRESS; one of "+strings.Join(saverNames(), ", "))
}

func providerNames() []string {
	names := make([]string, len(archive.Providers))
	for i, p := range archive.Providers {
		names[i] = p.Name
	}
	return names
}

func saverNames() []string {
	names := make([]string, len(archive.Savers))
	for i, s := range archive.Savers {
		names[i] = s.Name
	}
	return names
}

func (f *archiveFlags) validate(web *webFlags) error {
	switch {
	case f.none && len(f.names) > 0:
		return errors.New("--archive and --no-archives exclude each other")
	case f.save != "" && (web.offline || web.record+web.replay != ""):
		return errors.New("--save asks an archive for something new, so it goes with none of --offline, --record and --replay")
	}
	if _, err := f.providers(); err != nil {
		return err
	}
	k, err := f.keeper()
	if k != nil {
		k.Close()
	}
	return err
}

// join adds the archives to the options of a run, and returns what is to be called when it has ended.
func (f *archiveFlags) join(web *webFlags, o *ibid.Options) (finish func(), err error) {
	finish = func() {}
	if web.offline {
		return finish, nil
	}
	if !f.none {
		providers, err := f.providers()
		if err != nil {
			return finish, err
		}
		o.Archives = archive.NewFinder(archive.Options{Fetcher: o.Fetcher, Providers: providers, Unpaced: web.replay != ""})
	}
	if o.Save, err = f.keeper(); o.Save != nil {
		finish = o.Save.Close
	}
	return finish, err
}

func (f *archiveFlags) providers() ([]archive.Provider, error) {
	var all []archive.Provider
	for _, name := range f.names {
		p, err := providerOf(name)
		if err != nil {
			return nil, fmt.Errorf("--archive: %w", err)
		}
		all = append(all, p)
	}
	return all, nil
}

func providerOf(flag string) (archive.Provider, error) {
	if match.IsWeb(flag) {
		return archive.Memento(flag), nil
	}
	name, address, elsewhere := strings.Cut(flag, "=")
	for _, p := range archive.Providers {
		if p.Name != name {
			continue
		}
		if elsewhere {
			p.Endpoint = strings.TrimSuffix(address, "/")
		}
		if !match.IsWeb(p.Endpoint) {
			break
		}
		return p, nil
	}
	return archive.Provider{}, fmt.Errorf("%s: write one of %s, a name with an address, such as %s=https://tide.example, or an address",
		flag, strings.Join(providerNames(), ", "), archive.Providers[0].Name)
}

// keeper is nil if no copies are to be made.
func (f *archiveFlags) keeper() (*archive.Keeper, error) {
	if f.save == "" {
		return nil, nil
	}
	s, err := saverOf(f.save)
	if err != nil {
		return nil, fmt.Errorf("--save: %w", err)
	}
	k, err := archive.NewKeeper(s, os.Getenv)
	if err != nil {
		return nil, fmt.Errorf("--save %w", err)
	}
	return k, nil
}

func saverOf(flag string) (archive.Saver, error) {
	name, address, elsewhere := strings.Cut(flag, "=")
	for _, s := range archive.Savers {
		if s.Name != name {
			continue
		}
		if elsewhere {
			s.Endpoint = strings.TrimSuffix(address, "/")
		}
		if !match.IsWeb(s.Endpoint) {
			break
		}
		return s, nil
	}
	return archive.Saver{}, fmt.Errorf("%s: write one of %s, or a name with an address", flag, strings.Join(saverNames(), ", "))
}
