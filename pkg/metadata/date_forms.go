package metadata

// monthFirst reads May 3, 2021; May 3–5, 2021; May 2021; May/June 2021; May 30–June 2, 2021.
func (f *finder) monthFirst(i int) (written, int) {
	m, n := f.monthAt(i)
	if m == 0 || f.gluedBefore(i) && !f.isMark(i-1, "-/") {
		return written{}, 0
	}
	if w, next := f.monthDays(m, n); next > 0 {
		return w, next
	}
	w := written{calendar: calendar{month: m}}
	last := 0
	if f.isMark(n, "-–—/") {
		if last, _ = f.monthAt(n + 1); last > 0 {
			_, n = f.monthAt(n + 1)
		}
	}
	n = f.skip(n, ",-/")
	y, ok := f.yearAt(n)
	if !ok || f.gluedBehind(n+1) {
		return written{}, 0
	}
	w.year = y
	if last > m {
		w.to = calendar{y, last, 0}
	}
	return w, n + 1
}

// monthDays reads on from a month's name to its day or days and the year.
func (f *finder) monthDays(m, n int) (written, int) {
	if f.isMark(n, "-/,") {
		n++
	}
	day, next := f.dayAt(n)
	if day == 0 {
		return written{}, 0
	}
	to := calendar{month: m}
	if f.isMark(next, "-–—/") {
		end := next + 1
		if last, k := f.monthAt(end); last > 0 {
			to.month, end = last, k
		}
		if last, k := f.dayAt(end); last > 0 {
			to.day, next = last, k
		}
	}
	next = f.skip(next, ",-/")
	y, ok := f.yearAt(next)
	if !ok || f.gluedBehind(next+1) {
		return written{}, 0
	}
	return ranged(calendar{y, m, day}, calendar{y, to.month, to.day}, next+1)
}

// ranged gives a day, or a range if the second one is a day.
func ranged(from, to calendar, next int) (written, int) {
	w := written{calendar: from}
	if !from.valid() {
		return written{}, 0
	}
	if to.day > 0 && to.valid() && to.iso() > from.iso() {
		w.to = to
	}
	return w, next
}

// dayFirst reads 3 May 2021; 3. Mai 2021; 3 de mayo de 2021; 3rd of May, 2021; 3–5 May 2021; 30 May–2 June 2021.
func (f *finder) dayFirst(i int) (written, int) {
	day, n := f.dayAt(i)
	if day == 0 {
		return written{}, 0
	}
	last := calendar{}
	if f.isMark(n, "-–—") {
		if last.day, n = f.dayAt(n + 1); last.day == 0 {
			if n = i + 1; !f.isMark(n, "-") { // 3-May-2021
				return written{}, 0
			}
		}
	}
	n = f.skip(n, "-/")
	m, n := f.monthAt(n)
	if m == 0 {
		return written{}, 0
	}
	first := calendar{month: m, day: day}
	last.month = m
	if f.isMark(n, "-–—") && last.day == 0 {
		if d, k := f.dayAt(n + 1); d > 0 {
			if second, k := f.monthAt(f.skip(k, "")); second > 0 {
				last, n = calendar{month: second, day: d}, k
			}
		}
	}
	n = f.skip(n, ",-/")
	y, ok := f.yearAt(n)
	if !ok || f.gluedBehind(n+1) {
		return written{}, 0
	}
	first.year, last.year = y, y
	return ranged(first, last, n+1)
}

// yearFirst reads 2021-05-03, 2021/5/3, 2021年5月3日, 2021 May 3, 2021, May 3, 1999–2003 and 2021.
func (f *finder) yearFirst(i int) (written, int) {
	y, ok := f.yearAt(i)
	if !ok || f.gluedBefore(i) {
		return written{}, 0
	}
	for _, form := range [...]func(int, int) (written, int){f.numbersOfYear, f.eastAsian, f.wordsOfYear, f.years} {
		if w, n := form(i, y); n > 0 {
			return w, n
		}
	}
	if f.gluedBehind(i + 1) {
		return written{}, 0
	}
	return written{calendar: calendar{year: y}}, i + 1
}

// numbersOfYear reads 2021-05-03, 2021/5/3, 2021.05.03 and 2021-05.
func (f *finder) numbersOfYear(i, y int) (written, int) {
	if !f.isMark(i+1, "-/.") || !f.tokens[i+1].joined || i+2 >= len(f.tokens) {
		return written{}, 0
	}
	m := f.tokens[i+2]
	if m.kind != number || m.width > 2 || !m.joined || m.value < 1 || m.value > 12 {
		return written{}, 0
	}
	if i+4 < len(f.tokens) && f.isMark(i+3, f.tokens[i+1].text) && f.tokens[i+3].joined {
		if d := f.tokens[i+4]; d.kind == number && d.width <= 2 && d.joined {
			if day, ok := exact(y, m.value, d.value); ok && !f.gluedBehind(i+5) {
				return written{calendar: day}, i + 5
			}
			return written{}, 0
		}
	}
	if f.tokens[i+1].text == "-" && m.width == 2 && !f.gluedBehind(i+3) && m.value > y%100 {
		return written{}, 0 // 2001-02 may be a range of two years
	}
	if f.tokens[i+1].text == "-" && m.width == 2 && !f.gluedBehind(i+3) {
		return written{calendar: calendar{year: y, month: m.value}}, i + 3
	}
	return written{}, 0
}

