package rule

import (
	"strings"
	"sync"

	"golang.org/x/net/publicsuffix"

	"github.com/ibidcheck/ibid/pkg/match"
)

// publishers has well-known publishers: the names by which they are cited, and the domains at which they publish. It is
// no list of all of them: of a name that is not here nothing is said.
const publishers = `
abc news: abcnews.go.com abcnews.com
afp, agence france-presse: afp.com
al jazeera, al jazeera english: aljazeera.com aljazeera.net
associated press, ap, ap news: apnews.com ap.org
the atlantic, atlantic: theatlantic.com
axios: axios.com
bbc, bbc news: bbc.com bbc.co.uk
bild: bild.de
bloomberg, bloomberg news, bloomberg businessweek: bloomberg.com
the boston globe, boston globe: bostonglobe.com boston.com
breitbart: breitbart.com
brookings, brookings institution: brookings.edu
buzzfeed news, buzzfeed: buzzfeednews.com buzzfeed.com
carnegie endowment for international peace: carnegieendowment.org carnegie.org
cato institute, cato: cato.org
cbc, cbc news: cbc.ca
cbs news: cbsnews.com
chicago tribune, the chicago tribune: chicagotribune.com
cnbc: cnbc.com
cnn: cnn.com
council on foreign relations: cfr.org foreignaffairs.com
corriere della sera: corriere.it
daily mail, the daily mail, mail online: dailymail.co.uk dailymail.com
the daily beast, daily beast: thedailybeast.com
defense one: defenseone.com
der spiegel, spiegel, spiegel online: spiegel.de
deutsche welle, dw: dw.com
die welt, welt: welt.de
die zeit, zeit online, zeit: zeit.de
the economist, economist: economist.com
el mundo: elmundo.es
el país, el pais: elpais.com
el universal: eluniversal.com.mx
le figaro, figaro: lefigaro.fr
financial times, the financial times: ft.com
forbes: forbes.com
foreign affairs: foreignaffairs.com
foreign policy: foreignpolicy.com
fox news: foxnews.com
frankfurter allgemeine zeitung, frankfurter allgemeine, faz: faz.net
the globe and mail, globe and mail: theglobeandmail.com
the guardian, guardian: theguardian.com guardian.co.uk
haaretz: haaretz.com haaretz.co.il
heritage foundation, the heritage foundation: heritage.org
the hill: thehill.com
houston chronicle: houstonchronicle.com chron.com
huffpost, huffington post, the huffington post: huffpost.com huffingtonpost.com huffingtonpost.co.uk
human rights watch: hrw.org
the independent, independent: independent.co.uk the-independent.com
insight crime: insightcrime.org
the intercept: theintercept.com
the irish times, irish times: irishtimes.com
the jerusalem post, jerusalem post: jpost.com
la repubblica: repubblica.it
le monde: lemonde.fr lemonde.com
lawfare: lawfaremedia.org lawfareblog.com
libération, liberation: liberation.fr
los angeles times, la times, l.a. times: latimes.com
miami herald: miamiherald.com
military times: militarytimes.com
mother jones: motherjones.com
msnbc: msnbc.com ms.now
national public radio, npr: npr.org
national review: nationalreview.com
nature: nature.com
nbc news: nbcnews.com
neue zürcher zeitung, nzz: nzz.ch
new scientist: newscientist.com
the new york times, new york times, nyt, ny times: nytimes.com
new york post, the new york post: nypost.com
the new yorker, new yorker: newyorker.com
newsnation: newsnationnow.com
newsweek: newsweek.com
nikkei, nikkei asia: nikkei.com
pbs, pbs newshour: pbs.org
pew research center: pewresearch.org pewtrusts.org
politico: politico.com politico.eu
politifact: politifact.com
propublica: propublica.org
rand, rand corporation: rand.org
reuters: reuters.com
rolling stone: rollingstone.com
san francisco chronicle: sfchronicle.com sfgate.com
science: science.org sciencemag.org
scientific american: scientificamerican.com
sky news: sky.com
slate: slate.com
small wars journal: smallwarsjournal.com
south china morning post: scmp.com
süddeutsche zeitung, sz: sueddeutsche.de sz.de
the sydney morning herald, sydney morning herald: smh.com.au
tagesschau: tagesschau.de
the daily telegraph, the telegraph, daily telegraph: telegraph.co.uk
texas tribune, the texas tribune: texastribune.org
time, time magazine: time.com
the times, times of london, the sunday times: thetimes.co.uk thetimes.com thesundaytimes.co.uk
times of india, the times of india: indiatimes.com
the times of israel, times of israel: timesofisrael.com
the toronto star, toronto star: thestar.com
usa today: usatoday.com
vice, vice news: vice.com
voice of america, voa, voa news: voanews.com
vox: vox.com
the wall street journal, wall street journal, wsj: wsj.com
the washington examiner, washington examiner: washingtonexaminer.com
the washington post, washington post: washingtonpost.com
the washington times, washington times: washingtontimes.com
wired: wired.com
world bank, the world bank: worldbank.org
world health organization, who: who.int
yahoo news: yahoo.com
`

