// The page works without this. It adds filters, keys, the claim in focus, the lighting of works, sorting and copying.
(function () {
  'use strict';
  var root = document.documentElement;
  var all = function (query, within) { return Array.prototype.slice.call((within || document).querySelectorAll(query)); };
  var byId = function (id) { return id ? document.getElementById(id) : null; };
  var words = function (list) { return list ? list.split(' ') : []; };
  root.classList.add('js');
  document.addEventListener('DOMContentLoaded', function () {
    try { begin(); } catch (e) { root.classList.remove('js'); throw e; }
  });

  function begin() {
    var told = document.querySelector('.told');
    var silence;
    function tell(text) {
      told.textContent = text;
      clearTimeout(silence);
      silence = setTimeout(function () { told.textContent = ''; }, 4000);
    }

    function make(tag, className, text) {
      var e = document.createElement(tag);
      if (className) { e.className = className; }
      if (text) { e.textContent = text; }
      return e;
    }

    // --- what is chosen, kept in the address's fragment ---

    var severities = ['error', 'warning', 'info'];
    var state = { severity: severities.slice(), rule: '', place: '', work: '', claim: '' };

    function write() {
      var p = new URLSearchParams();
      if (state.severity.length < severities.length) { p.set('severity', state.severity.join(',') || 'none'); }
      ['rule', 'place', 'work', 'claim'].forEach(function (k) { if (state[k]) { p.set(k, state[k]); } });
      var text = p.toString();
      history.replaceState(null, '', text ? '#' + text : location.pathname + location.search);
    }

    function read() {
      var text = location.hash.slice(1);
      if (text.indexOf('=') < 0) { return false; }
      var p = new URLSearchParams(text);
      var severity = p.get('severity');
      state.severity = severity === null ? severities.slice() : severities.filter(function (s) { return severity.split(',').indexOf(s) >= 0; });
      ['rule', 'place', 'work', 'claim'].forEach(function (k) { state[k] = p.get(k) || ''; });
      return true;
    }

    // --- findings ---

    var form = document.querySelector('.filters');
    var findings = all('.finding').map(function (e) {
      return { element: e, severity: e.dataset.severity, rule: e.dataset.rule, places: words(e.dataset.places), claims: words(e.dataset.claims), match: false, shown: false };
    });
    var current = -1;

    // A few hundred findings are laid out at a time; more come when they are asked for, and all of them on paper.
    var portion = 200;
    var limit = portion;
    var more = make('button', 'more');
    more.type = 'button';

    function filter() {
      if (!form) { return; }
      var count = 0;
      findings.forEach(function (f) {
        var match = state.severity.indexOf(f.severity) >= 0 && (!state.rule || f.rule === state.rule) &&
          (!state.place || f.places.indexOf(state.place) >= 0);
        if (match) { count++; }
        var show = match && count <= limit;
        if (match !== f.match) { f.element.classList.toggle('match', match); f.match = match; }
        if (show !== f.shown) { f.element.classList.toggle('in', show); f.shown = show; }
        if (show && !f.ready) { equip(f); }
      });
      form.classList.toggle('active', count < findings.length);
      form.querySelector('.count').textContent = (count === findings.length ? 'All ' + count + ' findings' : count + ' of ' + findings.length + ' findings') +
        (count > limit ? ', the first ' + limit + ' of them shown' : '');
      more.hidden = count <= limit;
      more.textContent = 'Show ' + Math.min(portion, count - limit) + ' more';
    }

    // equip gives a finding what it needs once it is shown: a button, and its rule's explanation, folded.
    function equip(f) {
      f.ready = true;
      var copy = make('button', 'copy', 'Copy');
      copy.type = 'button';
      copy.setAttribute('aria-label', 'Copy this finding as text');
      f.element.querySelector('.what').appendChild(copy);
      var why = f.element.querySelector('.why');
      var rule = why && byId('rule-' + f.rule);
      if (!rule) { return; }
      var details = make('details', 'why');
      details.appendChild(make('summary', '', why.textContent));
      details.appendChild(rule.querySelector('.doc').cloneNode(true));
      why.replaceWith(details);
    }

    // showMore lays out more findings, so many that one of them is there.
    function showMore(f) {
      limit += portion;
      if (f && f.match) {
        limit = Math.max(limit, findings.slice(0, findings.indexOf(f) + 1).filter(function (g) { return g.match; }).length);
      }
      filter();
    }

    function refilter() { limit = portion; filter(); }

    function showForm() {
      if (!form) { return; }
      all('[name=severity]', form).forEach(function (box) { box.checked = state.severity.indexOf(box.value) >= 0; });
      form.elements.rule.value = state.rule;
      form.elements.place.value = state.place;
      state.rule = form.elements.rule.value;
      state.place = form.elements.place.value;
    }

    function step(by) {
      var i = current;
      var focused = document.activeElement && document.activeElement.closest('.finding');
      if (focused) { i = findings.findIndex(function (f) { return f.element === focused; }); }
      for (i += by; i >= 0 && i < findings.length; i += by) {
        if (findings[i].match) {
          if (!findings[i].shown) { showMore(findings[i]); }
          current = i;
          findings[i].element.focus({ preventScroll: true });
          findings[i].element.scrollIntoView({ block: 'center', behavior: 'instant' });
          return;
        }
      }
      tell(by > 0 ? 'This is the last finding.' : 'This is the first finding.');
    }

    if (form) {
      form.hidden = false;
      document.querySelector('ol.findings').after(more);
      more.addEventListener('click', function () { showMore(); });
      form.addEventListener('submit', function (e) { e.preventDefault(); });
      form.addEventListener('change', function () {
        state.severity = all('[name=severity]:checked', form).map(function (box) { return box.value; });
        state.rule = form.elements.rule.value;
        state.place = form.elements.place.value;
        refilter();
        write();
      });
      form.addEventListener('reset', function (e) {
        e.preventDefault();
        state.severity = severities.slice();
        state.rule = state.place = '';
        showForm();
        refilter();
        write();
      });
    }

    document.addEventListener('keydown', function (e) {
      if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest('input, select, textarea')) { return; }
      if (e.key === 'n' || e.key === 'j') { step(1); } else if (e.key === 'p' || e.key === 'k') { step(-1); } else if (e.key === 'Escape') { choose('', ''); } else { return; }
      e.preventDefault();
    });

    // --- copying ---

    function inWords(f) {
      var part = function (query) { var e = f.element.querySelector(query); return e ? e.textContent.trim() : ''; };
      var quote = part('.quote');
      return part('.place') + ' · ' + part('.standing') + ' · ' + part('.rule') + '\n' + part('.message') + (quote ? '\n> ' + quote : '') + '\n';
    }

    function copy(text, said) {
      var area = make('textarea');
      area.value = text;
      area.setAttribute('aria-hidden', 'true');
      document.body.appendChild(area);
      var before = document.activeElement;
      area.select();
      var done = document.execCommand('copy');
      area.remove();
      if (before) { before.focus({ preventScroll: true }); }
      tell(done ? said : 'The browser does not allow copying.');
    }

    // --- claims and what they rest on ---

    var spans = {};
    all('.claim').forEach(function (e) { (spans[e.dataset.claim] = spans[e.dataset.claim] || []).push(e); });
    var order = Object.keys(spans);
    var works = {};
    all('.strips [data-work]').forEach(function (row) {
      works[row.dataset.work] = row;
      var link = row.querySelector('.choose');
      link.setAttribute('role', 'button');
      link.setAttribute('aria-pressed', 'false');
    });
    var marked = [];

    function mark(claim, className) {
      (spans[claim] || []).forEach(function (e) { e.classList.add(className); marked.push([e, className]); });
    }

    // light shows the work and the claim that are chosen.
    function light() {
      marked.forEach(function (m) { m[0].classList.remove(m[1]); });
      marked = [];
      Object.keys(works).forEach(function (id) {
        works[id].classList.toggle('chosen', id === state.work);
        works[id].querySelector('.choose').setAttribute('aria-pressed', String(id === state.work));
      });
      var work = works[state.work] || (state.work && byId(state.work));
      if (work) { words(work.dataset.claims).forEach(function (c) { mark(c, 'lit'); }); }
      else { state.work = ''; }
      if (!spans[state.claim]) { state.claim = ''; }
      mark(state.claim, 'chosen');
      all('.reading').forEach(function (reading) { focus(reading, spans[state.claim] && reading.contains(spans[state.claim][0]) ? state.claim : ''); });
    }

    // focus leaves of an article's notes those that the claim rests on, and tells of the claim above them.
    function focus(reading, claim) {
      var rests = reading.querySelector('.rests');
      if (!rests) { return; }
      var box = rests.querySelector('.focus');
      all('.note', rests).forEach(function (n) {
        n.hidden = claim !== '' && words(n.dataset.claims).indexOf(claim) < 0;
      });
      all('.besides', rests).forEach(function (h) { h.hidden = claim !== ''; });
      box.hidden = claim === '';
      box.textContent = '';
      if (claim) { fill(box, claim); }
    }

    function fill(box, claim) {
      var sign = document.querySelector('a.sign[data-focus="' + claim + '"]');
      box.appendChild(make('p', 'kind', sign ? sign.getAttribute('aria-label') : ''));
      var text = make('p', 'claim-words', spans[claim].map(function (e) { return e.querySelector('.marker') ? '' : e.textContent; }).join(''));
      text.dir = 'auto';
      box.appendChild(text);
      var list = make('ul');
      findings.forEach(function (f) {
        if (f.claims.indexOf(claim) < 0) { return; }
        var item = make('li');
        var link = make('a', f.element.querySelector('.standing').className, f.rule);
        link.href = '#' + f.element.id;
        item.appendChild(link);
        item.appendChild(document.createTextNode(': ' + f.element.querySelector('.message').textContent));
        list.appendChild(item);
      });
      box.appendChild(list);
      var acts = make('div', 'acts');
      [['Previous claim', 'previous'], ['Next claim', 'next'], ['All notes', 'close']].forEach(function (a) {
        var b = make('button', a[1], a[0]);
        b.type = 'button';
        acts.appendChild(b);
      });
      box.appendChild(acts);
      // on a phone the notes are far below, so the sheet has them
      all('.note:not([hidden])', box.parentElement).forEach(function (n) {
        var copied = make('div', 'copied');
        Array.prototype.forEach.call(n.children, function (c) { copied.appendChild(c.cloneNode(true)); });
        box.appendChild(copied);
      });
    }

    function choose(claim, work) {
      if (claim === state.claim && work === state.work) { return; }
      state.claim = claim;
      state.work = work;
      light();
      write();
    }

    function turn(by) {
      var at = order.indexOf(state.claim) + by;
      if (at < 0 || at >= order.length) { return; }
      choose(order[at], state.work);
      spans[order[at]][0].scrollIntoView({ block: 'center', behavior: 'instant' });
      var again = document.querySelector('.focus:not([hidden]) .' + (by > 0 ? 'next' : 'previous'));
      if (again) { again.focus({ preventScroll: true }); }
    }

    // reveal makes sure that what an address leads to can be seen.
    function reveal(e) {
      if (!e) { return; }
      if (e.matches('.note[hidden]')) { choose('', state.work); }
      if (e.matches('.finding:not(.match)')) { form.reset(); }
      if (e.matches('.finding:not(.in)')) { showMore(findings.find(function (f) { return f.element === e; })); }
      for (var d = e.closest('details'); d; d = d.parentElement.closest('details')) { d.open = true; }
    }

    document.addEventListener('click', function (e) {
      var at = function (query) { return e.target.closest(query); };
      var hit = at('.copy');
      if (hit) {
        var item = hit.closest('.finding');
        return copy(inWords(findings.find(function (f) { return f.element === item; })), 'Copied the finding.');
      }
      if (at('.copy-all')) {
        var shown = findings.filter(function (f) { return f.match; });
        return copy(shown.map(inWords).join('\n'), 'Copied ' + shown.length + ' findings.');
      }
      if (at('.focus .next')) { return turn(1); }
      if (at('.focus .previous')) { return turn(-1); }
      if (at('.focus .close')) { return choose('', state.work); }
      if ((hit = at('.choose'))) {
        e.preventDefault();
        var id = hit.closest('[data-work]').dataset.work;
        var on = state.work !== id;
        choose(state.claim, on ? id : '');
        return tell(on ? words(works[id].dataset.claims).length + ' claims lean on this work; they are lit in the text.' : 'No work is chosen.');
      }
      if ((hit = at('a.sign[data-focus]'))) {
        e.preventDefault();
        return choose(hit.dataset.focus, state.work);
      }
      if (at('a.marker, a.reference') && at('.claim')) { choose(at('.claim').dataset.claim, state.work); }
      if ((hit = at('a[href^="#"]'))) { return reveal(byId(hit.getAttribute('href').slice(1))); }
      if (!at('a') && (hit = at('.claim')) && String(getSelection()) === '') { choose(hit.dataset.claim === state.claim ? '' : hit.dataset.claim, state.work); }
    });

    document.addEventListener('keydown', function (e) {
      if (e.key === ' ' && e.target.matches('.choose')) { e.preventDefault(); e.target.click(); }
    });

    // --- sorting ---

    all('.overview').forEach(function (table) {
      all('thead th', table).forEach(function (head, column) {
        var button = make('button', '', head.textContent);
        button.type = 'button';
        head.textContent = '';
        head.appendChild(button);
        button.addEventListener('click', function () {
          var down = head.getAttribute('aria-sort') !== 'descending' && (column > 0 || head.getAttribute('aria-sort') === 'ascending');
          all('thead th', table).forEach(function (h) { h.removeAttribute('aria-sort'); });
          head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
          var key = function (row) { return row.children[column].textContent.trim(); };
          var rows = all('tbody tr', table).sort(function (a, b) {
            var order = key(a).localeCompare(key(b), undefined, { numeric: true });
            return down ? -order : order;
          });
          rows.forEach(function (row) { table.tBodies[0].appendChild(row); });
        });
      });
    });

    // --- print ---

    var opened = [];
    addEventListener('beforeprint', function () {
      opened = all('details:not([open]):not(.why)');
      opened.forEach(function (d) { d.open = true; });
    });
    addEventListener('afterprint', function () { opened.forEach(function (d) { d.open = false; }); });

    // --- the beginning ---

    function follow() {
      if (read()) { showForm(); refilter(); light(); } else { reveal(byId(location.hash.slice(1))); }
    }
    addEventListener('hashchange', follow);
    showForm();
    filter();
    follow();
    if (spans[state.claim]) { spans[state.claim][0].scrollIntoView({ block: 'center', behavior: 'instant' }); }
  }
}());
