// Package config reads what a house wants of its articles: the file .ibid.yaml, with a place for everything in it that is
// not as it should be.
//
// It knows the names of options from the flags of the command, so that each flag is an option of the file as well, and the
// rules from package rule. It sets nothing, runs nothing and asks nobody: what a configuration comes to is for the caller.
package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/rule"
)

// Name is that of a configuration file.
const Name = ".ibid.yaml"

// Place is where something stands in a configuration file; line and column are from 1.
type Place struct {
	File         string
	Line, Column int
}

func (p Place) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column) }

// Config is a configuration file.
type Config struct {
	// File is its path; empty if there is none.
	File    string
	Options []Option
	// Rules are for all articles, those of Overrides for some.
	Rules     []RuleChoice
	Overrides []Override
	Exclude   []Exclusion
	Hosts     []Host
}

// Option is what a flag can say as well. An option that takes a list has several values or none.
type Option struct {
	Name   string
	Values []string
	Place
}

// Off is the word for a rule that is to be left out, where a severity could stand.
const Off = "off"

// RuleChoice is what is chosen for one rule.
type RuleChoice struct {
	Name string
	// Severity is a severity, Off, or empty for the rule's own.
	Severity string
	Settings map[string]float64
	// Origin is who has chosen it: a place in a file, a flag, a variable of the environment.
	Origin string
}

// Exclusion keeps addresses from being visited.
type Exclusion struct {
	// Pattern is an address in which * stands for any run of characters.
	Pattern string
	Reason  string
	Origin  string
}

// Override is what holds for some files of the folder that the configuration is in.
type Override struct {
	// Files are patterns of slashed paths from the configuration's folder; ** stands for any number of folders.
	Files []string
	Style rule.Style
	Rules []RuleChoice
	Place
}

// Host is what is known of one host.
type Host struct {
	Name string
	// BlockedIsFine tells that the host refuses programs, and that nobody needs to be told so.
	BlockedIsFine bool
	// Gap is what lies between the starts of two requests to the host; nil for what lies between them elsewhere.
	Gap *time.Duration
	// Headers are as the flag --header takes them behind the host: "NAME:VALUE".
	Headers []string
	Place
}

// Vocabulary is what the names and values of a file are held against.
type Vocabulary struct {
	// Flags are those of the command.
	Flags *pflag.FlagSet
	// Check tells what is wrong with the value of an option whose type is right; nil if nothing else can be wrong.
	Check func(option, value string) error
	// Pattern is a regular expression of ECMAScript for what Check lets pass, for editors; empty if it lets all pass. It may
	// let more pass.
	Pattern func(option string) string
	// Environment looks up a variable, for the values of headers.
	Environment func(string) string
	// Found tells that nobody has named the file: it lies with the articles, and can open nothing of the machine.
	Found bool
}

// Read reads a configuration file.
func Read(path string, v Vocabulary) (*Config, error) {
	if v.Found {
		if err := plain(path); err != nil {
			return nil, err
		}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("the configuration could not be read: %w", err)
	}
	defer f.Close()
	source, err := io.ReadAll(io.LimitReader(f, mostBytes+1))
	if err != nil {
		return nil, fmt.Errorf("the configuration could not be read: %w", err)
	}
	return Parse(path, source, v)
}

// plain refuses what was found under the name of a configuration and is no file.
func plain(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s is a link that leads nowhere; mend it, or take it away", path)
	case err != nil:
		return fmt.Errorf("the configuration could not be read: %w", err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s is no file, so it is no configuration; give it another name", path)
	default:
		return nil
	}
}
