package hostile

// addresses are what writers take for addresses, and good ones that programs mangle.
var addresses = []Case{
	{Name: "no-end-of-the-host", Want: "malformed", Link: "http://[::1/tides"},
	{Name: "a-port-too-high", Want: "malformed", Link: "http://127.0.0.1:99999/tides"},
	{Name: "private", Want: "skipped", Link: "http://10.20.30.40/tides"},
	{Name: "private-in-ipv6", Want: "skipped", Link: "http://[fd12::1]/tides"},
	{Name: "metadata", Want: "skipped", Link: "http://169.254.169.254/latest/meta-data/"},
	{Name: "metadata-in-hex", Want: "skipped", Link: "http://0xa9.0xfe.0xa9.0xfe/"},
	{Name: "unspecified", Want: "skipped", Link: "http://0.0.0.0/"},
	{Name: "broadcast", Want: "skipped", Link: "http://255.255.255.255/"},
	{Name: "nobody-listens", Want: "unreachable", Link: "http://127.0.0.9:1/"},
	{Name: "escaped-slash", Want: "live", Link: "/a%2Fb", Answer: raw("/a%2Fb"), Most: 1},
	{Name: "two-slashes", Want: "live", Link: "/a//b", Answer: raw("/a//b"), Most: 1},
	{Name: "slashes-first", Want: "live", Link: "//a/b", Answer: raw("//a/b"), Most: 1},
	{Name: "plus", Want: "live", Link: "/a+b?c=d+e", Answer: raw("/a+b?c=d+e"), Most: 1},
	{Name: "brackets", Want: "live", Link: "/a(b)?c[]=1", Answer: raw("/a(b)?c[]=1"), Most: 1},
	{Name: "beyond-ascii", Want: "live", Link: "/flut-höhe", Answer: raw("/flut-h%C3%B6he"), Most: 1},
	{Name: "address-in-an-address", Want: "live", Link: "/web/2020/http://a.example//b?c=d", Answer: raw("/web/2020/http://a.example//b?c=d"), Most: 1},
	{Name: "tilde", Want: "live", Link: "/%7Eruiz/", Answer: raw("/%7Eruiz/"), Most: 1},
	{Name: "semicolon", Want: "live", Link: "/a;b=c?d;e", Answer: raw("/a;b=c?d;e"), Most: 1},
	{Name: "dots", Want: "live", Link: "/a/../b", Answer: raw("/b"), Most: 1},
	{Name: "empty-query", Want: "live", Link: "/a?", Answer: raw("/a?"), Most: 1},
}

// raw answers at one address, compared byte for byte.
func raw(address string) Answer {
	return func(v *Visit) {
		if v.Request.RequestURI == address {
			sound(v)
			return
		}
		missing(v)
	}
}
