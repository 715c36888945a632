package hostile

import "strings"

// drifted are pages that are there, and are not what was cited.
var drifted = []Case{
	{Name: "drifted-hijacked", Want: "drifted", Answer: here(page(200, casino))},
	{Name: "drifted-hijacked-home", Want: "drifted", Link: "/", Title: "Friends of the Old Harbour Tide Gauge", Answer: at(paths{"/": page(200, casino)})},
	{Name: "drifted-hijacked-behind-a-redirect", Want: "drifted", Answer: other(here(leads(302, "OTHER/promo/welcome")), at(paths{"/promo/welcome": page(200, casino)})), Most: 4},
	{Name: "drifted-in-few-words", Want: "drifted", Answer: here(page(200, document("Lucky Palace", "<h1>Lucky Palace</h1><p>Play the best online slots and live roulette today, and claim your welcome bonus of two hundred free spins.</p>")))},
	{Name: "not-drifted-by-its-author", Want: "live", Title: "An Essay With Quite Another Name", Answer: here(sound)},
	{Name: "not-drifted-by-its-words", Want: "live", Title: "Gauge Readings From the Ledger of the Pilot", Answer: here(page(200, site("Essays", prose(6))))},
	{Name: "not-drifted-in-another-script", Want: "live", Answer: here(page(200, documentIn("ja", "潮位表", "<h1>潮位表</h1>"+strings.Repeat("<p>この表は港の潮位を記録したものである。風の向きも書かれている。</p>", 20))))},
	{Name: "not-drifted-by-a-short-title", Want: "live", Title: "Home", Answer: here(page(200, casino))},
}

var casino = document("Lucky Palace – Best Online Slots and Casino Bonus", "<h1>Lucky Palace</h1>"+strings.Repeat(
	"<p>Play the best online slots and live roulette today and claim your welcome bonus of two hundred free spins. "+
		"Our jackpots are paid within minutes, and the games run on every phone. Join thousands of happy winners now.</p>", 6)+
	"<p>Players must be adults. Gamble responsibly. Payments by card and wallet are accepted all over the world.</p>")
