// What a typed line means: words, a whisper, an emote, dice. Pure.
import { rollOf } from '../dice/line.js';

/** People by the beginning of their names, or of the name of their character. */
function named(words, state) {
  const all = Object.entries(state.participants ?? {}).flatMap(([id, person]) => [
    [person.name ?? '', id], [id, id], ...Object.values(state.actors ?? {}).filter(actor => actor.owner === id).map(actor => [actor.name ?? '', id])]);
  const low = words.toLowerCase();
  const exact = all.filter(([name]) => name && low.startsWith(name.toLowerCase()) && /^($|[\s,])/.test(low.slice(name.length)))
    .sort((a, b) => b[0].length - a[0].length)[0];
  if (exact) return { id: exact[1], rest: words.slice(exact[0].length).trim() };
  const [first] = words.split(/[\s,]/);
  const found = new Set(all.filter(([name]) => name.toLowerCase().startsWith(first.toLowerCase())).map(([, id]) => id));
  return found.size === 1 && first ? { id: [...found][0], rest: words.slice(first.length).trim() } : null;
}

/**
 * @param {string} line as typed
 * @param {object} state
 * @param {string[]|undefined} to whom the whole line is for, chosen beside it; undefined: everyone
 * @returns {{type: string, payload: object} | {fault: string} | null} nothing for an empty line
 */
export function meaning(line, state, to) {
  const words = line.trim();
  if (!words) return null;
  const roll = rollOf(words);
  if (roll) return { type: 'dice.roll', payload: { ...roll, ...(to && !roll.to && !roll.blind ? { to } : {}) } };
  const [, command, rest = ''] = /^\/(\w+)(?:\s+([\s\S]*))?$/.exec(words) ?? [];
  switch (command) {
    case undefined: return { type: 'chat.say', payload: { text: /^\/\/\w/.test(words) ? words.slice(1) : words, ...(to ? { to } : {}) } };
    case 'w':
    case 'whisper': {
      const whole = [];
      let left = rest;
      // Several names, with commas between them.
      for (;;) {
        const found = named(left, state);
        if (!found) return { fault: left ? `Nobody here is called “${left.split(/\s/)[0]}”.` : 'Say whom: /w Ana come here' };
        whole.push(found.id);
        if (!found.rest.startsWith(',')) { left = found.rest; break; }
        left = found.rest.slice(1).trim();
      }
      return left ? { type: 'chat.say', payload: { text: left, to: [...new Set(whole)] } } : { fault: 'Say what: /w Ana come here' };
    }
    case 'gm': return rest ? { type: 'chat.say', payload: { text: rest, to: [] } } : { fault: 'Say what: /gm may I hide?' };
    case 'me':
    case 'em': return rest ? { type: 'chat.say', payload: { text: rest, kind: 'emote', ...(to ? { to } : {}) } } : { fault: 'Say what you do: /me smiles' };
    default: return { fault: `There is no /${command}. There are /r, /w, /gm, /me, /gmr and /br.` };
  }
}
