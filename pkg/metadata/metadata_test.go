package metadata_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/ibidcheck/ibid/pkg/match"
	"github.com/ibidcheck/ibid/pkg/metadata"
)

const base = "https://harbor.example/2021/tide"

func of(t require.TestingT, source, base string) metadata.Metadata {
	root, err := html.Parse(strings.NewReader(source))
	require.NoError(t, err)
	return metadata.Of(goquery.NewDocumentFromNode(root), base)
}

type want struct {
	title     string
	authors   []string
	published string
	canonical string
	language  string
}

func TestOf(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   want
	}{
		"nothing": {``, want{}},
		"everything, most trusted first": {
			`<html lang="en-GB"><head><title>Tide | Harbor</title><meta name="author" content="Zoe Nil">
			<meta property="og:title" content="OG"><meta name="citation_title" content="Cited">
			<meta name="DC.title" content="Dublin"><meta name="DC.date" content="2019"><meta property="article:published_time" content="2020-01-02T03:04:05Z">
			<meta name="citation_publication_date" content="2021/05/03"><link rel="canonical" href="/c"><meta property="og:url" content="/og">
			<script type="application/ld+json">{"@type":"NewsArticle","headline":"Linked &amp; true","author":{"name":"Ana Ruiz"},
			"datePublished":"2021-05-04T23:00:00-07:00","mainEntityOfPage":{"@id":"https://harbor.example/ld"},"inLanguage":"en"}</script></head><body><h1>H</h1></body>`,
			want{"Linked & true", []string{"Ana Ruiz"}, "2021-05-04", "https://harbor.example/c", "en"},
		},
		"Highwire": {
			`<meta name="citation_title" content="Tide Tables"><meta name="citation_author" content="Ruiz Lopez, Ana Maria"><meta name="citation_author" content="Lee, Tom">
			<meta name="citation_publication_date" content="2021/5"><meta name="citation_abstract_html_url" content="https://harbor.example/abs/1"><meta name="citation_language" content="en">`,
			want{"Tide Tables", []string{"Ruiz Lopez, Ana Maria", "Lee, Tom"}, "2021-05", "https://harbor.example/abs/1", "en"},
		},
		"OpenGraph": {
			`<meta property="og:title" content="Tide Tables - Harbor Review"><meta property="og:site_name" content="Harbor Review"><meta property="og:url" content="https://harbor.example/t">
			<meta property="article:published_time" content="2021-05-03"><meta property="article:author" content="https://social.example/ana"><meta property="og:locale" content="en_US">`,
			want{"Tide Tables", nil, "2021-05-03", "https://harbor.example/t", "en-US"},
		},
		"OpenGraph author by name": {`<meta property="article:author" content="Ana Ruiz">`, want{authors: []string{"Ana Ruiz"}}},
		"Dublin Core": {
			`<meta name="DC.Title" content="Tide"><meta name="DC.creator" content="Ruiz, Ana"><meta name="dcterms.issued" content="2021-05"><meta name="DC.language" content="fr">`,
			want{"Tide", []string{"Ruiz, Ana"}, "2021-05", "", "fr"},
		},
		"metas thrown out of the head": {
			`<head><div>stray</div><meta property="og:title" content="Tide"><link rel="canonical" href="https://harbor.example/t"></head>`,
			want{title: "Tide", canonical: "https://harbor.example/t"},
		},
		"one heading before the title":    {`<title>Tide Tables: Harbor</title><h1>Tide <em>Tables</em></h1>`, want{title: "Tide Tables"}},
		"two headings":                    {`<title>Tide Tables</title><h1>Harbor</h1><h1>Tide</h1>`, want{title: "Tide Tables"}},
		"a logo as heading":               {`<title>Tide Tables</title><h1><img alt="Harbor"></h1>`, want{title: "Tide Tables"}},
		"the title of a drawing":          {`<body><svg><title>Logo</title></svg><title>Tide</title>`, want{title: "Tide"}},
		"base element":                    {`<base href="/x/"><link rel=canonical href="t">`, want{canonical: "https://harbor.example/x/t"}},
		"canonical among others":          {`<link rel="nofollow Canonical" href="t?id=1">`, want{canonical: "https://harbor.example/2021/t?id=1"}},
		"canonical that is the home page": {`<link rel=canonical href="/"><meta property="og:url" content="https://www.harbor.example">`, want{}},
		"canonical that is no page":       {`<link rel=canonical href="mailto:ana@harbor.example"><link rel=canonical href="http://[::1/">`, want{}},
		"bad language":                    {`<html lang="english language">`, want{}},

		// JSON-LD
		"graph with references": {
			ld(`{"@context":"https://schema.org","@graph":[{"@type":"WebPage","name":"Tide - Harbor","url":"https://harbor.example/page"},
			{"@type":"Article","headline":"Tide","author":[{"@id":"#ana"},{"@id":"#tom"}],"datePublished":"2021-05-03"},
			{"@type":"Person","@id":"#ana","name":"Ana Ruiz"},{"@type":"Person","@id":"#tom","name":["Tom Lee"]}]}`),
			want{"Tide", []string{"Ana Ruiz", "Tom Lee"}, "2021-05-03", "https://harbor.example/page", ""},
		},
		"list of types, authors as texts": {
			ld(`[{"@type":["Thing","schema:ScholarlyArticle"],"name":"Tide","author":["Ana Ruiz","Tom Lee"]}]`),
			want{title: "Tide", authors: []string{"Ana Ruiz", "Tom Lee"}},
		},
		"author as one text":              {ld(`{"@type":"Report","author":"Ana Ruiz and Tom Lee"}`), want{authors: []string{"Ana Ruiz", "Tom Lee"}}},
		"author by its parts":             {ld(`{"@type":"Article","author":{"givenName":"Ana","familyName":"Ruiz"}}`), want{authors: []string{"Ana Ruiz"}}},
		"creator":                         {ld(`{"@type":"TechArticle","creator":{"name":"Ana Ruiz"}}`), want{authors: []string{"Ana Ruiz"}}},
		"only a page":                     {`<h1>Tide</h1>` + ld(`{"@type":"WebPage","name":"Tide | Harbor"}`), want{title: "Tide"}},
		"comment wrapper":                 {ld("<!--\n" + `{"@type":"Article","headline":"Tide"}` + "\n-->"), want{title: "Tide"}},
		"CDATA":                           {ld("//<![CDATA[\n" + `{"@type":"Article","headline":"Tide"}` + "\n//]]>"), want{title: "Tide"}},
		"raw line end":                    {ld("{\"@type\":\"Article\",\"headline\":\"Tide\n Tables\"}"), want{title: "Tide Tables"}},
		"comma too many":                  {ld(`{"@type":"Article","headline":"Tide, [x,] and",},`), want{title: "Tide, [x,] and"}},
		"unknown escape":                  {ld(`{"@type":"Article","headline":"Harbor\'s \"Tide\""}`), want{title: `Harbor's "Tide"`}},
		"character references":            {ld(`{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;Tide&quot;}`), want{title: "Tide"}},
		"several in a row":                {ld(`{"@type":"Organization"};{"@type":"Article","headline":"Tide"}`), want{title: "Tide"}},
		"cut off":                         {`<title>T</title>` + ld(`{"@type":"Article","headline":"Ti`), want{title: "T"}},
		"no JSON":                         {`<title>T</title>` + ld(`var x = 1;`), want{title: "T"}},
		"wrong types":                     {`<title>T</title>` + ld(`{"@type":{"a":1},"@graph":7,"headline":[1,{"a":[]}],"author":[[[[[["x"]]]]]]}`), want{title: "T"}},
		"an author who refers to himself": {ld(`{"@type":"Article","author":{"@id":"#a"}}`) + ld(`{"@id":"#a","name":{"@id":"#a"}}`), want{}},
		"things that are no article": {
			`<title>T</title>` + ld(`[{"@type":"Organization","name":"Harbor","url":"https://harbor.example/x"},{"@type":"JobPosting","name":"Pilot"},{"@type":"BreadcrumbList","name":"Home"}]`),
			want{title: "T"},
		},
		"a list of articles": {
			`<title>All</title>` + ld(`[{"@type":"Article","headline":"One","url":"/1","author":"Ana Ruiz"},{"@type":"Article","headline":"Two","url":"/2"}]`),
			want{title: "All"},
		},
		"a list of articles, one the page": {
			ld(`[{"@type":"Article","headline":"One","url":"https://harbor.example/1"},{"@type":"Article","headline":"Tide","url":"http://www.harbor.example/2021/tide/"}]`),
			want{title: "Tide", canonical: "http://www.harbor.example/2021/tide/"},
		},
		"the same article twice": {
			ld(`{"@type":"Article","headline":"Tide"}`) + ld(`{"@type":"BlogPosting","headline":"TIDE","datePublished":"2021-05-03"}`),
			want{title: "Tide", published: "2021-05-03"},
		},
		"an article within another": {
			`<title>T</title>` + ld(`{"@type":"ItemList","itemListElement":[{"@type":"Article","headline":"One","author":"Ana Ruiz"}]}`),
			want{title: "T"},
		},
		"an ambiguous date": {ld(`{"@type":"Article","datePublished":"04/05/2021"}`), want{}},

		// guesses
		"rel author":                   {`<a rel="author" href="/ana">Ana Ruiz</a><p class="byline">By Tom Lee</p>`, want{authors: []string{"Ana Ruiz"}}},
		"microdata":                    {`<p itemprop="author" itemscope><span itemprop="name">Ana Ruiz</span>, a pilot</p>`, want{authors: []string{"Ana Ruiz"}}},
		"microdata in a meta":          {`<body><meta itemprop="author" content="Ana Ruiz">`, want{authors: []string{"Ana Ruiz"}}},
		"byline":                       {`<p class="entry byline">By <b>Ana Ruiz</b> and Tom Lee | Harbor Desk</p>`, want{authors: []string{"Ana Ruiz", "Tom Lee"}}},
		"byline with a date":           {`<p class="byline">By Ana Ruiz May 3, 2021</p>`, want{}},
		"author of a comment":          {`<div class="comments-area"><a rel="author">Troll Nil</a><span class="byline">By Troll Nil</span></div>`, want{}},
		"author of a teaser":           {`<article><h1>Tide</h1></article><article><h2>Other</h2><p class="byline">By Ana Ruiz</p></article>`, want{title: "Tide"}},
		"author in an aside":           {`<aside><p class="byline">By Ana Ruiz</p></aside>`, want{}},
		"time in the article":          {`<article class="post comments-open"><h1>Tide</h1><time datetime="2021-05-03T10:00Z">May</time></article>`, want{title: "Tide", published: "2021-05-03"}},
		"time in the heading's header": {`<header><h1>Tide</h1><time datetime="2021-05-03"></time></header>`, want{title: "Tide", published: "2021-05-03"}},
		"today in the masthead":        {`<header><time datetime="2026-11-22"></time></header><h1>Tide</h1>`, want{title: "Tide"}},
		"time of a change":             {`<article><time class="updated" datetime="2022-01-01"></time><time itemprop="dateModified" datetime="2022-01-01"></time></article>`, want{}},
		"time of a change after publication": {
			`<article><time class="entry-date published" datetime="2021-05-03"></time><time class="updated" datetime="2022-01-01"></time></article>`,
			want{published: "2021-05-03"},
		},
		"time of a comment":            {`<article><div id="comment-12"><time datetime="2021-05-03"></time></div></article>`, want{}},
		"time of a comment's article":  {`<ol class="commentlist"><li><article class="comment-body"><time datetime="2021-05-03"></time></article></li></ol>`, want{}},
		"time of a block of comments":  {`<article><div class="wp-block-comment-template"><time datetime="2021-05-03"></time></div></article>`, want{}},
		"time of microdata's comment":  {`<article><div itemprop="comment"><time datetime="2021-05-03"></time></div></article>`, want{}},
		"time outside":                 {`<p><time datetime="2021-05-03"></time></p>`, want{}},
		"times of teasers":             {`<article><time datetime="2021-05-03"></time></article><article><time datetime="2021-05-04"></time></article>`, want{}},
		"time in the article's footer": {`<article><footer><time datetime="2021-05-03"></time></footer></article>`, want{}},
	} {
		t.Run(name, func(t *testing.T) {
			m := of(t, c.source, base)
			require.Equal(t, c.want, want{m.Title(), m.Authors(), m.Published(), m.Canonical(), m.Language()})
		})
	}
}

