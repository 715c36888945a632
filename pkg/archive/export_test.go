package archive

import "time"

// Parsers of outside bytes, for the tests.
var (
	ParseAvailability = func(body []byte) (string, time.Time, bool, error) {
		c, ok, err := parseAvailability(body)
		return c.address, c.taken, ok, err
	}
	ParseCDX = func(body []byte, endpoint string) ([]string, error) {
		all, err := parseCDX(body, endpoint)
		return addressesOf(all), err
	}
	ParseTimeMap = func(text, base string) (mementos, pages []string, err error) {
		all, further, err := parseTimeMap(text, base)
		for _, p := range further {
			pages = append(pages, p.address)
		}
		return addressesOf(all), pages, err
	}
	DayAfter = dayAfter
)

func addressesOf(all []candidate) []string {
	var addresses []string
	for _, c := range all {
		addresses = append(addresses, c.taken.Format(stampForm)+" "+c.address)
	}
	return addresses
}
