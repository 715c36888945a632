package live

import "github.com/ibidcheck/ibid/pkg/web"

var certificate = Heuristic{
	Name:    "certificate",
	Summary: "The server's certificate is out of date, for another host, or signed by nobody known: the link is insecure.",
	Decide: func(p *web.Page) (Diagnosis, bool) {
		if p.Failure == nil {
			return passOn()
		}
		switch p.Failure.Kind {
		case web.CertificateExpired:
			return decided(Insecure, "the server's certificate is out of date")
		case web.CertificateHost:
			return decided(Insecure, "the server's certificate is for another host")
		case web.CertificateAuthority:
			return decided(Insecure, "the server's certificate is signed by nobody known")
		}
		return passOn()
	},
}
