// Whose turn it is, who is next, and how they are; before a fight, for those who run the game, what can be
// started.
import { make, button } from '../dom.js';
import { actorName, tokenName } from '../forms/choices.js';
import { rowsOf } from '../sheets/data.js';
import { begin } from './encounters.js';
import { whole } from './kit.js';

const MOST_CONDITIONS = 3;

/** Combatants as they act: by initiative, those without one last. */
export function inOrder(encounter) {
  return Object.entries(encounter.order ?? {}).sort(([a, one], [b, other]) =>
    (other.initiative ?? -Infinity) - (one.initiative ?? -Infinity) || (a < b ? -1 : 1));
}

/** Who is on after somebody: the next in order, the first of the next round after the last. */
export function nextOf(encounter) {
  const order = inOrder(encounter).filter(([, each]) => each.initiative !== undefined);
  const at = order.findIndex(([key]) => key === encounter.turn);
  return order.length < 2 || at < 0 ? '' : order[(at + 1) % order.length][0];
}

/** How somebody is, in a few characters, if the system says: `7/12`, `7`; and as a part of the whole. */
export function healthOf(system, actor) {
  if (!system || !actor) return null;
  const rows = rowsOf(system, actor[system.id]);
  const bar = rows.find(each => each.kind === 'bar' && /hp|hit|health|life|wound|stress/i.test(each.key)) ?? rows.find(each => each.kind === 'bar');
  if (bar) return { text: `${bar.value}/${bar.max}`, part: bar.max > 0 ? Math.max(0, Math.min(1, bar.value / bar.max)) : 0, words: `${bar.label} ${bar.value} of ${bar.max}` };
  const hp = rows.find(each => each.key === 'hp' && each.kind === 'number');
  return hp ? { text: String(hp.value), words: `${hp.value} hit points` } : null;
}

