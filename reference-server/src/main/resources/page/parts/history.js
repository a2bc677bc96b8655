// What was: who changed what, and the table at any of these moments, to look at alone.
import { make, button } from '../dom.js';
import { aboutOf, actionInWords, changesInWords, clock, named } from './words.js';
import { choice, fold, labelled, paused, searchLine } from './kit.js';
import { timeTools } from './time.js';

const PAGE = 100;
const PLACES = [['', 'everything'], ['/maps', 'maps and tokens'], ['/actors', 'characters'], ['/encounters', 'fights and turns'], ['/chat', 'what was said'], ['/dice', 'dice'],
  ['/asks', 'requests'], ['/quests', 'quests'], ['/lore', 'lore'], ['/notes', 'notes'], ['/currentSession', 'sessions and scenes'], ['/participants', 'people']];

/** A line of the change log in words: {who, what}. Pure. */
export function lineInWords(state, line) {
  const who = line.by ? named(state, 'participants', line.by) : '';
  if (line.begins) return { who, what: 'What you see begins here.' };
  const changes = line.changes.flatMap(each => {
    const [kind, key] = each.path.split('/').slice(1);
    // The first of its kind comes with its whole collection.
    if (key === undefined && typeof each.after === 'object' && each.after !== null && !['campaign', 'currentSession'].includes(kind) && each.before === undefined) {
      return Object.entries(each.after).map(([id, after]) => ({ path: `${each.path}/${id}`, after }));
    }
    return [each];
  });
  const asks = changes.filter(each => each.path.startsWith('/asks/'));
  const others = changes.filter(each => !each.path.startsWith('/asks/'));
  // What comes into sight on the way is seen on the map, and would bury what was done.
  const done = others.filter(each => !/^\/maps\/[^/]+\/(walls|explored|lights)(\/|$)/.test(each.path));
  const rest = done.length > 0 ? done : others;
  const said = changesInWords(state, rest, 5);
  const asked = asks.map(each => each.after?.proposal?.reason ?? Object.values(each.after?.questions ?? {})[0]?.summary ?? (each.after?.sent && aboutOf(state, each.after.sent))).find(Boolean);
  if (asked) said.unshift(`asks: ${asked}`);
  const told = said.join('; ');
  const action = actionInWords(line.action);
  if (!told) return { who, what: action || (asks.length ? 'A request was settled' : 'Something changed') };
  return { who, what: action && !/^“/.test(told) && !asked ? `${action}: ${told}` : told };
}

/** What is asked of the log, of what stands in the form. Pure. */
export function queryOf({ text, by, path, from, until }) {
  const time = value => new Date(value).toISOString();
  return { ...(text ? { text } : {}), ...(by ? { by } : {}), ...(path ? { path } : {}), ...(from ? { from: time(from) } : {}), ...(until ? { until: time(until) } : {}) };
}

