// What an action will most likely do, shown until the server has said so: for each action a merge
// patch of the state, or undefined where the client had better wait. Guesses only: what the server
// sends stands, and a guess is made anew on every state that comes from it.

import { get } from './tree.js';

/** maps/{m}/{what}/{k} of a reference such as `vault/bram`, with members to set. */
function part(state, what, ref, members) {
  const [map, key] = String(ref).split('/');
  if (get(state, ['maps', map, what, key]) === undefined) return undefined;
  return { maps: { [map]: { [what]: { [key]: members } } } };
}

function entity(state, collection, key, members) {
  return get(state, [collection, key]) === undefined ? undefined : { [collection]: { [key]: members } };
}

/** actors/{a}/{what}/{k} of a reference such as `bram/torch`; null takes it away. */
function own(state, what, ref, members) {
  const [actor, key] = String(ref).split('/');
  if (get(state, ['actors', actor, what, key]) === undefined) return undefined;
  return { actors: { [actor]: { [what]: { [key]: members } } } };
}

const place = to => ({ x: to.x, y: to.y });

/** @type {Record<string, import('./tablekeep.js').Predictor>} */
export const PREDICTORS = {
  'token.move': (state, { token, to }) => part(state, 'tokens', token, place(to)),
  'token.rotate': (state, { token, rotation }) => part(state, 'tokens', token, { rotation }),
  'token.raise': (state, { token, elevation }) => part(state, 'tokens', token, { elevation }),
  'token.resize': (state, { token, width, height }) => part(state, 'tokens', token, { width, height }),
  'light.move': (state, { light, to }) => part(state, 'lights', light, place(to)),
  'light.switch': (state, { light, on }) => part(state, 'lights', light, { on }),
  'door.set': (state, { door, state: to }) => part(state, 'walls', door, { door: { state: to } }),
  'tokens.move': (state, { moves }) => {
    const maps = {};
    for (const { token, to } of moves ?? []) {
      const [map, key] = String(token).split('/');
      if (get(state, ['maps', map, 'tokens', key]) === undefined) return undefined;
      ((maps[map] ??= { tokens: {} }).tokens)[key] = place(to);
    }
    return { maps };
  },
  'scene.open': (state, { map }) => (state.maps?.[map] ? { currentSession: { map } } : undefined),
  'note.edit': (state, { note, clear, ...members }) => entity(state, 'notes', note, members),
  'actor.edit': (state, { actor, clear, ...members }) => entity(state, 'actors', actor, members),
  'lore.edit': (state, { lore, clear, ...members }) => entity(state, 'lore', lore, members),
  'quest.edit': (state, { quest, clear, ...members }) => entity(state, 'quests', quest, members),
  'location.edit': (state, { location, clear, ...members }) => entity(state, 'locations', location, members),
  'inventory.edit': (state, { stack, clear, ...members }) => own(state, 'inventory', stack, members),
  'inventory.remove': (state, { stack }) => own(state, 'inventory', stack, null),
  'condition.remove': (state, { condition }) => own(state, 'conditions', condition, null),
  'chat.edit': (state, { line, text }) => entity(state, 'chat', line, { text }),
  'participant.color': (state, { color }, me) => (me ? { participants: { [me.id]: { color } } } : undefined),
  // Keys of the table begin with a letter or digit, so this one is nobody else's.
  'chat.say': (state, { text, to, as }, me, { id, at }) => ({
    chat: { [`~${id}`]: { from: me?.id, text, at: new Date(at).toISOString(), waiting: true, ...(to ? { to } : {}), ...(as ? { as } : {}) } },
  }),
};