func ld(json string) string {
	return `<script type="application/ld+json; charset=utf-8">` + json + `</script>`
}

func TestOfNamesItsSources(t *testing.T) {
	m := of(t, `<html lang=en><title>Tide | Harbor</title><meta property="og:site_name" content="HARBOR"><meta name=author content="Zoe Nil">
		<meta name="DC.title" content="Dublin"><meta property="og:title" content="Tide"><link rel=canonical href="/t"><meta property="og:url" content="/t">
		<meta name="citation_author" content="Ana Ruiz"><meta name="citation_author" content="Tom Lee"><meta name="citation_author" content="Ana Ruiz">
		<h1>The Tide</h1>`, base)
	require.Equal(t, metadata.Metadata{
		Titles: []metadata.Value{{Text: "Tide", From: "og:title"}, {Text: "Dublin", From: "dc.title"}, {Text: "The Tide", From: "h1"}, {Text: "Tide", From: "title"}},
		Names:  []metadata.Value{{Text: "Ana Ruiz", From: "citation_author"}, {Text: "Tom Lee", From: "citation_author"}, {Text: "Zoe Nil", From: "author"}},
		Addresses: []metadata.Value{
			{Text: "https://harbor.example/t", From: "link rel=canonical"}, {Text: "https://harbor.example/t", From: "og:url"},
		},
		Languages: []metadata.Value{{Text: "en", From: "html lang"}},
	}, m)
}

