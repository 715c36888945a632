package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/pflag"

	"github.com/ibidcheck/ibid/pkg/config"
	"github.com/ibidcheck/ibid/pkg/report"
)

// checkOption tells what is wrong with a value whose type and size are right.
func checkOption(option, value string) error {
	var err error
	switch option {
	case "enable", "disable":
		_, err = config.FindRule(value)
	case "format":
		name, file, named := strings.Cut(value, "=")
		if named && file == "" {
			return fmt.Errorf("%s names no file", value)
		}
		_, err = report.Lookup(name)
	case "allow-network":
		_, err = parseNetwork(value)
	case "archive":
		_, err = providerOf(value)
	case "save":
		if value != "" {
			_, err = saverOf(value)
		}
	case "new-from":
		err = checkRevision(value)
	case "allow-host":
		err = config.CheckHost(value)
	case "header":
		_, _, _, err = parseHeader(value)
	}
	return err
}

// checkRevision refuses what is no revision whatever the repository holds: a variable that was not set, and the ranges that
// other commands of git take. No name of a revision has two dots in it (git-check-ref-format(1)).
func checkRevision(text string) error {
	from, to, isRange := strings.Cut(text, "..")
	switch {
	case strings.TrimSpace(text) == "":
		return errors.New("this names no revision; is a variable not set?")
	case isRange && !strings.ContainsAny(text, ":^{"):
		return fmt.Errorf("%s is a range; write one revision, %s: what has changed since this branch left it is looked at",
			text, cmp.Or(from, strings.Trim(to, "."), "HEAD"))
	default:
		return nil
	}
}

// patternOf is what checkOption lets pass, as far as a regular expression can say.
func patternOf(option string) string {
	const address = `[hH][tT][tT][pP][sS]?://.+`
	switch option {
	case "format":
		return `^(` + strings.Join(formatNames(), "|") + `)(=.+)?$`
	case "archive":
		return `^((` + strings.Join(providerNames(), "|") + `)(=` + address + `)?|` + address + `)$`
	case "save":
		return `^((` + strings.Join(saverNames(), "|") + `)(=` + address + `)?)?$`
	case "allow-network":
		return `^[0-9a-fA-F:.]+(/[0-9]{1,3})?$`
	case "allow-host":
		return config.HostPattern
	case "new-from":
		return `^(\.?[^.])+\.?$`
	case "header":
		return `^[^=]+=[^:]*[^:\s][^:]*:`
	default:
		return ""
	}
}

func vocabulary(flags *pflag.FlagSet) config.Vocabulary {
	return config.Vocabulary{Flags: flags, Check: checkOption, Pattern: patternOf, Environment: os.Getenv}
}