export const turns = {
  id: 'turns',
  mount(bar, seat) {
    const { table, act, runs, map, rules } = seat;
    const mine = actor => table.state.actors?.[actor]?.owner === table.me?.id;
    const loud = make('div', { className: 'unseen', aria: { live: 'assertive' } });
    let told = '';
    let delaying = false;

    const nameOf = (state, combatant) => tokenName(state, combatant.token ?? '') || actorName(state, combatant.actor) || '…';

    /** Shows on the map who takes part. */
    function look({ token, actor }) {
      const [, key] = (token ?? '').split('/');
      const there = map.model.byId.get(key) ?? [...map.model.byId.values()].find(each => each.actor === actor);
      if (!there) return;
      map.select(there.id);
      map.reveal(there);
    }

    function combatantItem(state, encounter, next, [id, combatant]) {
      const actor = state.actors?.[combatant.actor];
      const name = nameOf(state, combatant);
      const health = healthOf(rules.now.system, actor);
      const conditions = Object.values(actor?.conditions ?? {}).map(each => each.name).filter(Boolean);
      const is = id === encounter.turn ? 'on' : id === next ? 'next' : combatant.acted ? 'acted' : '';
      const words = [name, is === 'on' ? 'is on' : is === 'next' ? 'is next' : is === 'acted' ? 'has acted' : '', combatant.initiative === undefined ? 'no initiative yet' : `initiative ${combatant.initiative}`, health?.words, ...conditions, combatant.hidden ? 'hidden from players' : ''].filter(Boolean).join(', ');
      const gauge = health?.part !== undefined && make('i', { className: 'turn-gauge', aria: { hidden: 'true' } });
      if (gauge) gauge.style.setProperty('--part', `${Math.round(health.part * 100)}%`);
      const item = make('li', { className: [combatant.hidden ? 'secret' : '', is, mine(combatant.actor) ? 'mine' : ''].filter(Boolean).join(' ') },
        button(null, () => look(combatant), { title: conditions.length ? `${name}: ${conditions.join(', ')}` : name, aria: { label: words } }));
      item.firstElementChild.replaceChildren(...[name, combatant.initiative !== undefined && make('small', {}, ` ${Math.round(combatant.initiative * 100) / 100}`), health && make('small', { className: 'turn-hp' }, health.text),
        conditions.length > 0 && make('small', { className: 'turn-conditions' }, conditions.slice(0, MOST_CONDITIONS).map(each => each.slice(0, 2)).join(' ') + (conditions.length > MOST_CONDITIONS ? ' …' : '')), gauge].filter(Boolean));
      if (is === 'on') item.setAttribute('aria-current', 'true');
      return item;
    }

    /** To act later: after whom. */
    function delay(key, encounter, state) {
      if (!delaying) return button('Act later', () => { delaying = true; redraw(); bar.querySelector('select')?.focus(); }, { className: 'quiet', data: { needs: 'combatant.delay' } });
      const others = inOrder(encounter).filter(([id, each]) => id !== encounter.turn && each.initiative !== undefined);
      const after = make('select', { aria: { label: 'After whom' } }, make('option', { value: '' }, 'after all others'), others.map(([id, each]) => make('option', { value: id }, `after ${nameOf(state, each)}`)));
      const end = () => { delaying = false; redraw(); };
      const both = make('span', { className: 'turn-delay' }, after,
        button('Wait', () => { act('combatant.delay', { combatant: `${key}/${encounter.turn}`, ...(after.value ? { after: `${key}/${after.value}` } : {}) }); end(); }), button('No', end, { className: 'quiet' }));
      both.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); end(); } });
      return both;
    }

    function fight(state, key, encounter) {
      const order = inOrder(encounter);
      const turn = encounter.order?.[encounter.turn];
      const next = nextOf(encounter);
      const list = make('ol', { aria: { label: 'In this order' } }, order.map(each => combatantItem(state, encounter, next, each)));
      const active = encounter.status !== 'paused';
      const missing = order.filter(([, each]) => each.initiative === undefined && (runs() || mine(each.actor)));
      const yours = turn && mine(turn.actor);
      const upNext = !yours && encounter.order?.[next] && mine(encounter.order[next].actor);
      return [
        make('b', { className: 'turn-round' }, `${encounter.name} · ${active ? `round ${encounter.round}` : 'paused'}`),
        yours && active ? make('strong', { className: 'turn-yours' }, `Your turn: ${nameOf(state, turn)}`) : upNext && active ? make('span', { className: 'turn-soon' }, `${nameOf(state, encounter.order[next])} is next`) : null,
        list,
        turn && active && (runs() || yours) && button('End turn', () => { delaying = false; act('turn.end', { encounter: key }); }, { data: { needs: 'turn.end' } }),
        turn && active && (runs() || yours) && order.length > 1 && delay(key, encounter, state),
        missing.length > 0 && button('Roll initiative', () => act('initiative.roll', { combatants: missing.map(([id]) => `${key}/${id}`) }), { data: { needs: 'initiative.roll' } }),
        runs() && active && button('Back', () => act('turn.back', { encounter: key }), { className: 'quiet', title: 'To the turn before', data: { needs: 'turn.back' } }),
        runs() && button('End the fight', () => act('encounter.end', { encounter: key }), { className: 'quiet', data: { needs: 'encounter.end' } }),
      ].filter(Boolean);
    }

    const asked = new Set();

    /** Says it to those who do not look, once. */
    function tell(state, key, encounter) {
      const turn = encounter?.order?.[encounter.turn];
      const now = turn && encounter.status !== 'paused' ? `${key} ${encounter.round} ${encounter.turn}` : '';
      if (now === told) return;
      told = now;
      delaying = false;
      loud.textContent = turn && mine(turn.actor) ? `Your turn: ${nameOf(state, turn)}, round ${encounter.round}.` : '';
    }

    function starts(state) {
      whole(table, asked, 'encounters'); // what is over is not offered
      const known = { ...state.index?.encounters, ...state.encounters };
      return Object.entries(known).slice(0, 6)
        .filter(([id]) => state.encounters?.[id]?.status !== 'completed')
        .map(([id, each]) => button(`Start: ${state.encounters?.[id]?.name ?? each?.name ?? each}`, () => begin({ table, act }, id), { data: { needs: 'encounter.start' } }));
    }

    function redraw() {
      const { state } = table;
      const key = state.currentSession?.activeEncounterId;
      const encounter = state.encounters?.[key];
      const had = bar.contains(document.activeElement) ? document.activeElement.ariaLabel ?? document.activeElement.textContent : null;
      const at = bar.querySelector('ol')?.scrollLeft ?? 0;
      const parts = encounter ? fight(state, key, encounter) : runs() ? starts(state) : [];
      bar.hidden = parts.length === 0;
      bar.replaceChildren(...parts, loud);
      tell(state, key, encounter);
      const list = bar.querySelector('ol');
      if (list) {
        list.scrollLeft = at;
        const on = list.querySelector('[aria-current]');
        if (on && (on.offsetLeft < list.scrollLeft || on.offsetLeft + on.offsetWidth > list.scrollLeft + list.clientWidth)) list.scrollLeft = on.offsetLeft - list.clientWidth / 3;
      }
      if (had) [...bar.querySelectorAll('button')].find(each => (each.ariaLabel ?? each.textContent) === had)?.focus();
    }
    rules.on(() => redraw());

    return {
      reads: state => [state.encounters, state.currentSession, state.actors, state.index, table.me],
      draw: redraw,
    };
  },
};
