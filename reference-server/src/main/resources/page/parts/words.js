// What stands where, in the words of people: names instead of keys. Pure.
import { oddsOf } from '../dice/line.js';

const KINDS = {
  actors: 'someone', items: 'a thing', maps: 'a map', encounters: 'an encounter', quests: 'a quest', locations: 'a place',
  lore: 'a page of lore', notes: 'a note', participants: 'somebody', chat: 'a line', dice: 'a roll', asks: 'a request', flags: 'a feature', branches: 'a branch',
};
const PARTS = { tokens: 'a token', walls: 'a wall', lights: 'a light', layers: 'a layer', drawings: 'a drawing' };
const KEYS = {
  gmNotes: 'game master’s notes', hp: 'hit points', x: 'column', y: 'row', currentSession: 'The session', activeEncounterId: 'encounter', map: 'map',
  startedAt: 'begun', endedAt: 'ended', blocksSight: 'blocks sight', wallsStop: 'walls stop', everyone: 'for everyone',
};
const ACTIONS = {
  'document.create': 'made the table', 'chat.say': 'said', 'chat.edit': 'changed what was said', 'chat.delete': 'took back what was said', 'dice.roll': 'rolled',
  'dice.nonce': 'added chance to the dice', 'token.move': 'moved', 'tokens.move': 'moved', 'token.place': 'placed', 'token.hide': 'hid or showed', 'token.remove': 'removed',
  'door.set': 'at a door', 'door.reveal': 'showed or hid a door', 'encounter.start': 'began a fight', 'encounter.end': 'ended a fight', 'encounter.pause': 'paused a fight',
  'turn.end': 'ended a turn', 'turn.set': 'gave the turn', 'turn.back': 'took a turn back', 'initiative.roll': 'rolled initiative', 'initiative.set': 'set an initiative',
  'session.start': 'began a session', 'session.end': 'ended the session', 'scene.open': 'turned to another map', 'ask.decide': 'decided', 'ask.batch': 'decided',
  'ask.answer': 'answered', 'ask.withdraw': 'took a request back', 'ask.delegate': 'handed a request on', 'flag.set': 'turned a feature on or off',
  'history.return': 'returned to an earlier moment', 'branch.create': 'made a branch', 'branch.merge': 'brought a branch back', 'branch.rename': 'renamed a branch', 'branch.remove': 'removed a branch', 'branch.open': 'opened a branch',
};

/** A key as words: gmNotes, first-blood, hp. */
export function humanize(key) {
  if (Object.hasOwn(KEYS, key)) return KEYS[key];
  return String(key).replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_.]+/g, ' ').toLowerCase();
}

/** What an action is called when somebody did it. */
export function actionInWords(type) {
  if (!type) return '';
  if (Object.hasOwn(ACTIONS, type)) return ACTIONS[type];
  return humanize(type.replace(/\./g, ' '));
}

/** The name of an entity as far as the seat knows it; else what kind of thing it is. */
export function named(state, kind, key) {
  const one = state?.[kind]?.[key];
  const known = state?.index?.[kind]?.[key];
  const name = one?.name ?? one?.title ?? (typeof known === 'string' ? known : known?.name);
  return name || KINDS[kind] || key;
}

/** All of one kind by key, those that are not loaded too, by name. */
export function all(state, kind) {
  const keys = new Set([...Object.keys(state?.index?.[kind] ?? {}), ...Object.keys(state?.[kind] ?? {})]);
  return [...keys].map(key => ({ key, name: named(state, kind, key), loaded: state[kind]?.[key] }))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1));
}

/** The name of a token: its own, or that of whom it stands for. */
export function tokenName(state, map, key) {
  const token = state?.maps?.[map]?.tokens?.[key];
  if (token?.name) return token.name;
  return token?.actor ? named(state, 'actors', token.actor) : PARTS.tokens;
}

export function combatantName(state, encounter, key) {
  const one = state?.encounters?.[encounter]?.order?.[key];
  const [map, token] = (one?.token ?? '').split('/');
  const own = state?.maps?.[map]?.tokens?.[token]?.name;
  return own ?? (one?.actor ? named(state, 'actors', one.actor) : 'someone');
}

const way = pointer => pointer.split('/').slice(1).map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));

/**
 * A place of the document.
 *
 * @returns {{who: string, what: string}} whose it is, by name, and what of it, possibly nothing
 */
