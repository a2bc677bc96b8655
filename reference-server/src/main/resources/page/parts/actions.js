// What one's character can do: a button for each action, a form where more must be said, and what became
// of what was done.
import { make, button } from '../dom.js';
import { actionForm, actionWords } from '../forms/action.js';
import { actorName, choicesOf, isKnown, ofToken, plays, tokenName } from '../forms/choices.js';
import { awaitToken, endPick } from '../forms/pick.js';
import { readyOf } from '../forms/ready.js';
import { modelOf } from '../forms/schema.js';

/** What has a place of its own on the page, and needs no button here. */
const ELSEWHERE = /^(ask\.|chat\.(say|edit|delete)|dice\.nonce|tokens?\.(move|rotate)|turn\.|initiative\.roll|participant\.color)/;
/** What is not told again among what one has done: it is seen as it happens. */
const SILENT = /^(chat\.|dice\.|ask\.|tokens?\.move|participant\.color|door\.set)/;
const MOST_TOLD = 6;

const STAGES = { waiting: 'on its way', asked: 'waits for the game master', applied: 'done', refused: 'refused' };

export const actions = {
  id: 'acting',
  label: 'Act',
  when: (state, { table }) => table.me !== undefined && table.me.role !== 'spectator',
  mount(root, seat) {
    const { table, map, rules } = seat;
    let acting = '';
    let target = '';
    let chosen = 0;
    const told = new Map();

    const who = make('select', { id: 'act-who' });
    const whom = make('select', { id: 'act-whom' });
    const said = make('p', { className: 'quietly', role: 'status' });
    const own = make('div', { className: 'act-buttons' });
    const place = make('div', { className: 'act-form' });
    const filter = make('input', { type: 'search', placeholder: 'Find an action', aria: { label: 'Find an action' } });
    const others = make('div', { className: 'act-others' });
    const more = make('details', { className: 'act-more' }, make('summary', {}, 'Everything else one can do'), filter, others);
    const log = make('ol', { className: 'act-log', aria: { label: 'What you did', live: 'polite', relevant: 'additions text' } });
    root.append(make('div', { className: 'act-who' },
      make('label', { htmlFor: 'act-who' }, 'Who', who), make('label', { htmlFor: 'act-whom' }, 'On whom', whom)), own, said, place, log, more);

    who.addEventListener('change', () => { acting = who.value; });
    whom.addEventListener('change', () => { target = whom.value; });
    filter.addEventListener('input', () => drawOthers());
    more.addEventListener('toggle', () => drawOthers());
    map.addEventListener('select', event => {
      const { token } = event.detail;
      if (!token) return;
      const actor = ofToken('Actor', table.state, token);
      // Those who run the game play everyone: what they choose acts, and Shift chooses whom it is for.
      if (plays(table.state, table.me, actor) && (!seat.runs() || event.detail.tokens.length < 2)) {
        if (seat.runs() && acting && actor !== acting && place.childElementCount > 0) target = token;
        else acting = actor;
      } else target = token;
      chosen++;
      choose();
    });

    function choose() {
      const { state, me } = table;
      const mine = choicesOf('Actor', state, { me, mine: true });
      if (!mine.some(each => each.value === acting)) {
        const character = state.participants?.[me?.id]?.character;
        acting = mine.find(each => each.value === character)?.value ?? mine[0]?.value ?? '';
      }
      fill(who, mine, acting, 'Nobody');
      const all = choicesOf('Token', state, { map: map.model.key }).map(each => ({ value: each.value, label: each.label }));
      if (target && !all.some(each => each.value === target)) {
        const name = target.includes('/') ? tokenName(state, target) : actorName(state, target);
        if (name) all.unshift({ value: target, label: name });
        else target = '';
      }
      fill(whom, [{ value: '', label: '–' }, ...all], target, '–');
    }

    function fill(select, options, value, nothing) {
      const mark = JSON.stringify(options);
      if (select.mark !== mark) {
        select.mark = mark;
        select.replaceChildren(...(options.length ? options : [{ value: '', label: nothing }]).map(each => make('option', { value: each.value }, each.label)));
      }
      select.value = value;
    }

    const about = () => ({ state: table.state, me: table.me, actor: acting, target, map: map.model.key });

    /** Does an action, asking for what is missing. */
    function start(type, ask = false) {
      const action = rules.now.actions[type];
      if (!action) return;
      endPick();
      const { given, missing, ready } = readyOf(action, about());
      if (!ask && ready) {
        close();
        send(type, given);
        return;
      }
      open(type, action, given, missing);
    }

    function send(type, payload, begun = seat.table.moment) {
      const done = seat.act(type, payload, rules.now.actions[type]?.edit ? { edit: begun } : undefined);
      tell({ id: done.id, type, payload, stage: 'waiting' });
      return done;
    }

    function open(type, action, given, missing) {
      const begun = seat.table.moment;
      const form = actionForm(seat, type, {
        given, onlyChanged: false, cancel: close, done: close, send: payload => send(type, payload, begun), submit: labelOf(type),
      });
      place.replaceChildren(make('h2', {}, labelOf(type)), form.root);
      // When only somebody on the map is missing, a click there is all it needs.
      const [first] = missing;
      if (missing.length === 1 && first.kind === 'ref' && ['Actor', 'Token', 'Combatant'].includes(first.ref)) {
        said.textContent = `${labelOf(type)}: choose whom, on the map or in the list.`;
        awaitToken(map, token => {
          const value = ofToken(first.ref, table.state, token);
          if (!value || !form.root.isConnected || !choicesOf(first.ref, table.state, { me: table.me, mine: first.mine }).some(each => each.value === value)) return false;
          target = token;
          choose();
          close();
          send(type, { ...given, [first.key]: value });
          return true;
        }, { says: `${labelOf(type)}: choose whom. Escape ends it.`, ended: () => { said.textContent = ''; } });
      }
      ([...form.root.querySelectorAll('[required]')].find(each => !each.value) ?? form).focus();
      place.scrollIntoView({ block: 'nearest' });
    }

    function close() {
      endPick();
      const had = place.contains(document.activeElement);
      place.replaceChildren();
      said.textContent = '';
      if (had) own.querySelector('button')?.focus();
    }

    const labelOf = type => actionWords(type, rules.now.system?.id);

    function drawOwn() {
      const system = rules.now.system?.id;
      const names = Object.keys(rules.now.actions).filter(name => system && name.startsWith(`${system}.`));
      const first = name => rules.now.actions[name].mine.length > 0 ? 0 : 1;
      names.sort((a, b) => first(a) - first(b) || 0);
      own.replaceChildren(...names.map(name => {
        const { description, payload, mine } = rules.now.actions[name];
        const optional = modelOf(payload, { mine }).fields.some(each => !each.required);
        return make('span', { className: 'act-one' },
          button(labelOf(name), () => start(name), { className: first(name) ? 'quiet' : 'act-main', title: description, data: { action: name, needs: name } }),
          optional && button('…', () => start(name, true), { className: 'quiet', data: { needs: name }, aria: { label: `${labelOf(name)}, with all that can be said` } }));
      }));
      own.hidden = names.length === 0;
    }

    function drawOthers() {
      if (!more.open) return;
      const system = rules.now.system?.id;
      const rooms = new Map();
      for (const name of Object.keys(rules.now.actions).sort()) {
        if ((system && name.startsWith(`${system}.`)) || ELSEWHERE.test(name)) continue;
        if (filter.value && !`${labelOf(name)} ${name} ${rules.now.actions[name].description}`.toLowerCase().includes(filter.value.toLowerCase())) continue;
        const room = name.split('.')[0];
        rooms.set(room, [...(rooms.get(room) ?? []), name]);
      }
      others.replaceChildren(...[...rooms].map(([room, names]) => make('div', { className: 'act-room' }, make('h2', {}, room[0].toUpperCase() + room.slice(1)),
        names.map(name => button(labelOf(name), () => start(name, true), { className: 'quiet', title: rules.now.actions[name].description, data: { action: name, needs: name } })))));
      if (rooms.size === 0) others.replaceChildren(make('p', { className: 'quietly' }, 'There is no such action.'));
    }

    /** An action in few words: what, by whom, on whom. */
    function wordsOf({ type, payload }) {
      const action = rules.now.actions[type];
      const names = [];
      for (const field of action ? modelOf(action.payload).fields : []) {
        const value = payload?.[field.key];
        if (field.kind !== 'ref' || !isKnown(field.ref) || typeof value !== 'string') continue;
        names.push(field.ref === 'Token' ? tokenName(table.state, value) : choicesOf(field.ref, table.state).find(each => each.value === value)?.label ?? '');
      }
      return `${labelOf(type)}${names.filter(Boolean).length ? `: ${names.filter(Boolean).join(' → ')}` : ''}`;
    }

    function tell(action) {
      if (SILENT.test(action.type) && action.stage !== 'refused') return;
      const before = told.get(action.id);
      if (!before && action.stage === 'applied') return;
      told.set(action.id, { ...before, ...action, text: before?.text ?? wordsOf(action) });
      while (told.size > MOST_TOLD) told.delete(told.keys().next().value);
      const rows = [...told.values()].reverse();
      log.replaceChildren(...rows.map(each => {
        const message = each.receipt?.message;
        const state = each.stage === 'refused' ? message ?? 'refused' : each.stage === 'asked' ? message || STAGES.asked : STAGES[each.stage];
        return make('li', { data: { stage: each.stage } }, make('span', {}, each.text), make('b', {}, state));
      }));
    }
    table.on('action', tell);
    rules.on(() => { drawOwn(); drawOthers(); });

    return {
      reads: state => [rules.now, state.actors, state.index, state.participants, state.maps?.[map.model.key]?.tokens, table.me, chosen],
      draw() {
        if (own.rules !== rules.now) {
          own.rules = rules.now;
          drawOwn();
          drawOthers();
        }
        choose();
      },
    };
  },
};
