package hostile

import (
	"net/http"
	"time"
)

// passing are troubles that pass, and troubles that do not.
var passing = []Case{
	{Name: "503-once", Want: "live", Answer: here(first(1, bare(503), sound)), Most: 2},
	{Name: "500-twice", Want: "live", Answer: here(first(2, bare(500), sound)), Most: 3},
	{Name: "502-for-good", Want: "unreachable", Answer: whatever(bare(502)), Most: 3},
	{Name: "500-with-a-page-about-404", Want: "unreachable", Answer: whatever(page(500, document("Not found", "<h1>404</h1>"))), Most: 3},
	{Name: "503-for-an-hour", Want: "unreachable", Answer: whatever(sent(503, "", "Retry-After", "7200")), Most: 1},
	{Name: "522", Want: "unreachable", Answer: whatever(bare(522)), Most: 3},
	{Name: "429-once", Want: "live", Answer: here(first(1, bare(429), sound)), Most: 2},
	{Name: "429-with-seconds", Want: "live", Answer: here(first(1, sent(429, "", "Retry-After", "2"), sound)), Most: 2},
	{Name: "429-with-a-date", Want: "live", Answer: here(first(1, func(v *Visit) { sent(429, "", "Retry-After", soon(2*time.Second))(v) }, sound)), Most: 2},
	{Name: "429-with-nonsense", Want: "live", Answer: here(first(1, sent(429, "", "Retry-After", "soonish"), sound)), Most: 2},
	{Name: "429-three-times", Want: "live", Answer: here(first(3, bare(429), sound)), Most: 4},
	{Name: "404-once", Want: "live", Answer: here(first(1, missing, sound)), Most: 2},
	{Name: "reset-once", Want: "live", Answer: here(first(1, hangsUp, sound)), Most: 3},
	{Name: "slow-once", Patience: true, Want: "live", Answer: here(first(1, waits(time.Minute, sound), sound)), Most: 2},
	{Name: "503-behind-a-redirect-once", Want: "live", Answer: at(paths{deep: leads(302, "/b"), "/b": first(1, bare(503), sound)}), Most: 4},
	{Name: "408-once", Want: "live", Answer: here(first(1, bare(408), sound)), Most: 2},
	{Name: "425-once", Want: "live", Answer: here(first(1, bare(425), sound)), Most: 2},
	{Name: "400", Want: "undecided", Answer: whatever(bare(400)), Most: 3},
}

// hangsUp breaks the connection off.
func hangsUp(*Visit) { panic(http.ErrAbortHandler) }

// soon is a date as Retry-After gives it.
func soon(d time.Duration) string {
	return time.Now().Add(d).UTC().Format("Mon, 02 Jan 2006 15:04:05 GMT")
}
