import { openTable, seatOf, words } from '/page/client/tablekeep.js';
import { rollOf, rollText } from '/page/dice/line.js';
import { linkDice, watchDice } from '/page/dice/watch.js';

const svg = (name, attributes = {}, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};
const $ = id => document.getElementById(id);
const { campaign, seat } = seatOf(location);
let drag = null;
let drawing = false;

const table = seat ? openTable({ campaign, seat }) : null;
const dice = watchDice(campaign, seat, (type, payload) => table.act(type, payload));
const state = () => table.state;
const me = () => table.me;
const runs = () => me()?.role === 'gm' || me()?.role === 'co-gm';
const mine = token => runs() || state().actors?.[token.actor]?.owner === me()?.id;
const nameOf = token => token.name ?? state().actors?.[token.actor]?.name ?? state().index?.actors?.[token.actor] ?? '';
const colorOf = token => {
  const owner = state().actors?.[token.actor]?.owner;
  return state().participants?.[owner]?.color ?? '#6b7488';
};

function soon() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(draw);
}

function showLine() {
  const { line } = table;
  $('line').textContent = words(line);
  $('line').className = line.state === 'live' ? 'up' : line.state === 'read-only' || line.state === 'catching-up' ? 'read' : 'down';
  $('here').hidden = line.state !== 'superseded';
}

function notice(text) {
  $('notice').textContent = text;
  setTimeout(() => { if ($('notice').textContent === text) $('notice').textContent = ''; }, 6000);
}

function draw() {
  drawing = false;
  const doc = state();
  $('title').textContent = doc.campaign?.name ?? 'Tablekeep';
  $('who').textContent = me() ? `${me().name} (${me().role})` : '';
  drawPeople(doc);
  drawAsks();
  drawTalk(doc);
  dice(doc, me());
  linkDice($('dice'), campaign, seat, me());
  const key = doc.currentSession?.map ?? Object.keys(doc.maps ?? {})[0];
  const map = doc.maps?.[key];
  if (map) drawMap(key, map);
  else $('map').replaceChildren();
}

function drawPeople(doc) {
  $('people').replaceChildren(...Object.entries(doc.participants ?? {}).map(([id, person]) => {
    const item = document.createElement('li');
    const role = document.createElement('span');
    const is = id === me()?.id ? 'here' : table.presence.people.get(id);
    role.textContent = ` ${person.role}${is ? `, ${is}` : ''}`;
    item.append(person.name, role);
    return item;
  }));
}

/** What waits for people: those asked say yes or no, who sent it sees that it waits. */
function drawAsks() {
  const { forMe, mine: own } = table.asks;
  const deciding = new Set(forMe.map(ask => ask.key));
  const line = (ask, ...more) => {
    const item = document.createElement('li');
    item.append(ask.sent?.summary || ask.sent?.type || Object.values(ask.questions ?? {})[0]?.summary || 'Something', ...more);
    return item;
  };
  const button = (text, run) => {
    const made = document.createElement('button');
    made.textContent = text;
    made.addEventListener('click', run);
    return made;
  };
  $('asks').replaceChildren(
    ...forMe.map(ask => line(ask, ask.questions && Object.keys(ask.questions).length > 0
      ? button('As suggested', () => Object.entries(ask.questions).forEach(([key, each]) => table.answer(ask.key, key, each.suggestion)))
      : button('Approve', () => table.decide(ask.key, true)), ' ', button('Decline', () => table.decide(ask.key, false)))),
    ...own.filter(ask => !deciding.has(ask.key)).map(ask => line(ask, ' waits for an answer')));
}

function drawTalk(doc) {
  const name = id => doc.participants?.[id]?.name ?? 'The table';
  const lines = [
    ...Object.values(doc.chat ?? {}).map(line => ({ at: line.at, by: name(line.from), text: line.text, waiting: line.waiting })),
    ...Object.values(doc.dice ?? {}).map(roll => ({
      at: roll.at, by: name(roll.by), roll: true,
      text: rollText(roll),
    })),
  ].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0).slice(-150);
  $('talk').replaceChildren(...lines.map(line => {
    const item = document.createElement('li');
    const who = document.createElement('b');
    who.textContent = line.by + ' ';
    item.append(who, line.text);
    if (line.roll) item.className = 'roll';
    if (line.waiting) item.className = 'waiting';
    return item;
  }));
  $('talk').scrollTop = $('talk').scrollHeight;
}

