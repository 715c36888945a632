package live

// The phrases below count only together with other signs, never alone. They are written as they are compared: in lower
// case, without marks.

// notFoundNames are what error pages are called, in titles and headings.
var notFoundNames = phraseList(
	"error 404", "404 error", "http 404", "not found", "page not found", "cannot be found", "can't be found", "could not be found",
	"couldn't be found", "was not found", "wasn't found", "no longer available", "not available", "no longer exists", "doesn't exist",
	"does not exist", "has been removed", "was removed", "been deleted", "article removed", "page removed", "content removed", "page unavailable",
	"document unavailable", "content unavailable", "page missing", "missing page", "nothing found", "nothing here", "page has moved", "no such page",
	"can't find", "cannot find", "could not find", "couldn't find", "broken link", "page gone", "has expired",
	"nicht gefunden", "nicht verfügbar", "nicht mehr verfügbar", "existiert nicht", "fehler 404", "nicht vorhanden", "wurde gelöscht", "seite fehlt",
	"introuvable", "non trouvée", "pas trouvée", "n'existe pas", "n'existe plus", "erreur 404", "plus disponible", "n'est plus disponible",
	"no encontrada", "no encontrado", "no se encuentra", "no se ha encontrado", "no existe", "error 404", "ya no está disponible", "no disponible",
	"não encontrada", "não encontrado", "não existe", "erro 404", "não está disponível",
	"non trovata", "non trovato", "non esiste", "errore 404", "non è disponibile", "non disponibile",
	"niet gevonden", "bestaat niet", "fout 404", "niet beschikbaar", "hittades inte", "finns inte", "ikke fundet", "findes ikke", "ikke funnet",
	"finnes ikke", "ei löydy", "ei löytynyt", "nie znaleziono", "nie istnieje", "błąd 404", "nenalezena", "nenalezeno", "nebyla nalezena",
	"neexistuje", "nem található", "sayfa bulunamadı", "bulunamadı", "pagina nu a fost găsită", "não foi encontrada",
	"не найдена", "не найдено", "не существует", "ошибка 404", "удалена", "не знайдено", "не знайдена", "δεν βρέθηκε", "لم يتم العثور", "غير موجودة",
	"הדף לא נמצא", "לא נמצא",
	"見つかりません", "見つかりませんでした", "存在しません", "削除されました", "找不到", "不存在", "未找到", "已删除", "无法找到", "頁面不存在",
	"찾을 수 없습니다", "존재하지 않습니다", "không tìm thấy", "tidak ditemukan", "ไม่พบ",
)

// excuses are headings of error pages that say nothing by themselves.
var excuses = phraseList(
	"oops", "whoops", "sorry", "error", "uh oh", "oh no", "lost", "hoppla", "entschuldigung", "désolé", "oups", "lo sentimos", "ups", "perdón",
	"fehler", "erreur", "申し訳ございません", "エラー", "抱歉", "ошибка", "извините",
)

// apologies stand in the text of error pages.
var apologies = phraseList(
	"page you are looking for", "page you're looking for", "page you requested", "page you were looking for", "requested page", "requested url",
	"document you requested", "nothing was found at this location", "may have been moved", "may have moved", "might have been removed",
	"may have been removed", "no longer available", "page not found", "cannot be found", "can't be found", "could not be found", "does not exist",
	"doesn't exist", "can't seem to find", "cannot find", "can't find", "we couldn't find", "has been removed", "has been deleted", "not found",
	"there is no page", "address may be wrong", "mistyped",
	"angeforderte seite", "gesuchte seite", "nicht gefunden", "nicht mehr verfügbar", "existiert nicht", "gibt es leider nicht",
	"page demandée", "page que vous recherchez", "n'existe pas", "n'existe plus", "introuvable", "la página que busca", "página solicitada", "ya no existe",
	"no existe", "página que procura", "não existe", "pagina richiesta", "pagina che cerchi", "non esiste", "opgevraagde pagina", "bestaat niet",
	"запрашиваемая страница", "не найдена", "не существует", "お探しのページ", "見つかりません", "削除された可能性", "您访问的页面", "不存在", "요청하신 페이지",
)

