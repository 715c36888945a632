package rule

// isShortener knows the hosts that do nothing but lead on to addresses of others, and those that publishers use in
// social media alone. It is a switch, not a map, so that nothing has to be built when the program starts.
func isShortener(host string) bool {
	switch host {
	case "bit.ly", "bitly.com", "j.mp", "tinyurl.com", "goo.gl", "ow.ly", "is.gd", "v.gd", "t.ly", "tiny.cc", "rb.gy", "cutt.ly",
		"shorturl.at", "shorturl.com", "rebrand.ly", "bl.ink", "buff.ly", "dlvr.it", "ift.tt", "trib.al", "snip.ly", "soo.gd", "s.id",
		"x.co", "tr.im", "cli.gs", "su.pr", "post.ly", "adf.ly", "bc.vc", "po.st", "mcaf.ee", "lnk.to", "smarturl.it", "zpr.io",
		"tinu.be", "short.io", "shorte.st", "ouo.io", "clck.ru", "goo.su", "vk.cc", "u.to", "qps.ru", "kurzelinks.de", "t1p.de",
		"ogy.de", "urlz.fr", "miniurl.be", "0rz.tw", "reurl.cc", "lihi.cc", "suo.im", "dwz.cn", "url.cn", "surl.li", "han.gl", "me2.do",
		"chilp.it", "budurl.com", "snipurl.com", "snurl.com", "shrtco.de", "1url.com", "u.nu", "ur1.ca", "yourls.org",
		"shor.by", "linktr.ee", "2u.pw", "tny.im", "hyperurl.co", "me-qr.com", "qrco.de", "gg.gg", "kutt.it", "git.io":
		return true
	case "t.co", "lnkd.in", "fb.me", "pin.it", "flip.it", "amzn.to",
		"spoti.fi", "tmblr.co", "vm.tiktok.com", "maps.app.goo.gl":
		return true
	case "nyti.ms", "wapo.st", "reut.rs", "bbc.in", "cnn.it", "on.ft.com", "econ.st", "apne.ws", "n.pr", "politi.co", "bloom.bg",
		"on.wsj.com", "usat.ly", "lat.ms", "nbcnews.to", "cbsn.ws", "abcn.ws", "fxn.ws", "ti.me", "huff.to", "gu.com", "tcrn.ch",
		"cnb.cx", "read.bi", "yhoo.it", "hill.cm", "ind.pn", "bos.gl", "chn.ge", "bzfd.it", "slate.me", "theatln.tc", "on.cnn.com",
		"rol.st", "dailym.ai", "aje.io", "spon.de", "sz.de", "lemde.fr", "sco.lt", "go.nature.com":
		return true
	}
	return false
}
