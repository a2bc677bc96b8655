// What references can refer to: of what the seat sees, by kind. Pure.

/** Where things of a kind stand: their collection, and the member of it that holds them. */
const KINDS = {
  Actor: ['actors'], Item: ['items'], Map: ['maps'], Encounter: ['encounters'], Quest: ['quests'], Location: ['locations'],
  Lore: ['lore'], Note: ['notes'], Participant: ['participants'], Chat: ['chat'],
  Token: ['maps', 'tokens'], Wall: ['maps', 'walls'], Light: ['maps', 'lights'], Layer: ['maps', 'layers'], Drawing: ['maps', 'drawings'],
  Condition: ['actors', 'conditions'], Stack: ['actors', 'inventory'], Combatant: ['encounters', 'order'], Objective: ['quests', 'objectives'],
};
const MOST = 500;

/** Whether something of this kind can be chosen from a list. */
export const isKnown = kind => Object.hasOwn(KINDS, kind);

/** The name of an actor, as far as the seat knows one. */
export function actorName(state, key) {
  const known = state.index?.actors?.[key];
  return state.actors?.[key]?.name ?? (typeof known === 'string' ? known : known?.name) ?? '';
}

/** The name of a token: its own, or that of whom it stands for. */
export function tokenName(state, ref) {
  const [map, key] = String(ref).split('/');
  const token = state.maps?.[map]?.tokens?.[key];
  return token ? token.name ?? (actorName(state, token.actor) || 'A token') : '';
}

/** Whether a seat plays an actor: its own, and all of them for those who run the game. */
export function plays(state, me, key) {
  if (me?.role === 'gm' || me?.role === 'co-gm') return true;
  return me !== undefined && state.actors?.[key]?.owner === me.id;
}

/**
 * What can be chosen.
 *
 * @param {string} kind such as Actor
 * @param {object} state what the seat sees
 * @param {{me?: {id: string, role: string}, mine?: boolean, map?: string}} [about] the seat; whether it
 *     must be its own; the map that is looked at, whose things come alone
 * @returns {{value: string, label: string, group: string}[]} by group and name
 */
export function choicesOf(kind, state, { me, mine = false, map } = {}) {
  const [collection, inner] = KINDS[kind] ?? [];
  if (!collection) return [];
  const names = new Map();
  for (const [key, known] of Object.entries(state.index?.[collection] ?? {})) names.set(key, typeof known === 'string' ? known : known?.name ?? key);
  for (const [key, one] of Object.entries(state[collection] ?? {})) names.set(key, one?.name ?? one?.title ?? names.get(key) ?? key);
  if (!inner) {
    return sorted([...names].filter(([key]) => !mine || kind !== 'Actor' || plays(state, me, key))
      .map(([value, name]) => ({ value, label: kind === 'Chat' ? said(state.chat?.[value]) : name, group: '' })));
  }
  const all = [];
  for (const [key, name] of names) {
    if (collection === 'maps' && map && key !== map) continue;
    for (const [part, one] of Object.entries(state[collection]?.[key]?.[inner] ?? {})) {
      if (mine && !owns(kind, state, me, key, one)) continue;
      all.push({ value: `${key}/${part}`, label: labelOf(kind, state, one, part), group: name });
      if (all.length >= MOST) return sorted(all);
    }
  }
  return sorted(all);
}

function owns(kind, state, me, key, one) {
  if (kind === 'Token' || kind === 'Combatant') return plays(state, me, one.actor);
  return kind === 'Condition' || kind === 'Stack' ? plays(state, me, key) : true;
}

function labelOf(kind, state, one, key) {
  if (kind === 'Token') return one.name ?? (actorName(state, one.actor) || key);
  if (kind === 'Combatant') return tokenName(state, one.token ?? '') || actorName(state, one.actor) || key;
  if (kind === 'Stack') return one.name ?? state.items?.[one.item]?.name ?? state.index?.items?.[one.item] ?? key;
  if (kind === 'Wall') return one.door ? `Door ${key}` : key;
  return one.name ?? one.title ?? one.text ?? key;
}

const said = line => (line?.text ?? '').slice(0, 60);

const sorted = all => all.sort((a, b) => a.group.localeCompare(b.group) || a.label.localeCompare(b.label) || (a.value < b.value ? -1 : 1)).slice(0, MOST);

/** What of a kind a token on the map stands for; empty when it is nothing of the kind. */
export function ofToken(kind, state, token) {
  if (!token) return '';
  if (kind === 'Token') return token;
  const [map, key] = token.split('/');
  const actor = state.maps?.[map]?.tokens?.[key]?.actor ?? '';
  if (kind === 'Actor') return actor;
  if (kind !== 'Combatant') return '';
  for (const [encounter, each] of Object.entries(state.encounters ?? {})) {
    for (const [one, combatant] of Object.entries(each.order ?? {})) {
      if (combatant.token === token || (!combatant.token && combatant.actor === actor)) return `${encounter}/${one}`;
    }
  }
  return '';
}
