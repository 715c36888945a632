package live

import "github.com/ibidcheck/ibid/pkg/web"

var certificate = Heuristic{
	Name: "certificate",
	Summary: "The server's certificate is out of date, for another host, signed by itself or by nobody known, or incomplete: the link is " +
		"insecure, unless the page behind it is gone.",
	Decide: func(e *Evidence) (Diagnosis, bool) {
		if e.Page.Failure == nil {
			return passOn()
		}
		because := certificateText(e.Page.Failure.Kind)
		if because == "" {
			return passOn()
		}
		return decided(Insecure, because)
	},
}

func certificateText(kind web.FailureKind) string {
	switch kind {
	case web.CertificateExpired:
		return "the server's certificate is out of date"
	case web.CertificateHost:
		return "the server's certificate is for another host"
	case web.CertificateAuthority:
		return "the server's certificate is signed by nobody known"
	case web.CertificateSelf:
		return "the server's certificate is signed by itself"
	case web.CertificateChain:
		return "the server's certificate comes without the one that signed it"
	}
	return ""
}

// behindCertificate is the diagnosis of a link whose page was seen behind a certificate that does not hold. A loss stays
// one, unless the certificate is for another host: then the page may be another's too.
func behindCertificate(e *Evidence, d Diagnosis) Diagnosis {
	p := e.Page
	if p.Insecure == nil || d.State == Skipped {
		return d
	}
	lost := d.State == Gone || d.State == Soft404 || d.State == Parked
	if lost && p.Insecure.Kind != web.CertificateHost {
		d.Because += "; " + certificateText(p.Insecure.Kind)
		return d
	}
	return Diagnosis{State: Insecure, By: certificate.Name, Because: certificateText(p.Insecure.Kind)}
}
