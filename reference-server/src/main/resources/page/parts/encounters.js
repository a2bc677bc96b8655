// Fights, for those who run them: made, filled from what is chosen on the map, put in order, begun and ended.
import { make, button } from '../dom.js';
import { all, combatantName, named } from './words.js';
import { choice, fold, labelled, redraw, sure, told, unfold, whole, writing } from './kit.js';

const STATUS = { draft: 'prepared', active: 'goes on', paused: 'paused', completed: 'over' };

/** Combatants as they act: by initiative, those without one last. */
export function ordered(encounter) {
  return Object.entries(encounter?.order ?? {}).sort(([a, one], [b, other]) =>
    (other.initiative ?? -Infinity) - (one.initiative ?? -Infinity) || (a < b ? -1 : 1));
}

/** Those who have no initiative yet, as the table names them. Pure. */
export function without(key, encounter) {
  return ordered(encounter).filter(([, each]) => each.initiative === undefined).map(([id]) => `${key}/${id}`);
}

/** The initiative that puts somebody between two others: so that it goes on before the one below. Pure. */
export function between(above, below) {
  if (above === undefined && below === undefined) return 10;
  if (above === undefined) return below + 1;
  if (below === undefined) return above - 1;
  return (above + below) / 2;
}

/**
 * Begins a fight; those without initiative roll it first, so that nobody has the first turn by having been
 * rolled for alone.
 */
export async function begin({ table, act }, key) {
  const encounter = table.state.encounters?.[key] ?? await table.load(`/encounters/${key}`);
  const missing = without(key, encounter);
  if (missing.length > 0) {
    const receipt = await act('initiative.roll', { combatants: missing }).settled;
    if (receipt.outcome === 'refused') return receipt;
  }
  return act('encounter.start', { encounter: key }).receipt;
}

