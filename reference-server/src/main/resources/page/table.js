// The table in a page: the map, turns, and talk beside it, over the client.

import { openTable, seatOf, words } from '/page/client/tablekeep.js';
import { rollOf, rollText } from '/page/dice/line.js';
import { linkDice, watchDice } from '/page/dice/watch.js';
import { fromTable } from '/page/map/adapter.js';
import { createMap } from '/page/map/map.js';

const $ = id => document.getElementById(id);
const make = (tag, props = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
};
const button = (text, does) => {
  const one = make('button', { type: 'button' }, text);
  one.addEventListener('click', does);
  return one;
};
const { campaign, seat } = seatOf(location);

if (!campaign || !seat) $('line').textContent = 'this address lacks its seat; use the whole link';
else begin();

function begin() {
  const table = openTable({ campaign, seat });
  const { source, actions } = fromTable(table, { campaign, seat });
  const map = createMap($('map'), { source, actions });
  const dice = watchDice(campaign, seat, (type, payload) => table.act(type, payload).receipt);
  $('map').component = map; // where tests and tools of the browser find it
  let noticed;

  function notice(text) {
    $('notice').textContent = text;
    clearTimeout(noticed);
    noticed = setTimeout(() => { $('notice').textContent = ''; }, 6000);
  }

  function showLine() {
    const { line } = table;
    $('line').textContent = words(line);
    $('line').className = line.state === 'live' ? 'up' : line.state === 'read-only' || line.state === 'catching-up' ? 'read' : 'down';
    $('here').hidden = line.state !== 'superseded';
  }
  table.on('line', showLine);
  const ticking = setInterval(showLine, 1000);
  $('here').addEventListener('click', () => table.takeOver());
  table.on('refused', ({ receipt }) => notice(receipt?.message ?? receipt?.code ?? 'That was refused.'));
  table.on('action', ({ stage, receipt }) => { if (stage === 'asked') notice(receipt.message || 'It waits for the game master.'); });
  table.on('presence', kind => { if (kind === 'presence') drawPeople(table); });
  table.on('fault', fault => console.error(fault));

  const shown = {};
  /** Draws a part only when what it shows is another. */
  function part(name, values, draw) {
    const was = shown[name];
    if (was && was.length === values.length && was.every((value, i) => value === values[i])) return;
    shown[name] = values;
    draw();
  }

  table.on('state', state => {
    dice(state, table.me);
    part('title', [state.campaign, table.me], () => {
      $('title').textContent = state.campaign?.name ?? 'Tablekeep';
      document.title = `${state.campaign?.name ?? 'Tablekeep'} – Tablekeep`;
      $('who').textContent = table.me ? `${table.me.name} (${table.me.role})` : '';
      linkDice($('dice'), campaign, seat, table.me);
    });
    part('people', [state.participants, table.me], () => drawPeople(table));
    part('asks', [state.asks, table.me], () => drawAsks(table));
    part('talk', [state.chat, state.dice, state.participants], () => drawTalk(state));
    part('turns', [state.encounters, state.currentSession, state.actors, state.index], () => drawTurns(table, state));
  });

  $('say').addEventListener('submit', event => {
    event.preventDefault();
    const said = $('words').value.trim();
    $('words').value = '';
    const roll = rollOf(said);
    if (roll) table.act('dice.roll', roll);
    else if (said) table.act('chat.say', { text: said });
  });
  addEventListener('pagehide', () => { clearInterval(ticking); map.destroy(); table.close(); }, { once: true });
}

function drawPeople(table) {
  $('people').replaceChildren(...Object.entries(table.state.participants ?? {}).map(([id, person]) => {
    const dot = make('i', { className: 'dot' });
    dot.style.background = person.color ?? 'gray';
    const is = id === table.me?.id ? 'here' : table.presence.people.get(id);
    return make('li', {}, dot, `${person.name} `, make('span', {}, `${person.role}${is ? `, ${is}` : ''}`));
  }));
}