func TestTitleWithoutSite(t *testing.T) {
	for name, c := range map[string]struct{ head, want string }{
		"confirmed by the heading":     {`<title>Tide - Harbor Review</title><h1>TIDE</h1><h1></h1>`, "TIDE"},
		"confirmed by OpenGraph":       {`<title>Tide :: Harbor</title><meta property="og:title" content="Tide"><h1>A</h1><h1>B</h1>`, "Tide"},
		"the site's name":              {`<title>Tide — Harbor</title><meta property="og:site_name" content="Harbor">`, "Tide"},
		"the site's name at the end":   {`<title>Tide – News – Harbor</title><meta property="og:site_name" content="Harbor">`, "Tide – News"},
		"section and site":             {`<title>Tide - or not | News | Harbor</title><meta property="og:title" content="Tide - or not">`, "Tide - or not"},
		"a dash of its own":            {`<title>Tide - a history</title>`, "Tide - a history"},
		"a dash of its own and a site": {`<title>Tide - a history</title><meta property="og:site_name" content="Harbor">`, "Tide - a history"},
		"hyphen without blanks":        {`<title>Tide-Harbor</title><meta property="og:site_name" content="Harbor">`, "Tide-Harbor"},
		"nothing but the site":         {`<title> | Harbor</title><meta property="og:site_name" content="Harbor">`, "| Harbor"},
		"the site's name in front":     {`<title>Harbor | Tide</title><meta property="og:site_name" content="Harbor">`, "Harbor | Tide"},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, of(t, c.head, base).Title())
		})
	}
}