export function placeInWords(state, pointer) {
  const [kind, key, part, id, ...rest] = way(pointer);
  // Whose rules a value belongs to tells people nothing.
  const what = keys => keys.filter(each => each !== undefined && each !== state?.campaign?.system).map(humanize).join(', ');
  if (kind === 'maps' && part === 'tokens' && id !== undefined) return { who: tokenName(state, key, id), what: what(rest) };
  if (kind === 'maps' && id !== undefined && PARTS[part]) {
    const named = state?.maps?.[key]?.[part]?.[id];
    const door = part === 'walls' && named?.door;
    return { who: door ? 'A door' : `${PARTS[part][0].toUpperCase()}${PARTS[part].slice(1)}`, what: what(rest.filter(each => each !== 'door')) };
  }
  if (kind === 'maps' && part === 'explored') return { who: named(state, 'maps', key), what: 'explored' };
  if (kind === 'encounters' && part === 'order' && id !== undefined) return { who: combatantName(state, key, id), what: what(rest) };
  if (kind === 'quests' && part === 'objectives' && id !== undefined) {
    return { who: named(state, 'quests', key), what: [`“${state?.quests?.[key]?.objectives?.[id]?.text ?? 'a step'}”`, what(rest)].filter(Boolean).join(', ') };
  }
  if (KINDS[kind] && key !== undefined) return { who: named(state, kind, key), what: what([part, id, ...rest]) };
  if (kind === 'campaign') return { who: 'The campaign', what: what([key, part, id, ...rest]) };
  if (kind === 'currentSession') return { who: 'The session', what: what([key, part, id, ...rest]) };
  return { who: humanize(kind ?? 'the table').replace(/^./, letter => letter.toUpperCase()), what: what([key, part, id, ...rest]) };
}

const REFERS = { actor: 'actors', map: 'maps', item: 'items', quest: 'quests', location: 'locations', giver: 'actors', owner: 'participants', author: 'participants', next: 'actors', other: 'actors', within: 'locations', activeEncounterId: 'encounters' };
const MOST = 80;

/** A value; keys of people and things by their names, what is long is cut. */
export function valueInWords(state, value, key = '') {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  if (typeof value === 'string') {
    const kind = REFERS[key];
    if (kind && (state?.[kind]?.[value] !== undefined || state?.index?.[kind]?.[value] !== undefined)) return named(state, kind, value);
    if (/^\d{4}-\d\d-\d\dT/.test(value)) return clock(value);
    return value.length > MOST ? `${value.slice(0, MOST - 1)}…` : value;
  }
  if (Array.isArray(value)) return value.length ? value.slice(0, 4).map(each => valueInWords(state, each)).join(', ') + (value.length > 4 ? ' …' : '') : 'none';
  const name = value.name ?? value.title ?? value.text;
  if (typeof name === 'string') return valueInWords(state, name);
  const parts = Object.entries(value).slice(0, 4).map(([each, inside]) => `${humanize(each)} ${typeof inside === 'object' && inside !== null ? '…' : valueInWords(state, inside, each)}`);
  return parts.join(', ') + (Object.keys(value).length > 4 ? ' …' : '');
}

/** What of a value that stands there and one that is put there is another: {at, before, after} of its leaves. */
export function leaves(before, after, at = '') {
  const open = value => typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!open(after) || !open(before)) return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ at, before, after }];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap(key => leaves(before[key], after[key], `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`));
}

/** Whether a line of chat would be put there. */
export const isLine = pointer => /^\/chat\/[^/]+$/.test(pointer);

/** One change as a sentence: `Giant rat: hit points 4 → 1`. */
export function changeInWords(state, { path, before, after }) {
  if (isLine(path) && typeof after === 'object' && after !== null) return `“${valueInWords(state, after.text)}”`;
  if (/^\/dice\/[^/]+$/.test(path) && typeof after === 'object' && after !== null) return `${after.label ? `${after.label}: ` : ''}${after.notation} = ${after.total}`;
  const key = way(path).at(-1);
  const { who, what } = placeInWords(state, path);
  const begin = what ? `${who}: ${what}` : who;
  if (before === undefined && after === undefined) return begin;
  if (before !== undefined && JSON.stringify(before) === JSON.stringify(after)) return `${begin} stays ${valueInWords(state, after, key)}`;
  if (typeof after === 'boolean') return `${begin} ${after ? 'on' : 'off'}`;
  if (before === undefined) return what ? `${begin} ${valueInWords(state, after, key)}` : `${typeof after === 'object' ? valueInWords(state, after, key) : begin} is new`;
  if (after === undefined) return what ? `${begin} gone (was ${valueInWords(state, before, key)})` : `${typeof before === 'object' ? valueInWords(state, before, key) : begin} is gone`;
  return `${begin} ${valueInWords(state, before, key)} → ${valueInWords(state, after, key)}`;
}

