package rule

import "github.com/ibidcheck/ibid/pkg/live"

// InsecureLink tells of links at which browsers warn their readers.
var InsecureLink = Rule{
	Name:    "insecure-link",
	Summary: "a cited server's certificate does not vouch for it",
	Doc: `The server's certificate is out of date, made out to another name, signed by itself or by nobody known, or incomplete.
Browsers show their readers a warning instead of the page. What stands behind it was looked at, and is not reported gone;
whether it is the page that was cited, nobody vouches for.

Often the site's owner has forgotten to renew the certificate. If it stays so, cite a copy in an archive.`,
	Group:    Links,
	Severity: Warning,
	NeedsWeb: true,
	Bad: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide certificate-expired",
	},
	Good: Example{
		Article: "The harbor was dredged in March.[1]\n\n[1] Ana Ruiz, “Tide Tables,” https://review.example/tide.\n",
		Web:     "https://review.example/tide 200",
	},
	Check: func(p *Pass) []Finding {
		return diagnosed(p, func(d live.Diagnosis) string {
			return "browsers warn of the page, " + d.Because + "; if it stays so, cite an archived copy:"
		}, live.Insecure)
	},
}