export const encounters = {
  id: 'fights',
  label: 'Fights',
  when: (state, { runs }) => runs(),
  mount(root, seat) {
    const { table, act, map, notice } = seat;
    const list = make('div', {});
    const open = new Map();
    const asked = new Set();

    root.append(unfold('New fight', () => {
      const name = make('input', { required: true, maxLength: 200 });
      const chosen = [...map.selected];
      return {
        fields: [labelled('Name', name, chosen.length ? `The ${chosen.length} tokens chosen on the map take part.` : 'Choose tokens on the map first (Shift for several), and they take part.')],
        async send() {
          const before = new Set(all(table.state, 'encounters').map(each => each.key));
          const receipt = await act('encounter.create', { name: name.value.trim(), map: map.model.key }).receipt;
          if (receipt.outcome !== 'applied') return false;
          const made = all(table.state, 'encounters').find(each => !before.has(each.key));
          if (made) {
            open.set(made.key, true);
            table.load(`/encounters/${made.key}`);
            add(made.key, chosen);
          }
          return undefined;
        },
      };
    }), list);

    function add(key, tokens) {
      const { state } = table;
      let added = 0;
      for (const id of tokens) {
        const token = state.maps?.[map.model.key]?.tokens?.[id];
        const ref = `${map.model.key}/${id}`;
        if (!token?.actor || Object.values(state.encounters?.[key]?.order ?? {}).some(each => each.token === ref)) continue;
        act('combatant.add', { encounter: key, actor: token.actor, token: ref, hidden: Boolean(token.hidden || state.actors?.[token.actor]?.hidden) });
        added++;
      }
      if (tokens.length > 0 && added === 0) notice('Those take part already, or stand for nobody.');
      if (tokens.length === 0) notice('Choose tokens on the map first; Shift chooses several.');
    }

    /** Who joins the fight is seen on the map too, and known from then on. */
    function reveal(key, id, one) {
      const { state } = table;
      const [on, token] = (one.token ?? '').split('/');
      if (state.actors?.[one.actor]?.hidden) act('actor.hide', { actor: one.actor, hidden: false });
      if (state.maps?.[on]?.tokens?.[token]?.hidden) act('token.hide', { tokens: [one.token], hidden: false });
      act('combatant.hide', { combatant: `${key}/${id}`, hidden: false });
    }

    function combatant(state, key, encounter, id, one, order) {
      const name = combatantName(state, key, id);
      const value = make('input', { type: 'number', step: 'any', className: 'slim', value: one.initiative ?? '', placeholder: '–', aria: { label: `Initiative of ${name}` }, data: { keep: `initiative ${id}` } });
      value.addEventListener('change', () => { if (value.value !== '') act('initiative.set', { combatant: `${key}/${id}`, initiative: Number(value.value) }); });
      const index = order.findIndex(([each]) => each === id);
      const put = by => {
        const rest = order.filter(([each]) => each !== id);
        const to = index + by;
        act('initiative.set', { combatant: `${key}/${id}`, initiative: between(rest[to - 1]?.[1].initiative, rest[to]?.[1].initiative) });
      };
      const known = order.every(([, each]) => each.initiative !== undefined);
      const item = make('li', { className: 'row' }, value, make('span', { className: `grow${one.hidden ? ' secret' : ''}` }, name), one.hidden && make('span', { className: 'tag off' }, 'hidden'),
        known && button('▲', () => put(-1), { className: 'quiet small', disabled: index === 0, aria: { label: `${name} earlier` }, data: { keep: `up ${id}` } }),
        known && button('▼', () => put(1), { className: 'quiet small', disabled: index === order.length - 1, aria: { label: `${name} later` }, data: { keep: `down ${id}` } }),
        encounter.status === 'active' && encounter.turn !== id && button('Turn', () => act('turn.set', { combatant: `${key}/${id}` }), { className: 'quiet small', aria: { label: `It is the turn of ${name}` }, data: { keep: `turn ${id}` } }),
        button(one.hidden ? 'Show' : 'Hide', () => (one.hidden ? reveal(key, id, one) : act('combatant.hide', { combatant: `${key}/${id}`, hidden: true })), { className: one.hidden ? 'small' : 'quiet small', aria: { label: `${one.hidden ? 'Show' : 'Hide'} ${name}` }, data: { keep: `hide ${id}` } }),
        button('✕', () => act('combatant.remove', { combatants: [`${key}/${id}`] }), { className: 'quiet small', aria: { label: `${name} takes no part` } }));
      if (id === encounter.turn) item.setAttribute('aria-current', 'true');
      return item;
    }

    function fight(state, { key, name, loaded }) {
      const going = state.currentSession?.activeEncounterId === key;
      const status = loaded?.status ?? 'draft';
      const order = ordered(loaded);
      const missing = loaded ? without(key, loaded) : [];
      const begun = table.moment;
      const notes = make('textarea', { value: loaded?.gmNotes ?? '', maxLength: 20000, data: { keep: `notes ${key}` } });
      notes.addEventListener('change', () => act('encounter.edit', { encounter: key, gmNotes: notes.value }, { edit: begun }));
      const others = all(state, 'actors').map(each => [each.key, each.name]);
      const whom = choice(others, others[0]?.[0], { aria: { label: 'Who' } });
      const part = fold(name, [open, key, going, () => want(key)], ...(!loaded ? [make('p', { className: 'dim' }, 'It is being read …')] : [
        make('div', { className: 'row' }, make('span', { className: `tag${status === 'active' ? ' on' : ''}` }, STATUS[status] ?? status), loaded.round > 0 && make('span', { className: 'tag' }, `round ${loaded.round}`),
          status !== 'completed' && status !== 'active' && button(missing.length ? 'Roll for all and begin' : 'Begin', () => begin(seat, key), { disabled: order.length === 0, data: { keep: `begin ${key}` } }),
          status === 'active' && !going && button('Go on with it', () => act('encounter.start', { encounter: key })),
          status !== 'completed' && missing.length > 0 && button(`Roll for ${missing.length}`, () => act('initiative.roll', { combatants: missing }), { className: 'quiet' }),
          status === 'active' && button('Next turn', () => act('turn.end', { encounter: key }), { data: { keep: `next ${key}` } }),
          status === 'active' && button('Turn back', () => act('turn.back', { encounter: key }), { className: 'quiet' }),
          status === 'active' && button('Pause', () => act('encounter.pause', { encounter: key }), { className: 'quiet' }),
          ['active', 'paused'].includes(status) && button('End', async () => { if (await sure(`End ${name}?`, 'End it', 'A fight that is over does not begin again.')) act('encounter.end', { encounter: key }); }, { className: 'quiet' })),
        make('ul', { className: 'things', aria: { label: `Order of ${name}` } }, order.map(([id, one]) => combatant(state, key, loaded, id, one, order)), order.length === 0 && make('li', { className: 'empty' }, 'Nobody takes part yet.')),
        status !== 'completed' && make('div', { className: 'row' }, button('Add what is chosen on the map', () => add(key, [...map.selected]), { className: 'quiet', data: { keep: `add ${key}` } })),
        status !== 'completed' && others.length > 0 && make('div', { className: 'row' }, whom, button('Add', () => act('combatant.add', { encounter: key, actor: whom.value }), { className: 'quiet', aria: { label: 'Add them to the fight' } })),
        labelled('My notes', notes),
        make('div', { className: 'row' }, button('Rename', async () => { const to = await told(`Another name for ${name}`, 'Rename it', { value: name }); if (to) act('encounter.edit', { encounter: key, name: to }, { edit: true }); }, { className: 'quiet small' }),
          button('Remove', async () => { if (await sure(`Remove ${name}?`, 'Remove it')) act('encounter.remove', { encounter: key }); }, { className: 'quiet small' })),
      ].filter(Boolean)));
      if (part.open) want(key);
      return part;
    }

    /** What is looked at is read, once. */
    function want(key) {
      if (table.state.encounters?.[key] || asked.has(key)) return;
      asked.add(key);
      table.load(`/encounters/${key}`).catch(fault => notice(fault.message)).finally(() => asked.delete(key));
    }

    const isWriting = busy => busy.tagName === 'TEXTAREA' || busy.tagName === 'SELECT' || (busy.type === 'number' && busy.value !== busy.defaultValue);
    function draw(state) {
      if (writing(list, isWriting, () => draw(table.state))) return;
      whole(table, asked, 'encounters');
      const fights = all(state, 'encounters');
      redraw(list, fights.length ? fights.map(each => fight(state, each)) : [make('p', { className: 'empty' }, 'No fight is prepared.')]);
    }

    return {
      reads: state => [state.encounters, state.index?.encounters, state.currentSession, state.actors, state.index?.actors, state.maps],
      draw,
    };
  },
};