/** The name of what a reference such as `bram/torch` means; nothing when there is none. */
function partName(state, value) {
  const [whole, key] = String(value).split('/');
  if (key === undefined) return '';
  const actor = state.actors?.[whole];
  const stack = actor?.inventory?.[key];
  if (stack) return stack.name ?? named(state, 'items', stack.item);
  if (state.maps?.[whole]?.tokens?.[key]) return tokenName(state, whole, key);
  return actor?.conditions?.[key]?.name ?? '';
}

/** The action and what it was given, in a few words: `Attack: Bram, Giant rat`. */
export function aboutOf(state, { type, payload = {} }) {
  const name = value => partName(state, value) || ['actors', 'items', 'participants', 'quests', 'maps'].map(kind => (state[kind]?.[value] || state.index?.[kind]?.[value] ? named(state, kind, value) : '')).find(Boolean);
  const given = Object.entries(payload).filter(([, value]) => value !== null && typeof value !== 'object')
    .map(([key, value]) => name(value) || (typeof value === 'string' ? valueInWords(state, value, key) : `${humanize(key)} ${valueInWords(state, value, key)}`));
  const what = humanize(type.split('.').length > 1 && type.split('.')[0] === state.campaign?.system ? type.split('.').slice(1).join(' ') : type);
  return `${what[0].toUpperCase()}${what.slice(1)}${given.length ? `: ${given.join(', ')}` : ''}`;
}

/** Changes of one entry; where somebody went is one of them, tiles and marks of the page's own are none. */
export function changesInWords(state, changes, most = 6) {
  const lines = [];
  const moves = new Map();
  const shows = new Set();
  for (const each of changes) {
    if (/^\/maps\/[^/]+\/explored\b/.test(each.path) || each.path.startsWith('/index')) continue;
    const move = /^(\/maps\/([^/]+)\/tokens\/([^/]+))\/([xy])$/.exec(each.path);
    // Walls and lights come into sight piece by piece.
    const piece = /^\/maps\/([^/]+)\/(walls|lights)(\/[^/]+(\/points.*)?)?$/.exec(each.path);
    if (piece) { shows.add(piece[1]); continue; }
    if (!move) { lines.push(changeInWords(state, each)); continue; }
    const known = moves.get(move[1]) ?? { at: lines.push('') - 1, map: move[2], token: move[3] };
    known[move[4]] = each.after;
    moves.set(move[1], known);
  }
  for (const { at, map, token, x, y } of moves.values()) {
    const now = state?.maps?.[map]?.tokens?.[token];
    lines[at] = `${tokenName(state, map, token)} to column ${Math.floor(x ?? now?.x ?? 0) + 1}, row ${Math.floor(y ?? now?.y ?? 0) + 1}`;
  }
  for (const map of shows) lines.push(`more of ${named(state, 'maps', map)} to see`);
  return lines.length > most ? [...lines.slice(0, most - 1), `and ${lines.length - most + 1} more`] : lines;
}

/** A roll that is asked about: `attack: 1d20+4 = 17 [13] (55 % reach it)`. */
export function rollInWords(what, roll) {
  return `${humanize(what)}: ${roll.notation} = ${roll.total}  ${roll.text || `[${(roll.faces ?? []).join(', ')}]`}${oddsOf(roll)}`;
}

const two = value => String(value).padStart(2, '0');

/** A time of the day; of another day with its date. */
export function clock(at, now = new Date()) {
  const time = new Date(at);
  if (Number.isNaN(time.getTime())) return String(at);
  const hours = `${two(time.getHours())}:${two(time.getMinutes())}`;
  return time.toDateString() === now.toDateString() ? hours : `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())} ${hours}`;
}

/** How long something takes or took, roughly. */
export function span(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return seconds < 129600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}