/** What waits for people: those asked say yes or no, who sent it sees that it waits. */
function drawAsks(table) {
  const { forMe, mine: own } = table.asks;
  const deciding = new Set(forMe.map(ask => ask.key));
  const line = (ask, ...more) => make('li', {},
    ask.sent?.summary || ask.sent?.type || Object.values(ask.questions ?? {})[0]?.summary || 'Something', ...more);
  $('asks').replaceChildren(
    ...forMe.map(ask => line(ask, ask.questions && Object.keys(ask.questions).length > 0
      ? button('As suggested', () => Object.entries(ask.questions).forEach(([key, each]) => table.answer(ask.key, key, each.suggestion)))
      : button('Approve', () => table.decide(ask.key, true)), ' ', button('Decline', () => table.decide(ask.key, false)))),
    ...own.filter(ask => !deciding.has(ask.key)).map(ask => line(ask, ' waits for an answer')));
}

function drawTalk(state) {
  const talk = $('talk');
  const atEnd = talk.scrollTop + talk.clientHeight > talk.scrollHeight - 40;
  const name = id => state.participants?.[id]?.name ?? 'The table';
  const lines = [
    ...Object.values(state.chat ?? {}).map(line => ({ at: line.at, by: name(line.from), text: line.text, waiting: line.waiting })),
    ...Object.values(state.dice ?? {}).map(roll => ({
      at: roll.at, by: name(roll.by), roll: true, text: rollText(roll),
    })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-150);
  talk.replaceChildren(...lines.map(line => make('li', { className: line.roll ? 'roll' : line.waiting ? 'waiting' : '' }, make('b', {}, `${line.by} `), line.text)));
  if (atEnd) talk.scrollTop = talk.scrollHeight;
}

/** Whose turn it is; before a fight, for those who run the game, what can be started. */
function drawTurns(table, state) {
  const runs = table.me?.role === 'gm' || table.me?.role === 'co-gm';
  const key = state.currentSession?.activeEncounterId;
  const encounter = state.encounters?.[key];
  const bar = $('turns');
  const parts = [];
  if (encounter) {
    parts.push(make('b', {}, `${encounter.name} · round ${encounter.round}`));
    const order = Object.entries(encounter.order ?? {}).sort(([a, one], [b, other]) =>
      (other.initiative ?? -Infinity) - (one.initiative ?? -Infinity) || (a < b ? -1 : 1));
    const list = make('ol');
    for (const [id, combatant] of order) {
      const actor = state.actors?.[combatant.actor];
      const [, token] = (combatant.token ?? '').split('/');
      const known = state.index?.actors?.[combatant.actor];
      const name = state.maps?.[encounter.map]?.tokens?.[token]?.name ?? actor?.name ?? (typeof known === 'string' ? known : known?.name) ?? '…';
      const item = make('li', {}, name, combatant.initiative === undefined ? '' : make('small', {}, ` ${combatant.initiative}`));
      if (id === encounter.turn) item.setAttribute('aria-current', 'true');
      if (combatant.hidden) item.className = 'secret';
      list.append(item);
    }
    parts.push(list);
    const turn = encounter.order?.[encounter.turn];
    if (turn && (runs || state.actors?.[turn.actor]?.owner === table.me?.id)) parts.push(button('End turn', () => table.act('turn.end', { encounter: key })));
    const missing = order.filter(([, each]) => each.initiative === undefined && (runs || state.actors?.[each.actor]?.owner === table.me?.id));
    if (missing.length) parts.push(button('Roll initiative', () => table.act('initiative.roll', { combatants: missing.map(([id]) => `${key}/${id}`) })));
    if (runs) parts.push(button('End the fight', () => table.act('encounter.end', { encounter: key })));
  } else if (runs) {
    const known = { ...state.index?.encounters, ...state.encounters };
    for (const [id, each] of Object.entries(known).slice(0, 6)) {
      const full = state.encounters?.[id];
      if (full?.status === 'completed') continue;
      parts.push(button(`Start: ${full?.name ?? each?.name ?? each}`, () => table.act('encounter.start', { encounter: id })));
    }
  }
  bar.hidden = parts.length === 0;
  bar.replaceChildren(...parts);
}
