// What was said and rolled, and the line to say and roll more.
import { make, button } from '../dom.js';
import { linkDice } from '../dice/watch.js';
import { TalkLines, hour } from '../talk/lines.js';
import { rollNode } from '../talk/roll.js';
import { meaning } from '../talk/send.js';
import { WindowList } from '../talk/window.js';

const TYPING_EVERY = 2000;
const MOST_SPOKEN = 5;

export const talk = {
  id: 'talking',
  label: 'Talk',
  mount(root, { table, campaign, token, act, notice }) {
    const lines = new TalkLines(table);
    const dice = make('a', { id: 'dice', href: '/dice' }, 'check the dice');
    const list = make('div', { id: 'talk', tabIndex: 0, aria: { role: 'log', live: 'off', label: 'What was said and rolled' } });
    const below = button('New lines below', () => shown.end(), { className: 'talk-below', hidden: true });
    const spoken = make('div', { className: 'unseen', aria: { live: 'polite' } });
    const typing = make('p', { className: 'talk-typing quietly', role: 'status' });
    const to = make('select', { id: 'talk-to', aria: { label: 'Who hears it' } });
    const words = make('input', { id: 'words', maxLength: 4000, autocomplete: 'off', placeholder: 'Say something, or /r 2d6+3', aria: { label: 'Say something, or /r 2d6+3 for dice, /w and a name to whisper, /gm, /me, /gmr and /br for hidden dice' } });
    const form = make('form', { id: 'say' }, to, words, make('button', {}, 'Send'));
    root.append(make('div', { className: 'talk-lines' }, list, below), spoken, typing, form, make('p', { className: 'talk-foot' }, dice));

    const shown = new WindowList(list, {
      key: one => one.key,
      guess: one => one.kind === 'roll' ? 52 : one.kind === 'say' ? 24 * Math.ceil(((one.line.text?.length ?? 0) + 12) / 42) : 34,
      make: item,
      older,
      moved: atEnd => { if (atEnd) below.hidden = true; },
    });
    let reading = false;
    let failed = 0;
    let newest = '';
    let typed = 0;
    const history = [];
    let at = 0;

    const name = id => table.state.participants?.[id]?.name ?? (id ? 'Somebody who left' : 'The table');

    /** Whom a line is for, in words; empty for everyone. */
    function secret({ line, kind }) {
      if (kind === 'roll' && line.blind) return 'blind: only the game master sees it';
      if (line.to === undefined) return '';
      const by = line.from ?? line.by;
      const others = line.to.filter(id => id !== by);
      const way = kind === 'roll' ? 'before' : 'to';
      return others.length === 0 ? `${way} the game master` : `${way} ${others.map(id => id === table.me?.id ? 'you' : name(id)).join(', ')}`;
    }

    function item(one) {
      if (one.kind === 'time' || one.kind === 'session') return make('li', { className: `talk-when ${one.kind}` }, one.text);
      const { line } = one;
      const whom = secret(one);
      const by = line.from ?? line.by;
      const actor = line.as && (table.state.actors?.[line.as]?.name ?? table.state.index?.actors?.[line.as]);
      const speaker = typeof actor === 'string' ? actor : actor?.name ?? name(by);
      const head = [make('b', {}, speaker), actor ? make('small', {}, ` (${name(by)})`) : null, whom && make('small', { className: 'talk-whom' }, ` ${one.kind === 'roll' ? 'rolls' : 'whispers'} ${whom}`)];
      const classes = [one.kind, line.kind && line.kind !== 'say' ? line.kind : '', whom ? 'secret' : '', line.waiting ? 'waiting' : '', by === undefined ? 'table' : ''].filter(Boolean).join(' ');
      const time = make('time', { dateTime: one.at, title: new Date(one.at).toLocaleString() }, hour(one.at));
      if (one.kind === 'roll') return make('li', { className: classes }, time, head, rollNode(line));
      return make('li', { className: classes }, time, head, ' ', make('span', { className: 'talk-text' }, line.text), line.edited && make('small', {}, ' (changed)'), line.waiting && make('small', {}, ' …'));
    }

    async function older() {
      if (reading || lines.whole || Date.now() < failed || table.line.state !== 'live') return;
      reading = true;
      try {
        await lines.older();
      } catch {
        failed = Date.now() + 5000; // asked again when somebody scrolls
      }
      reading = false;
      shown.take(lines.lines());
    }

    /** Tells what is new to those who do not look. */
    function tell(all) {
      const fresh = newest === '' ? [] : all.filter(one => (one.kind === 'say' || one.kind === 'roll') && !one.line.waiting && one.is > newest);
      for (const one of all) if (one.line && !one.line.waiting && one.is > newest) newest = one.is;
      const others = fresh.filter(one => one.kind === 'roll' || one.line.from !== table.me?.id);
      if (others.length > 0) {
        spoken.append(...others.slice(-MOST_SPOKEN).map(one => make('p', {}, one.kind === 'roll'
          ? `${name(one.line.by)} rolls ${one.line.label ?? ''} ${one.line.notation}: ${one.line.total}`
          : `${name(one.line.from)}${secret(one) ? ` whispers ${secret(one)}` : ''}: ${one.line.text}`)));
        while (spoken.childElementCount > 2 * MOST_SPOKEN) spoken.firstElementChild.remove();
      }
      if (fresh.length > 0 && !shown.atEnd) {
        const mine = fresh.some(one => (one.line.from ?? one.line.by) === table.me?.id);
        if (mine) shown.end();
        else below.hidden = false;
      }
    }

    function drawTyping() {
      const who = [...table.presence.shown.typing.values()].map(each => each.from).filter(id => id !== table.me?.id).map(name);
      typing.textContent = who.length === 0 ? '' : who.length < 3 ? `${who.join(' and ')} ${who.length === 1 ? 'writes' : 'write'} …` : 'Several people write …';
    }
    table.on('presence', kind => { if (kind === 'typing') drawTyping(); });

    function drawTo() {
      const people = Object.entries(table.state.participants ?? {}).filter(([id, each]) => id !== table.me?.id && each.role !== 'gm');
      const options = [['', 'Everyone'], ['~', 'Game master'], ...people.map(([id, each]) => [id, each.name])].filter(([id]) => id !== '~' || table.me?.role !== 'gm');
      const mark = JSON.stringify(options);
      if (to.mark === mark) return;
      const was = to.value;
      to.mark = mark;
      to.replaceChildren(...options.map(([value, label]) => make('option', { value }, label)));
      to.value = options.some(([id]) => id === was) ? was : '';
    }

    const hears = () => to.value === '' ? undefined : to.value === '~' ? [] : [to.value];
    to.addEventListener('change', () => form.classList.toggle('secret', to.value !== ''));

    words.addEventListener('input', () => {
      if (!words.value || Date.now() - typed < TYPING_EVERY) return;
      typed = Date.now();
      // A whisper is nobody else's matter, not even that there is one.
      const whispers = /^\/(w|whisper|gm|gmr|br|sr)\b/.test(words.value);
      if (!whispers) table.presence.typing(hears());
    });
    words.addEventListener('keydown', event => {
      if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
      const next = at + (event.key === 'ArrowUp' ? -1 : 1);
      if (next < 0 || next > history.length) return;
      event.preventDefault();
      at = next;
      words.value = history[at] ?? '';
    });
    form.addEventListener('submit', event => {
      event.preventDefault();
      const does = meaning(words.value, table.state, hears());
      if (!does) return;
      if (does.fault) { notice(does.fault); return; }
      history.push(words.value);
      if (history.length > 50) history.shift();
      at = history.length;
      const was = words.value;
      words.value = '';
      typed = 0;
      shown.stuck = true;
      act(does.type, does.payload).receipt.then(receipt => {
        // What was refused is not lost.
        if (receipt?.outcome === 'refused' && words.value === '') words.value = was;
      });
    });

    return {
      reads: state => [state.chat, state.dice, state.participants, state.currentSession, table.me],
      draw() {
        linkDice(dice, campaign, token, table.me);
        drawTo();
        const all = lines.lines();
        shown.take(all);
        tell(all);
      },
    };
  },
};
