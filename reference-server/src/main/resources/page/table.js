import { TableSocket } from '/page/socket.js';

const svg = (name, attributes = {}, ...children) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
};
const $ = id => document.getElementById(id);
const campaign = decodeURIComponent(location.pathname.split('/')[2]);
const seat = new URLSearchParams(location.hash.slice(1)).get('seat') ?? new URLSearchParams(location.search).get('seat') ?? '';
const ghosts = new Map();
let drag = null;
let drawing = false;

const table = new TableSocket(campaign, seat, {
  changed() { if (!drawing) { drawing = true; requestAnimationFrame(draw); } },
  signal({ kind, payload }) {
    if (kind === 'drag' && payload?.token) {
      const [map, id] = payload.token.split('/');
      const was = state().maps?.[map]?.tokens?.[id];
      if (!was) return;
      ghosts.set(payload.token, { x: payload.x, y: payload.y, was: `${was.x},${was.y}`, until: Date.now() + 1500 });
      this.changed();
      setTimeout(() => this.changed(), 1600);
    }
  },
  line(state, reason) {
    const words = { up: 'connected', connecting: 'connecting', down: 'not connected', read: 'read-only', over: 'closed' };
    $('line').textContent = words[state] + (reason ? `: ${reason}` : '');
    $('line').className = state === 'up' ? 'up' : state === 'read' ? 'read' : 'down';
  },
  notice(text) { $('notice').textContent = text; setTimeout(() => { if ($('notice').textContent === text) $('notice').textContent = ''; }, 6000); },
});

const state = () => table.state;
const runs = () => table.me?.role === 'gm' || table.me?.role === 'co-gm';
const mine = token => runs() || state().actors?.[token.actor]?.owner === table.me?.id;
const nameOf = token => token.name ?? state().actors?.[token.actor]?.name ?? state().index?.actors?.[token.actor] ?? '';
const colorOf = token => {
  const owner = state().actors?.[token.actor]?.owner;
  return state().participants?.[owner]?.color ?? '#6b7488';
};

function draw() {
  drawing = false;
  const doc = state();
  $('title').textContent = doc.campaign?.name ?? 'Tablekeep';
  $('who').textContent = table.me ? `${table.me.name} (${table.me.role})` : '';
  drawPeople(doc);
  drawTalk(doc);
  const key = doc.currentSession?.map ?? Object.keys(doc.maps ?? {})[0];
  const map = doc.maps?.[key];
  if (map) drawMap(key, map);
  else $('map').replaceChildren();
}

function drawPeople(doc) {
  $('people').replaceChildren(...Object.values(doc.participants ?? {}).map(person => {
    const item = document.createElement('li');
    const role = document.createElement('span');
    role.textContent = ` ${person.role}`;
    item.append(person.name, role);
    return item;
  }));
}

function drawTalk(doc) {
  const name = id => doc.participants?.[id]?.name ?? 'The table';
  const lines = [
    ...Object.values(doc.chat ?? {}).map(line => ({ at: line.at, by: name(line.from), text: line.text })),
    ...Object.values(doc.dice ?? {}).map(roll => ({
      at: roll.at, by: name(roll.by), roll: true,
      text: `${roll.label ? roll.label + ': ' : ''}${roll.notation} = ${roll.total}  ${roll.text ?? `[${roll.faces.join(', ')}]`}`,
    })),
  ].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0).slice(-150);
  $('talk').replaceChildren(...lines.map(line => {
    const item = document.createElement('li');
    const who = document.createElement('b');
    who.textContent = line.by + ' ';
    item.append(who, line.text);
    if (line.roll) item.className = 'roll';
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
  const ghost = ghosts.get(ref);
  // A ghost ends when the token has been put down, or when nothing more is heard of it.
  if (ghost && (ghost.until < Date.now() || ghost.was !== `${token.x},${token.y}`)) ghosts.delete(ref);
  const at = drag?.ref === ref ? drag : ghosts.get(ref) ?? token;
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
  drag = { ref, x: token.x, y: token.y, told: 0 };
}

$('map').addEventListener('pointermove', event => {
  if (!drag) return;
  const at = place(event);
  drag.x = at.x;
  drag.y = at.y;
  if (Date.now() - drag.told > 60) {
    drag.told = Date.now();
    table.signal('drag', { token: drag.ref, x: Math.round(at.x * 100) / 100, y: Math.round(at.y * 100) / 100 });
  }
  draw();
});

$('map').addEventListener('pointerup', async () => {
  if (!drag) return;
  const done = drag;
  const half = value => Math.floor(value) + 0.5;
  done.x = half(done.x);
  done.y = half(done.y);
  await table.act('token.move', { token: done.ref, to: { x: done.x, y: done.y } });
  if (drag === done) drag = null;
  draw();
});

$('map').addEventListener('pointercancel', () => { drag = null; draw(); });

$('say').addEventListener('submit', event => {
  event.preventDefault();
  const words = $('words').value.trim();
  $('words').value = '';
  const roll = /^\/r(?:oll)?\s+(\S+)\s*(.*)$/.exec(words);
  if (roll) table.act('dice.roll', { notation: roll[1], ...(roll[2] ? { label: roll[2] } : {}) });
  else if (words) table.act('chat.say', { text: words });
});

if (seat) table.connect();
else $('line').textContent = 'this address lacks its seat; use the whole link';
