// What waits for people: those asked decide, change it, hand it on; who sent it sees that it waits.
import { make, button } from '../dom.js';
import { aboutOf, named, placeInWords, changeInWords, valueInWords, rollInWords, leaves, isLine, humanize, clock, span } from './words.js';
import { labelled, choice, told, sure, redraw } from './kit.js';
import { get } from '../client/tree.js';
import { createForm } from '../forms/form.js';
import { schemaOf } from '../forms/schema.js';
import { clashCard } from './clash.js';

/** A value as it was read: `{is}`, or nothing. */
const seen = value => (value && typeof value === 'object' ? value.is : value);

/** What the rules read for a proposal and is another by now, as far as it is loaded; who runs the game is told. Pure. */
export function movedNow(state, ask) {
  if (!ask.proposal) return [];
  return (ask.reads ?? []).filter(({ at, what, seen: was }) => {
    if (what !== 'value' || was?.is === undefined || typeof was.is === 'object') return false;
    const [kind, key] = at.split('/').slice(1);
    return state[kind]?.[key] !== undefined && get(state, at) !== was.is;
  }).map(({ at, seen: was }) => ({ at, seen: was, now: { is: get(state, at) } }));
}

/**
 * What of a request can be told, from the view of who is asked or who sent it. Pure.
 *
 * @param {object} state
 * @param {object} ask
 * @param {string} me
 */
export function tell(state, ask, me) {
  const proposal = ask.proposal?.changes ? ask.proposal : ask.proposal?.shown?.[me] ?? ask.proposal;
  const was = put => get(state, put);
  const parts = (proposal?.changes ?? []).map(effect => {
    const path = effect.put ?? effect.remove;
    const before = isLine(path) ? undefined : was(path);
    return { path, before, after: effect.put === undefined ? undefined : effect.value };
  });
  const inWords = (list, follows = []) => [...list, ...follows].map(effect => changeInWords(state, { path: effect.put ?? effect.remove, after: effect.put === undefined ? undefined : effect.value }));
  const sender = ask.sent?.by;
  const questions = Object.entries(ask.questions ?? {}).filter(([, each]) => !each.answered);
  return {
    who: sender ? named(state, 'participants', sender) : 'Somebody',
    what: proposal?.reason || Object.values(ask.questions ?? {})[0]?.summary || ask.sent?.summary || humanize(ask.sent?.type ?? 'something'),
    about: ask.sent ? aboutOf(state, ask.sent) : '',
    since: ask.sent?.at ?? ask.time,
    until: proposal?.until ?? Object.values(ask.questions ?? {}).map(each => each.until).filter(Boolean).sort()[0],
    parts,
    follows: (proposal?.follows ?? []).map(effect => ({ path: effect.put ?? effect.remove, before: isLine(effect.put ?? effect.remove) ? undefined : was(effect.put ?? effect.remove), after: effect.value })),
    moved: [...(proposal?.moved ?? []), ...movedNow(state, ask)].map(each => {
      const { who, what } = placeInWords(state, each.at);
      const key = each.at.split('/').at(-1);
      return `${who}${what ? `: ${what}` : ''} was ${valueInWords(state, seen(each.seen), key)}, is ${valueInWords(state, seen(each.now), key)}`;
    }),
    late: movedNow(state, ask).length > 0,
    earlier: proposal?.earlier ? inWords(proposal.earlier.changes ?? proposal.earlier, proposal.earlier.follows) : [],
    rolls: Object.entries(ask.rolls ?? {}).map(([what, roll]) => rollInWords(what, roll)),
    questions,
    // What the rules still ask somebody is not there to be approved.
    proposed: Boolean(proposal) && questions.length === 0,
  };
}

/** Values of a change that can be changed in a form: leaves of text, number or yes and no. Pure. */
export function editable(parts) {
  return parts.filter(({ after }) => after !== undefined).flatMap(({ path, before, after }) =>
    (typeof after === 'object' && after !== null ? leaves({}, after).map(leaf => ({ path: path + leaf.at, before: undefined, after: leaf.after })) : [{ path, before, after }]))
    .filter(({ after }) => ['string', 'number', 'boolean'].includes(typeof after));
}

/** The value of a field as the value that it stands for. */
export function valueOf(field, was) {
  if (typeof was === 'boolean') return field.checked;
  return typeof was === 'number' ? Number(field.value) : field.value;
}