// refusals are what pages say to those whom they take for programs.
var refusals = phraseList(
	"access denied", "access to this page has been denied", "you don't have permission to access", "you do not have permission to access",
	"request blocked", "request has been blocked", "you have been blocked", "has been blocked", "automated access", "automated requests",
	"unusual traffic", "unusual activity", "suspicious activity", "are you a robot", "not a robot", "you are human", "you're human", "are you human",
	"verify you are human", "human verification", "bot detection", "robot check", "security check", "checking your browser", "captcha",
	"javascript and cookies", "pardon our interruption", "attention required", "type the characters", "type the letters", "ddos protection",
	"request rejected", "url was rejected", "request was rejected", "support id", "consult with your administrator", "incident id",
	"just a moment", "verifying your browser", "browser verification", "too many requests", "rate limit exceeded",
	"安全验证", "人机验证", "请完成", "访问被拒绝", "您的访问", "zugriff verweigert", "sicherheitsprüfung", "sind sie ein mensch", "kein roboter",
	"accès refusé", "vérification de sécurité", "acceso denegado", "доступ запрещен", "アクセスが拒否",
)

// forSale and suspended are what is said of domains on which nobody's site is left.
var forSale = phraseList(
	"domain is for sale", "domain name is for sale", "website is for sale", "is for sale", "may be for sale", "buy this domain", "make an offer",
	"domain is parked", "parked domain", "domain has been parked", "parked free", "domain has expired", "domain expired", "domain name has expired",
	"this domain has been registered", "domain is registered", "selling this domain", "interested in this domain", "inquire about this domain",
	"related searches", "renew it at your registrar", "sponsored listings", "has no content yet", "future home of something", "coming soon",
	"site owner", "website coming soon", "under construction", "steht zum verkauf", "domain kaufen", "diese domain", "angebot machen",
	"domaine est à vendre", "nom de domaine est à vendre", "dominio está en venta", "dominio è in vendita", "dit domein is te koop",
	"домен продается", "домен продаётся", "このドメイン", "域名出售", "出售",
)

var suspended = phraseList(
	"account suspended", "account has been suspended", "site suspended", "website suspended", "website has been suspended", "site has been suspended",
	"hosting provider", "account is suspended", "service suspended", "this site is suspended", "website is temporarily unavailable",
)

// consents, ages and regions are what is asked before a page is shown.
var consents = phraseList(
	"before you continue", "we value your privacy", "your privacy", "accept all", "reject all", "manage options", "we use cookies", "our partners",
	"alle akzeptieren", "wir verwenden cookies", "ihre privatsphäre", "tout accepter", "nous utilisons des cookies", "aceptar todo", "accetta tutti",
	"alles accepteren",
)

var ages = phraseList(
	"are you over 18", "are you 18", "are you over 21", "are you of legal", "you must be 18", "you must be 21", "18 years or older", "21 years or older",
	"verify your age", "confirm your age", "age verification", "age check", "legal drinking age", "bist du über 18", "sind sie über 18",
)

var regions = phraseList(
	"not available in your region", "not available in your country", "unavailable in your region", "unavailable in your country",
	"content in your country", "not available in your location", "from your location", "your region", "geo restricted",
	"in deinem land nicht verfügbar", "in ihrem land nicht verfügbar", "n'est pas disponible dans votre pays", "no disponible en su país",
)

// logins are what login pages are called, and prices what is asked for an article.
var logins = phraseList(
	"log in", "login", "sign in", "signin", "log on", "members only", "member login", "anmelden", "anmeldung", "einloggen", "connexion", "se connecter",
	"iniciar sesión", "acceder", "accedi", "inloggen", "entrar", "войти", "вход", "ログイン", "登录", "登錄", "logga in",
)

var askLogin = phraseList(
	"sign in to continue", "log in to continue", "please sign in", "please log in", "you must be logged in", "you need to log in", "log in to view",
	"sign in to view", "login required", "sign in with", "bitte melden sie sich an", "veuillez vous connecter", "inicie sesión para",
)

var prices = phraseList(
	"subscribe to continue", "subscribe to read", "to continue reading", "continue reading this", "for subscribers", "subscribers only", "subscriber only",
	"already a subscriber", "already subscribed", "become a subscriber", "become a member", "register to read", "sign in to read", "log in to read",
	"get access", "buy article", "purchase article", "purchase pdf", "buy this article", "rent this article", "institutional login",
	"access through your institution", "institutional access", "unlock this article", "start your free trial", "free articles",
	"jetzt weiterlesen", "nur für abonnenten", "mit abo", "réservé aux abonnés", "déjà abonné", "solo para suscriptores", "suscríbete para",
	"riservato agli abbonati", "для подписчиков", "有料会員",
)

// emptyResults are what a search says that found nothing.
var emptyResults = phraseList(
	"0 results", "no results", "no matches", "nothing found", "nothing matched", "did not match any", "no items found", "keine ergebnisse",
	"keine treffer", "aucun résultat", "sin resultados", "no se encontraron", "nessun risultato", "geen resultaten", "nenhum resultado",
	"ничего не найдено", "見つかりませんでした", "没有找到",
)