export const history = {
  id: 'history',
  label: 'History',
  mount(root, seat) {
    const { table, notice } = seat;
    const { back } = table;
    /** Newest first. */
    let lines = [];
    let older;
    let newer;
    let reading = 0;
    let fault = '';
    let stale = true;
    let changed = 0;
    let chosen = null;

    const slider = make('input', { type: 'range', min: 0, max: 1, value: 1, step: 1, aria: { label: 'Moment' } });
    const moment = make('p', { className: 'moment', role: 'status' });
    const first = button('◀ Earlier', () => step(1), { className: 'quiet' });
    const next = button('Later ▶', () => step(-1), { className: 'quiet' });
    const now = button('Back to now', () => leave());
    const list = make('ol', { className: 'things log', aria: { label: 'Who changed what, the newest first' } });
    const more = button('Older', () => read('older'), { className: 'quiet' });
    const search = searchLine('Find a word', () => ask());
    const by = choice([['', 'anybody']], '', { aria: { label: 'Who' } });
    const path = choice(PLACES, '', { aria: { label: 'What' } });
    const from = make('input', { type: 'datetime-local' });
    const until = make('input', { type: 'datetime-local' });
    for (const each of [by, path, from, until]) each.addEventListener('change', () => ask());
    const time = timeTools(seat, () => chosen, leave);
    root.append(
      make('div', { className: 'travel' }, labelled('Moment', slider), moment, make('div', { className: 'row' }, first, next, now), time.doing), time.branches,
      search, fold('Who, what, when', false, labelled('Who', by), labelled('What', path), labelled('From', from), labelled('Until', until)), list, more);

    const banner = make('div', { id: 'past', hidden: true, role: 'region', aria: { label: 'An earlier moment' } });
    const told = make('span', { role: 'status' });
    const home = button('Back to now', () => leave());
    banner.append(make('b', {}, 'You look at an earlier moment'), told, button('◀', () => step(1), { className: 'quiet', aria: { label: 'Earlier' } }),
      button('▶', () => step(-1), { className: 'quiet', aria: { label: 'Later' } }), home);
    document.querySelector('header').after(banner);

    const query = () => queryOf({ text: search.value.trim(), by: by.value, path: path.value, from: from.value, until: until.value });
    const words = line => { const { who, what } = lineInWords(table.live.state, line); return `${who ? `${who} ` : ''}${what}`; };
    const shown = moment => `${clock(moment.at)} · ${moment.words}`;
    const at = () => (chosen ? lines.findIndex(line => line.id === chosen.id) : -1);

    async function read(what) {
      const mine = ++reading;
      const where = what === 'older' ? { before: older } : what === 'newer' ? { after: newer } : {};
      try {
        const page = await table.live.history('log', { ...query(), limit: PAGE, ...where });
        if (mine !== reading) return;
        fault = '';
        if (what === 'older') lines = [...lines, ...page.lines];
        else if (what === 'newer') lines = [...page.lines, ...lines];
        else lines = page.lines;
        if (what !== 'newer') older = page.older;
        if (what !== 'older') newer = page.newer ?? newer;
      } catch (failed) {
        if (mine !== reading) return;
        fault = failed.message;
      }
      show();
    }

    function ask() { lines = []; older = newer = undefined; read(); }

    /** Reads what has come since, once it is quiet for a moment. */
    const follow = paused(() => { stale = false; if (newer === undefined) read(); else read('newer'); }, 700);

    const travel = paused(line => {
      back.look({ line: line.id, at: line.at, words: words(line) }).catch(failed => { notice(failed.message); chosen = null; show(); });
    }, 180);

    function go(line) {
      if (!line) return leave();
      chosen = line;
      travel(line);
      show();
      return undefined;
    }
    function leave() {
      chosen = null;
      back.now();
      show();
    }
    /** A step into the past, or out of it. */
    async function step(by) {
      const to = at() + by;
      if (to >= lines.length && older !== undefined) await read('older');
      if (to < 0) leave();
      else if (to < lines.length) go(lines[to]);
    }

    slider.addEventListener('input', () => {
      const to = lines.length - 1 - Number(slider.value);
      go(to < 0 ? null : lines[to]);
      if (to === lines.length - 1 && older !== undefined) read('older');
    });

    function row(line, index) {
      const { who, what } = lineInWords(table.live.state, line);
      const is = chosen?.id === line.id;
      const jump = button('', () => go(is ? null : line), { className: 'moment-line', aria: { label: `${clock(line.at)} ${who} ${what}. Look at this moment`, ...(is ? { current: 'true' } : {}) } });
      jump.append(make('small', {}, clock(line.at)), ' ', make('b', {}, who), ' ', what);
      const item = make('li', {}, jump);
      if (is) item.setAttribute('aria-current', 'true');
      item.dataset.line = index;
      return item;
    }

    function show() {
      const index = at();
      slider.max = String(Math.max(1, lines.length));
      slider.value = String(index < 0 ? Number(slider.max) : lines.length - 1 - index);
      slider.setAttribute('aria-valuetext', chosen ? `${clock(chosen.at)}, ${words(chosen)}` : 'now');
      moment.textContent = fault || (chosen ? `${clock(chosen.at)} · ${words(chosen)}` : lines.length ? 'Now. Move the slider, or choose a line, to look at an earlier moment.' : 'Nothing has happened yet that could be looked at.');
      now.disabled = next.disabled = !chosen;
      first.disabled = lines.length === 0;
      more.hidden = older === undefined;
      const people = Object.entries(table.live.state.participants ?? {});
      if (by.options.length !== people.length + 1) {
        const value = by.value;
        by.replaceChildren(...[['', 'anybody'], ...people.map(([id, each]) => [id, each.name])].map(([id, name]) => make('option', { value: id }, name)));
        by.value = value;
      }
      const had = root.contains(document.activeElement) ? document.activeElement.closest('[data-line]')?.dataset.line : undefined;
      list.replaceChildren(...lines.map(row));
      if (had !== undefined) list.children[had]?.firstElementChild.focus();
      if (lines.length === 0 && !fault && reading > 0) list.append(make('li', { className: 'empty' }, 'Nothing is found.'));
      time.draw();
      banner.hidden = !back.moment;
      document.body.classList.toggle('looking-back', Boolean(back.moment));
      if (back.moment) told.textContent = shown(back.moment);
    }
    table.on('state', () => { if (Boolean(back.moment) === banner.hidden || (back.moment && told.textContent !== shown(back.moment))) show(); });
    root.addEventListener('keydown', event => { if (event.key === 'Escape' && chosen) leave(); });
    banner.addEventListener('keydown', event => { if (event.key === 'Escape') leave(); });
    table.live.on('state', () => { changed++; stale = true; time.draw(); });

    return {
      reads: () => [changed],
      draw() { if (stale) follow(); },
    };
  },
};