func TestNames(t *testing.T) {
	for line, want := range map[string][]string{
		"Ana Ruiz":                                {"Ana Ruiz"},
		"By Ana Ruiz":                             {"Ana Ruiz"},
		"BY: Ana Ruiz":                            {"Ana Ruiz"},
		"Written by Ana Ruiz":                     {"Ana Ruiz"},
		"Byron Lee":                               {"Byron Lee"},
		"Ana Ruiz and Tom Lee":                    {"Ana Ruiz", "Tom Lee"},
		"Ana Ruiz &amp; Tom Lee":                  {"Ana Ruiz", "Tom Lee"},
		"Ana Ruiz, Tom Lee, and Kim van der Ko":   {"Ana Ruiz", "Tom Lee", "Kim van der Ko"},
		"Ana Ruiz, Tom Lee":                       {"Ana Ruiz", "Tom Lee"},
		"Ana Ruiz; Tom Lee":                       {"Ana Ruiz", "Tom Lee"},
		"Ruiz, Ana; Lee, Tom":                     {"Ruiz, Ana", "Lee, Tom"},
		"Ruiz, Ana":                               {"Ruiz, Ana"},
		"Ana Ruiz, PhD, Tom Lee, M.D.":            {"Ana Ruiz", "Tom Lee"},
		"Tom Lee, Jr. and Ana Ruiz":               {"Tom Lee, Jr.", "Ana Ruiz"},
		"Ana Ruiz, Staff Writer":                  {"Ana Ruiz"},
		"Ana Ruiz, Washington Post":               {"Ana Ruiz, Washington Post"},
		"Emily Post":                              {"Emily Post"},
		"Ministry of Food and Agriculture":        {"Ministry of Food and Agriculture"},
		"Department of Health and Human Services": {"Department of Health and Human Services"},
		"Centers for Disease Control, Atlanta":    {"Centers for Disease Control, Atlanta"},
		"Marks & Spencer":                         {"Marks & Spencer"},
		"Reuters":                                 {"Reuters"},
		"王 小明":                                    {"王 小明"},
		"J. R. Lee":                               {"J. R. Lee"},
		"":                                        nil,
		"By":                                      nil,
		"https://social.example/ana":              nil,
		"www.harbor.example":                      nil,
		"ana@harbor.example":                      nil,
		".byline { color: red }":                  nil,
		"font-size: 12px; color: red":             nil,
		"color: red":                              nil,
		"undefined":                               nil,
		"12":                                      nil,
		strings.Repeat("The Harbor Board, ", 8):   nil,
		"Harbor is the leading provider of tidal data to ports, pilots and fishers in forty countries.": nil,
	} {
		require.Equal(t, want, of(t, `<meta name="author" content="`+line+`">`, base).Authors(), line)
	}
}