// eastAsian reads 2021年5月3日 and 2021년 5월.
func (f *finder) eastAsian(i, y int) (written, int) {
	w := written{calendar: calendar{year: y}}
	parts := [...]*int{&w.year, &w.month, &w.day}
	n := i
	for k, part := range parts {
		if n+1 >= len(f.tokens) || f.tokens[n].kind != number || !isUnit(f.tokens[n+1].text, k) {
			break
		}
		*part = f.tokens[n].value
		n += 2
	}
	if n == i || !w.valid() {
		return written{}, 0
	}
	return w, n
}

func isUnit(text string, k int) bool {
	return text == [...]string{"年", "月", "日"}[k] || text == [...]string{"년", "월", "일"}[k]
}

// wordsOfYear reads 2021 May 3; 2021, May 3; 2021 May; 2021, May 3–5.
func (f *finder) wordsOfYear(i, y int) (written, int) {
	n := i + 1
	if f.isMark(n, ",") {
		n++
	}
	if s := f.seasonAt(n); s > 0 {
		return written{calendar: calendar{year: y, month: s}}, n + 1
	}
	m, n := f.monthAt(n)
	if m == 0 {
		return written{}, 0
	}
	if _, ok := f.yearAt(f.skip(n, ",")); ok {
		return written{}, 0 // 2021, May 2022: the month is that of the next year
	}
	day, next := f.dayAt(n)
	if day == 0 || f.isMark(next, "(:") && f.tokens[next].joined {
		return written{calendar: calendar{year: y, month: m}}, n
	}
	if _, ok := f.yearAt(f.skip(next, ",")); ok {
		return written{}, 0
	}
	to := calendar{year: y, month: m}
	if f.isMark(next, "-–—") {
		if last, k := f.dayAt(next + 1); last > 0 {
			to.day, next = last, k
		}
	}
	if f.tokens[next-1].text == "." { // the stop ends the sentence here
		next--
	}
	return ranged(calendar{y, m, day}, to, next)
}

// years reads 1999–2003, 1999-2003, 1999/2000, 1999–03 and 2011/12.
func (f *finder) years(i, y int) (written, int) {
	if !f.isMark(i+1, "-–—/") || i+2 >= len(f.tokens) || f.gluedBehind(i+3) {
		return written{}, 0
	}
	t := f.tokens[i+2]
	if t.kind != number || !t.joined && f.tokens[i+1].joined {
		return written{}, 0
	}
	last := t.value
	if t.width == 2 {
		last += y / 100 * 100
	}
	if t.width != 4 && t.width != 2 || last <= y || last > lastYear {
		return written{}, 0
	}
	return written{calendar: calendar{year: y}, to: calendar{year: last}}, i + 3
}

// numbers reads 03.05.2021, 5/3/2021 and 3-5-2021; with the order of day and month open, it gives both.
func (f *finder) numbers(i int) (written, int) {
	if i+4 >= len(f.tokens) || !f.isMark(i+1, "./-") || !f.isMark(i+3, f.tokens[i+1].text) || f.gluedBehind(i+5) {
		return written{}, 0
	}
	a, b := f.tokens[i], f.tokens[i+2]
	y, ok := f.yearAt(i + 4)
	if !ok || b.kind != number || b.width > 2 {
		return written{}, 0
	}
	separator := f.tokens[i+1].text
	joined := f.tokens[i+1].joined && b.joined && f.tokens[i+3].joined && f.tokens[i+4].joined
	if separator != "." && !joined {
		return written{}, 0
	}
	dayFirst, okDay := exact(y, b.value, a.value)
	monthFirst, okMonth := exact(y, a.value, b.value)
	switch {
	case okDay && (!okMonth || separator == "." || dayFirst == monthFirst):
		return written{calendar: dayFirst}, i + 5 // only the day comes first where stops part the numbers (CLDR, dates)
	case okMonth && !okDay:
		return written{calendar: monthFirst}, i + 5
	case okMonth && okDay:
		return written{calendar: dayFirst, or: []calendar{monthFirst}}, i + 5
	}
	return written{}, 0
}

// original reads [2019] 2021 and (1999) 2003: the year of the first edition, and that of the one cited.
func (f *finder) original(i int) (written, int) {
	if _, ok := f.yearAt(i + 1); !ok || !f.isMark(i+2, "])") {
		return written{}, 0
	}
	y, ok := f.yearAt(i + 3)
	if !ok || f.gluedBehind(i+4) {
		return written{}, 0
	}
	return written{calendar: calendar{year: y}}, i + 4
}

// seasonFirst reads Spring 2021.
func (f *finder) seasonFirst(i int) (written, int) {
	s := f.seasonAt(i)
	if s == 0 {
		return written{}, 0
	}
	n := f.skip(i+1, ",")
	y, ok := f.yearAt(n)
	if !ok || f.gluedBehind(n+1) && !f.isMark(n+1, "-–/") {
		return written{}, 0
	}
	next := n + 1
	if f.isMark(next, "-–/") && next+1 < len(f.tokens) && f.tokens[next+1].kind == number { // Winter 2020/21
		next += 2
	}
	return written{calendar: calendar{year: y, month: s}}, next
}

func (f *finder) seasonAt(i int) int {
	if !f.isWord(i) {
		return 0
	}
	return season(f.tokens[i].text)
}