export const asks = {
  id: 'asks',
  mount(root, seat) {
    // What waits now is decided now, also by who looks at an earlier moment.
    const table = seat.table.live;
    const act = (...words) => table.act(...words);
    const { notice } = seat;
    root.dataset.needs = 'ask.decide';
    const chosen = new Set();
    const opened = new Map();
    /** A form that somebody fills in is not made anew under their hands. */
    let editing = null;
    let again = 0;
    const narrow = matchMedia('(max-width: 760px)');
    const timer = setInterval(() => { if (root.childElementCount && !editing) { again++; seat.refresh(); } }, 15_000);
    addEventListener('pagehide', () => clearInterval(timer), { once: true });

    const settle = (done, ask) => done.settled.then(receipt => {
      if (receipt.code === 'action-retry') notice('Something has moved meanwhile: look at it once more.');
      else if (receipt.code === 'not-possible') notice(receipt.message);
      if (receipt.outcome !== 'refused') chosen.delete(ask.key);
    });
    const approve = ask => settle(table.decide(ask.key, true), ask);
    const withdraw = ask => act('ask.withdraw', { ask: ask.key });
    async function refuse(ask) {
      const reason = await told(`Refuse: ${tell(table.state, ask, table.me?.id).what}`, 'Refuse it', { hint: 'Why, if you like' });
      if (reason !== null) settle(table.decide(ask.key, false, reason ? { reason } : {}), ask);
    }
    const leaveOut = (ask, part) => settle(table.decide(ask.key, true, { without: [part.path] }), ask);

    function change(ask, card) {
      const about = tell(table.state, ask, table.me?.id);
      const fields = editable(about.parts).map(part => {
        const { who, what } = placeInWords(table.state, part.path);
        const box = typeof part.after === 'boolean';
        const input = make('input', box ? { type: 'checkbox', checked: part.after } : { value: String(part.after), type: typeof part.after === 'number' ? 'number' : 'text', step: 'any' });
        return { part, input, row: labelled(isLine(part.path.replace(/\/[^/]+$/, '')) ? 'What is said' : `${who}${what ? `: ${what}` : ''}`, input, part.before === undefined ? '' : `now ${valueInWords(table.state, part.before)}`) };
      });
      if (fields.length === 0) { notice('There is nothing in it that could be another.'); return; }
      const end = () => { editing = null; again++; seat.refresh(); root.querySelector(`[data-keep="${CSS.escape(ask.key)}"]`)?.focus(); };
      const form = make('form', { className: 'stack' }, fields.map(each => each.row), make('div', { className: 'row' }, make('button', {}, 'Approve it so'), button('Cancel', end, { className: 'quiet' })));
      form.addEventListener('submit', event => {
        event.preventDefault();
        const other = {};
        for (const { part, input } of fields) {
          const value = valueOf(input, part.after);
          if (value !== part.after) other[part.path] = value;
        }
        settle(table.decide(ask.key, true, Object.keys(other).length ? { changes: other } : {}), ask);
        end();
      });
      form.addEventListener('keydown', event => { event.stopPropagation(); if (event.key === 'Escape') end(); });
      editing = ask.key;
      card.querySelector('.body').append(form);
      fields[0].input.focus();
    }

    function handOn(ask) {
      const people = Object.entries(table.state.participants ?? {}).filter(([id, each]) => id !== table.me?.id && id !== ask.sent?.by && each.role !== 'spectator');
      if (people.length === 0) { notice('There is nobody else who could decide.'); return; }
      const dialog = make('dialog', { className: 'sure', aria: { label: 'Who decides instead?' } });
      const whom = choice(people.map(([id, each]) => [id, `${each.name} (${each.role})`]));
      const end = () => { dialog.close(); dialog.remove(); };
      const [question] = tell(table.state, ask, table.me?.id).questions[0] ?? [];
      dialog.append(make('h2', {}, 'Who decides instead?'), labelled('Who', whom), make('div', { className: 'row' },
        button('Hand it on', () => { act('ask.delegate', { ask: ask.key, to: whom.value, ...(question ? { question } : {}) }); end(); }), button('Cancel', end, { className: 'quiet' })));
      dialog.addEventListener('cancel', end);
      document.body.append(dialog);
      dialog.showModal();
    }

    /** A question of the rules: yes and no as buttons, everything else as a small form. */
    function question(ask, key, asked) {
      const offer = asked.suggestion;
      if (offer?.parts && offer?.choices) {
        const sender = ask.sent?.by === table.me?.id ? 'You' : tell(table.state, ask, table.me?.id).who;
        return [make('p', {}, asked.summary), ...clashCard({
          state: table.state, offer, names: { mine: `${sender} meant`, 'take mine': sender === 'You' ? 'Take mine' : `Take what ${sender} meant` },
          send: answer => table.answer(ask.key, key, answer), edits: is => { editing = is ? ask.key : null; },
        })];
      }
      const fields = Object.entries(asked.suggestion ?? {});
      const send = answer => table.answer(ask.key, key, answer);
      if (fields.length === 1 && typeof fields[0][1] === 'boolean') {
        const [name, suggested] = fields[0];
        const one = (text, value) => button(text, () => send({ [name]: value }), { className: value === suggested ? '' : 'quiet' });
        return [make('p', {}, asked.summary), make('div', { className: 'row' }, one(`Yes, ${humanize(name)}`, true), one('No', false), make('small', {}, `suggested: ${suggested ? 'yes' : 'no'}`))];
      }
      const form = createForm({
        schema: schemaOf(asked.suggestion ?? {}), given: asked.suggestion, around: seat, submit: 'Answer', under: '/answer',
        send: answer => { editing = null; return send(answer); },
      });
      form.root.addEventListener('focusin', () => { editing = ask.key; });
      form.root.addEventListener('focusout', () => { editing = null; });
      form.root.addEventListener('keydown', event => event.stopPropagation());
      return [make('p', {}, asked.summary), form.root];
    }

    const part = (ask, each, many) => make('li', {}, changeInWords(table.state, each), ' ',
      many && button('leave out', () => leaveOut(ask, each), { className: 'small quiet', title: 'Approve the rest without this', aria: { label: `leave out: ${changeInWords(table.state, each)}` } }));

    function card(ask, open, several) {
      const { state, me } = table;
      const about = tell(state, ask, me?.id);
      const mine = ask.sent?.by === me?.id;
      const asked = Object.values(ask.questions ?? {}).some(each => !each.answered && each.to?.includes(me?.id));
      const decides = table.asks.forMe.some(each => each.key === ask.key) && (!mine || asked || seat.runs());
      const times = [about.since && `since ${clock(about.since)}`, about.until && `${span(new Date(about.until) - Date.now())} left`].filter(Boolean).join(' · ');
      const item = make('li', { className: `ask${about.moved.length || about.earlier.length ? ' moved' : ''}`, tabIndex: 0, data: { keep: ask.key } });
      item.ask = ask;
      const box = several && decides && about.proposed && make('input', { type: 'checkbox', checked: chosen.has(ask.key), aria: { label: `Choose: ${about.what}` } });
      if (box) box.addEventListener('change', () => { chosen[box.checked ? 'add' : 'delete'](ask.key); seat.refresh(); });
      const head = decides ? about.what : about.about || about.what;
      const follows = about.follows.map(each => changeInWords(state, each)).join('; ');
      const more = make('details', { open },
        make('summary', {}, make('b', {}, mine ? 'You' : about.who), ` ${head}`, ' ', make('small', {}, decides ? times : `waits for an answer · ${times}`)),
        about.moved.length > 0 && make('div', { className: 'since' }, make('b', {}, 'Changed since it was proposed'), make('ul', {}, [...new Set(about.moved)].map(each => make('li', {}, each))),
          about.late && make('p', { className: 'dim' }, 'If you approve, the rules look at it once more, and ask you again when it comes to something else.')),
        about.earlier.length > 0 && make('div', { className: 'since' }, make('b', {}, 'It was'), make('ul', {}, about.earlier.map(each => make('li', {}, each)))),
        about.parts.length > 0 && make('ul', { className: 'changes' }, about.parts.map(each => part(ask, each, decides && about.parts.length > 1))),
        follows && make('p', { className: 'dim' }, `then ${follows}`),
        about.rolls.map(each => make('p', { className: 'roll' }, each)),
        decides && !about.proposed && make('p', { className: 'dim' }, about.about));
      const row = make('div', { className: 'row' },
        decides && about.proposed && [
          button('Approve', () => approve(ask), { title: 'A', data: { does: 'a' } }),
          button('Change', () => change(ask, item), { className: 'quiet', title: 'C', data: { does: 'c' } }),
          button('Refuse', () => refuse(ask), { className: 'quiet', title: 'R', data: { does: 'r' } })],
        decides && !mine && button('Hand it on …', () => handOn(ask), { className: 'small quiet hand', title: 'H', data: { does: 'h' } }),
        mine && (seat.runs() || !about.rolls.length) && button('Take it back', () => withdraw(ask), { className: 'quiet' }));
      const body = make('div', { className: 'body' }, more, decides && about.questions.flatMap(([key, each]) => question(ask, key, each)), row);
      more.firstElementChild.addEventListener('click', () => opened.set(ask.key, !more.open));
      item.append(...[box, body].filter(Boolean));
      return item;
    }

    function batch(approvable) {
      const keys = approvable.filter(ask => chosen.has(ask.key)).map(ask => ask.key);
      const some = keys.length > 0;
      const which = some ? keys : approvable.map(ask => ask.key);
      const words = some ? `${keys.length} chosen` : `all ${which.length}`;
      async function decide(yes) {
        if (!some && !await sure(`${yes ? 'Approve' : 'Refuse'} all ${which.length}?`, yes ? 'Approve all' : 'Refuse all')) return;
        act('ask.batch', { decisions: which.map(ask => ({ ask, approve: yes })) }).settled.then(receipt => {
          const failed = (receipt.parts ?? []).filter(each => each.outcome === 'refused' || each.code === 'action-retry');
          if (failed.length) notice(`${failed.length} of them did not go: ${failed[0].message || failed[0].code}`);
        });
        chosen.clear();
      }
      return make('li', { className: 'batch row' }, button(`Approve ${words}`, () => decide(true)), button(`Refuse ${words}`, () => decide(false), { className: 'quiet' }));
    }

    root.addEventListener('keydown', event => {
      const item = event.target.closest?.('li.ask');
      if (!item || event.target !== item || event.ctrlKey || event.metaKey || event.altKey) return;
      const cards = [...root.querySelectorAll('li.ask')];
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      const does = step ? () => cards[cards.indexOf(item) + step]?.focus() : {
        ...Object.fromEntries(['a', 'c', 'r', 'h'].map(key => [key, () => item.querySelector(`[data-does="${key}"]`)?.click()])),
        x: () => item.querySelector(':scope > input')?.click(),
        Enter: () => item.querySelector('summary').click(),
      }[event.key];
      if (!does) return;
      event.preventDefault();
      does();
    });

    return {
      reads: () => [table.state.asks, table.state.actors, table.state.participants, table.state.encounters, table.state.index, table.me, again, chosen.size],
      draw() {
        const { state } = table;
        if (editing && state.asks?.[editing]) return;
        editing = null;
        const { forMe, mine } = table.asks;
        const own = mine.filter(ask => !forMe.some(each => each.key === ask.key));
        const all = [...forMe, ...own].sort((a, b) => String(a.sent?.at ?? a.time ?? '').localeCompare(String(b.sent?.at ?? b.time ?? '')));
        for (const key of chosen) if (!state.asks?.[key]) chosen.delete(key);
        const approvable = forMe.filter(ask => tell(state, ask, table.me?.id).proposed);
        const several = approvable.length > 1;
        const had = document.activeElement?.closest?.('#asks .ask');
        const at = had ? [...root.querySelectorAll('.ask')].indexOf(had) : -1;
        const { does } = had ? document.activeElement.dataset : {};
        redraw(root, [several && batch(approvable), ...all.map((ask, at) => card(ask, opened.get(ask.key) ?? (at === 0 && !narrow.matches), several))].filter(Boolean));
        if (had && !root.contains(document.activeElement)) {
          const cards = [...root.querySelectorAll('.ask')];
          const same = cards.find(each => each.ask.key === had.ask.key);
          // Who decides by keys goes on with the next.
          ((same && does && same.querySelector(`[data-does="${does}"]`)) ?? same ?? cards[Math.min(at, cards.length - 1)])?.focus();
        }
      },
    };
  },
};