// publisherTable finds publishers by their names and by their domains.
type publisherTable struct{ domains, names map[string][]string }

var publisherHosts = sync.OnceValue(func() publisherTable {
	t := publisherTable{domains: map[string][]string{}, names: map[string][]string{}}
	for line := range strings.Lines(strings.TrimSpace(publishers)) {
		list, hosts, _ := strings.Cut(strings.TrimSpace(line), ": ")
		names := strings.Split(list, ", ")
		for i := range names {
			names[i] = plainName(names[i])
			t.domains[names[i]] = strings.Fields(hosts)
		}
		for _, d := range strings.Fields(hosts) {
			t.names[d] = append(t.names[d], names...)
		}
	}
	return t
})

// publishesAt tells whether a name is that of a publisher in the table, and whether a host is one of its own.
func (t publisherTable) publishesAt(name, host string) (known, own bool) {
	domains, known := t.domains[plainName(name)]
	for _, d := range domains {
		own = own || within(host, d)
	}
	return known, own
}

// ownerOf is the first name of the publisher in the table whose host it is, empty if it is nobody's.
func (t publisherTable) ownerOf(host string) string {
	for ; host != ""; _, host, _ = strings.Cut(host, ".") {
		if names := t.names[host]; len(names) > 0 {
			return names[0]
		}
	}
	return ""
}

// within tells whether a host is of a domain.
func within(host, domain string) bool {
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// plainName is a name for comparing: see match.Words.
func plainName(s string) string { return strings.Join(match.Words(s), " ") }

// domainOf is the registrable domain of an address: the part of its host that is sold to one holder (publicsuffix.org).
// It is empty if there is none.
func domainOf(address string) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(hostOf(address))
	if err != nil {
		return ""
	}
	return domain
}

// platforms are domains at which many publish: what they hold is not one publisher's.
const platforms = `
academia.edu acm.org amazon.com apple.com archive.is archive.org archive.ph archive.today arxiv.org blogspot.com
cambridge.org doi.org dropbox.com ebscohost.com europepmc.org facebook.com github.com github.io google.com handle.net
hathitrust.org ieee.org instagram.com issuu.com jstor.org lexisnexis.com linkedin.com medium.com microsoft.com msn.com
nexis.com nih.gov oup.com perma.cc pinterest.com pressreader.com proquest.com reddit.com researchgate.net sagepub.com
sciencedirect.com scribd.com soundcloud.com spotify.com springer.com ssrn.com substack.com t.co tandfonline.com
threads.net tiktok.com tumblr.com twitter.com vimeo.com wikimedia.org wikipedia.org wiley.com wordpress.com x.com
yahoo.com youtu.be youtube.com zenodo.org
`

func isPlatform(host string) bool {
	for ; host != ""; _, host, _ = strings.Cut(host, ".") {
		if strings.Contains(strings.ReplaceAll(platforms, "\n", " "), " "+host+" ") {
			return true
		}
	}
	return false
}