function drawMap(key, map) {
  const { wide, high } = map.grid;
  const root = $('map');
  root.setAttribute('viewBox', `-0.3 -0.3 ${wide + 0.6} ${high + 0.6}`);
  const parts = [];
  for (let x = 0; x <= wide; x++) parts.push(svg('line', { class: 'grid', x1: x, y1: 0, x2: x, y2: high }));
  for (let y = 0; y <= high; y++) parts.push(svg('line', { class: 'grid', x1: 0, y1: y, x2: wide, y2: y }));
  for (const light of Object.values(map.lights ?? {})) {
    if (light.on === false) continue;
    parts.push(svg('circle', { class: 'light', cx: light.x, cy: light.y, r: light.dim ?? light.bright ?? 1, fill: light.color ?? '#ffffff' }));
  }
  for (const wall of Object.values(map.walls ?? {})) {
    // A wall of which only pieces are known comes in parts.
    for (const line of wall.parts ?? [wall.points ?? []]) {
      parts.push(svg('polyline', {
        class: wall.door ? 'door' : 'wall',
        points: line.map(at => `${at.x},${at.y}`).join(' '),
        'stroke-dasharray': wall.door?.state === 'open' ? '.2 .2' : 'none',
      }));
    }
  }
  for (const [id, token] of Object.entries(map.tokens ?? {})) parts.push(drawToken(`${key}/${id}`, token));
  root.replaceChildren(...parts);
}

function drawToken(ref, token) {
  const at = drag?.ref === ref ? drag : table.presence.shown.drag.get(ref) ?? token;
  const size = (token.width ?? 1) / 2;
  const node = svg('g', { class: `token${mine(token) ? ' mine' : ''}${token.hidden ? ' secret' : ''}`, transform: `translate(${at.x} ${at.y})` },
    svg('circle', { r: size * 0.85, fill: colorOf(token) }), svg('text', { y: size + 0.3 }, nameOf(token)));
  if (mine(token)) node.addEventListener('pointerdown', event => grab(event, ref, token));
  return node;
}

function place(event) {
  const box = $('map').getScreenCTM().inverse();
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(box);
}

function grab(event, ref, token) {
  event.preventDefault();
  $('map').setPointerCapture(event.pointerId);
  drag = { ref, x: token.x, y: token.y };
}

$('map').addEventListener('pointermove', event => {
  if (!drag) return;
  const at = place(event);
  drag.x = at.x;
  drag.y = at.y;
  table.presence.drag(drag.ref, at.x, at.y);
  draw();
});

$('map').addEventListener('pointerup', () => {
  if (!drag) return;
  const done = drag;
  const half = value => Math.floor(value) + 0.5;
  done.x = half(done.x);
  done.y = half(done.y);
  drag = null;
  table.act('token.move', { token: done.ref, to: { x: done.x, y: done.y } });
  draw();
});

$('map').addEventListener('pointercancel', () => { drag = null; draw(); });

$('say').addEventListener('submit', event => {
  event.preventDefault();
  const said = $('words').value.trim();
  $('words').value = '';
  const roll = rollOf(said);
  if (roll) table.act('dice.roll', roll);
  else if (said) table.act('chat.say', { text: said });
});

$('here').addEventListener('click', () => table.takeOver());

if (table) {
  table.on('state', soon);
  table.on('presence', soon);
  table.on('line', showLine);
  table.on('refused', ({ receipt }) => notice(receipt.message ?? receipt.code));
  table.on('action', ({ stage, receipt }) => { if (stage === 'asked') notice(receipt.message || 'It waits for the game master.'); });
  setInterval(showLine, 1000);
  showLine();
} else $('line').textContent = 'this address lacks its seat; use the whole link';