func TestOfWithoutABase(t *testing.T) {
	require.Empty(t, of(t, `<link rel=canonical href="/t">`, "").Canonical())
	require.Equal(t, "https://harbor.example/t", of(t, `<link rel=canonical href="https://harbor.example/t">`, "").Canonical())
	require.Equal(t, "http://www.harbor.example/", of(t, `<link rel=canonical href="/">`, "http://www.harbor.example").Canonical())
	require.Equal(t, metadata.Metadata{}, metadata.Of(nil, base))
}

func FuzzOf(f *testing.F) {
	f.Add(`<title>a | b</title>` + ld(`{"@graph":[{"@type":"Article","author":{"@id":"#a"},},{"@id":"#a","name":["x"]}]}`))
	f.Add(`<base href="//x"><link rel=canonical href="?"><meta name=author content="By A B, C D and E F"><article><h1>x</h1><time datetime=2021>`)
	f.Fuzz(func(t *testing.T, source string) {
		root, err := html.Parse(strings.NewReader(source))
		if err != nil {
			return
		}
		m := metadata.Of(goquery.NewDocumentFromNode(root), base)
		for _, v := range m.Addresses {
			_, ok := match.Address(v.Text)
			require.True(t, ok)
		}
		for _, v := range m.Dates {
			_, ok := metadata.Date(v.Text)
			require.True(t, ok)
		}
		for _, list := range [][]metadata.Value{m.Titles, m.Names, m.Addresses, m.Languages} {
			for _, v := range list {
				require.NotEmpty(t, v.Text)
				require.NotEmpty(t, v.From)
			}
		}
	})
}

func BenchmarkOf(b *testing.B) {
	paragraph := `<div class="entry"><p class="text">The <a href="/x" class="link">harbor</a> board met <em>twice</em> that spring, and did not settle the matter.</p></div>`
	source := `<html lang=en><head><title>Tide | Harbor</title><meta property="og:title" content="Tide"><meta name=author content="Ana Ruiz">` +
		ld(`{"@type":"Article","headline":"Tide","datePublished":"2021-05-03","author":{"name":"Ana Ruiz"}}`) +
		`</head><body><article><h1>Tide</h1>` + strings.Repeat(paragraph, 7000) + `</article>`
	root, err := html.Parse(strings.NewReader(source))
	require.NoError(b, err)
	doc := goquery.NewDocumentFromNode(root)
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		metadata.Of(doc, base)
	}
}
