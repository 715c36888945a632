package hostile

// Certificate is what a host of https shows.
type Certificate string

// The certificates.
const (
	None       Certificate = ""
	Good       Certificate = "good"
	Expired    Certificate = "expired"
	NotYet     Certificate = "not yet valid"
	WrongHost  Certificate = "for another host"
	SelfSigned Certificate = "self-signed"
	Incomplete Certificate = "without the one between"
	Stranger   Certificate = "by an unknown authority"
)

// secure are hosts of https.
var secure = []Case{
	{Name: "tls", Want: "live", Certificate: Good, Answer: here(sound), Most: 1},
	{Name: "tls-expired", Want: "insecure", Certificate: Expired, Answer: here(sound), Most: 2},
	{Name: "tls-not-yet", Want: "insecure", Certificate: NotYet, Answer: here(sound), Most: 2},
	{Name: "tls-wrong-host", Want: "insecure", Certificate: WrongHost, Answer: here(sound), Most: 2},
	{Name: "tls-self-signed", Want: "insecure", Certificate: SelfSigned, Answer: here(sound), Most: 2},
	{Name: "tls-incomplete", Want: "insecure", Certificate: Incomplete, Answer: here(sound), Most: 2},
	{Name: "tls-stranger", Want: "insecure", Certificate: Stranger, Answer: here(sound), Most: 2},
	{Name: "tls-expired-and-gone", Want: "gone", Certificate: Expired, Answer: whatever(missing)},
	{Name: "tls-expired-and-refused", Want: "insecure", Certificate: Expired, Answer: whatever(bare(403))},
	{Name: "tls-expired-is-sent-nothing", Want: "insecure", Certificate: Expired, Answer: at(paths{deep: setsCookie("secret", leads(302, "/b")), "/b": needs(cookie("secret"), missing, sound)}), Most: 3},
	{Name: "tls-expired-with-a-password", Want: "insecure", Link: "USER" + deep, Certificate: Expired, Answer: here(needs(has("Authorization"), missing, sound)), Most: 2},
	{Name: "tls-moved", Want: "moved", To: "/tides", Certificate: Good, Answer: at(paths{deep: leads(301, "/tides"), "/tides": sound}), Most: 2},
	{Name: "tls-fragment", Want: "fragment", Certificate: Good, Link: deep + "#wharf", Answer: here(withIDs), Most: 2},
}
