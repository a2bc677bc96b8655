// Whom and what can be put on the table, for those who run it: the campaign's own characters, and compendia.
// Dragged onto the map, or placed by a button at the middle of what is seen.
import { make, button } from '../dom.js';
import { all, named, tokenName } from './words.js';
import { call, choice, labelled, redraw, searchLine, sure, tick, unfold, whole } from './kit.js';
import { middleOf } from './scenes.js';

const KINDS = [['', 'everything'], ['actors', 'characters'], ['items', 'things'], ['lore', 'lore'], ['locations', 'places'], ['quests', 'quests']];
const ONE = { actors: 'character', items: 'thing', lore: 'lore', locations: 'place', quests: 'quest' };
const TYPES = [['character', 'character'], ['npc', 'NPC'], ['monster', 'monster']];
const OWN = '';
const MOST = 100;
const WITHIN = 8000;
const DRAGGED = 'application/x-tablekeep-entry';

/** The key of an entity that is there now and was not before; undefined while there is none. Pure. */
export function fresh(state, kind, before, name) {
  return all(state, kind).find(each => !before.has(each.key) && (name === undefined || each.name === name))?.key;
}

export const library = {
  id: 'library',
  label: 'Library',
  when: (state, { runs }) => runs(),
  mount(root, seat) {
    const { table, act, notice, map } = seat;
    const at = `/api/campaigns/${encodeURIComponent(seat.campaign)}`;
    const asked = new Set();
    let compendia = null;
    let entries = [];
    let more = false;
    let about = '';
    let wanted = '';
    let reading = 0;
    let fault = '';
    const source = choice([[OWN, 'This campaign']], OWN, { aria: { label: 'Where from' } });
    const kind = choice(KINDS, '', { aria: { label: 'What' } });
    const search = searchLine('Find by name', words => { wanted = words; again(); });
    const list = make('ul', { className: 'things', aria: { label: 'What there is' } });
    const older = button('More', () => read(entries.at(-1)?.key), { className: 'quiet' });
    const said = make('p', { className: 'dim', role: 'status' });
    const hint = make('p', { className: 'dim' });
    const making = unfold('New character', () => {
      const name = make('input', { required: true, maxLength: 200 });
      const type = choice(TYPES, 'monster');
      const owner = choice([['', 'me'], ...Object.entries(table.state.participants ?? {}).filter(([, each]) => each.role === 'player').map(([id, each]) => [id, each.name])], '');
      const hidden = tick('Players do not know of it', true);
      return {
        fields: [labelled('Name', name), labelled('Kind', type), labelled('Played by', owner), hidden],
        async send() {
          const before = new Set(all(table.state, 'actors').map(each => each.key));
          const receipt = await act('actor.create', { name: name.value.trim(), type: type.value, ...(owner.value ? { owner: owner.value } : {}) }).receipt;
          if (receipt.outcome !== 'applied') return false;
          const key = await made('actors', before);
          if (key && hidden.box.checked && !owner.value) act('actor.hide', { actor: key, hidden: true });
          return undefined;
        },
      };
    });
    root.append(make('div', { className: 'row' }, source, kind), search, making, hint, said, list, older);
    source.addEventListener('change', () => again());
    kind.addEventListener('change', () => again());

    function again() {
      entries = [];
      more = false;
      about = fault = '';
      if (source.value !== OWN) read();
      draw(table.state);
    }

    async function known() {
      compendia = [];
      try {
        ({ compendia } = await call(seat, 'GET', '/api/compendia'));
        const names = await Promise.all(compendia.map(id => call(seat, 'GET', `/api/compendia/${encodeURIComponent(id)}?kind=none`).then(page => [id, page.name || id], () => null)));
        source.replaceChildren(...[[OWN, 'This campaign'], ...names.filter(Boolean)].map(([value, words]) => make('option', { value }, words)));
      } catch (failed) {
        notice(failed.message);
      }
    }

    async function read(after) {
      const mine = ++reading;
      try {
        const query = new URLSearchParams({ ...(after ? { after } : {}), ...(wanted ? { text: wanted } : {}), ...(kind.value ? { kind: kind.value } : {}) });
        const page = await call(seat, 'GET', `/api/compendia/${encodeURIComponent(source.value)}?${query}`);
        if (mine !== reading) return;
        entries = after ? [...entries, ...page.entries] : page.entries;
        more = page.more;
        about = page.license ? `Licence: ${page.license}` : '';
        fault = '';
      } catch (failed) {
        if (mine !== reading) return;
        fault = failed.message;
      }
      draw(table.state);
    }

    /** Waits until what was made has come with the state. */
    function made(of, before, name) {
      return new Promise(done => {
        const look = () => {
          const key = fresh(table.state, of, before, name);
          if (key === undefined) return false;
          clearTimeout(late);
          off();
          done(key);
          return true;
        };
        let off = () => {};
        const late = setTimeout(() => { off(); done(undefined); }, WITHIN);
        if (!look()) off = table.on('state', look);
      });
    }

    /** Copies an entry to the table. @returns {Promise<string | undefined>} its key there */
    async function take(entry) {
      if (entry.own) return entry.key;
      const before = new Set(all(table.state, entry.kind).map(each => each.key));
      try {
        const receipt = await call(seat, 'POST', `${at}/take`, { compendium: entry.compendium, entry: entry.key });
        if (receipt.outcome !== 'applied') { notice(receipt.message || 'That did not go.'); return undefined; }
      } catch (failed) {
        notice(failed.message);
        return undefined;
      }
      return made(entry.kind, before, entry.name);
    }

    const middle = () => map.keys?.cursor ?? map.keys?.middle?.() ?? { x: map.model.wide / 2, y: map.model.high / 2 };

    async function place(entry, where) {
      if (!map.model.map) { notice('There is no map to place it on.'); return; }
      const to = { map: map.model.key, at: middleOf(where) };
      const actor = await take(entry);
      if (actor === undefined) return;
      const receipt = await act('token.place', { ...to, actor, hidden: true }).receipt;
      if (receipt.outcome === 'applied') notice(`${entry.name} stands on the map, hidden. Show it under Scenes, or with H.`);
    }

    async function give(entry, actor) {
      const key = await take(entry);
      if (key === undefined) return;
      const receipt = await act('inventory.add', { actor, stack: { item: key, quantity: 1 } }).receipt;
      if (receipt.outcome === 'applied') notice(`${named(table.state, 'actors', actor)} has ${entry.name}.`);
    }

    async function only(entry) {
      const key = await take(entry);
      if (key !== undefined) notice(`${entry.name} is in the campaign: see World.`);
    }

    const chosenActor = () => table.state.maps?.[map.model.key]?.tokens?.[map.chosen?.id]?.actor;

    function drop(event) {
      const text = event.dataTransfer?.getData(DRAGGED);
      if (!text) return;
      event.preventDefault();
      const entry = JSON.parse(text);
      const box = map.stage.getBoundingClientRect();
      const where = map.camera.toMap({ x: event.clientX - box.left, y: event.clientY - box.top });
      if (entry.kind === 'actors') place(entry, where);
      else if (entry.kind === 'items') {
        const token = map.model.tokenAt(where);
        const actor = token && table.state.maps?.[map.model.key]?.tokens?.[token.id]?.actor;
        if (actor) give(entry, actor);
        else notice('Drop a thing on whoever is to have it.');
      } else only(entry);
    }
    map.stage.addEventListener('dragover', event => { if (event.dataTransfer?.types.includes(DRAGGED)) { event.preventDefault(); event.dataTransfer.dropEffect = 'copy'; } });
    map.stage.addEventListener('drop', drop);

    function row(entry, extra = []) {
      const actor = chosenActor();
      const item = make('li', { draggable: true }, make('div', { className: 'row' }, make('span', { className: `grow${entry.hidden ? ' secret' : ''}` }, entry.name),
        entry.hidden && make('span', { className: 'tag off' }, 'hidden'), make('span', { className: 'tag' }, ONE[entry.kind] ?? entry.kind)),
      make('div', { className: 'row' },
        entry.kind === 'actors' && button('Place on the map', () => place(entry, middle()), { className: 'small', title: 'in the middle of what you see; or drag it there', aria: { label: `Place on the map: ${entry.name}` }, data: { keep: `place ${entry.key}` } }),
        entry.kind === 'items' && button(actor ? `Give to ${named(table.state, 'actors', actor)}` : 'Give …', () => (chosenActor() ? give(entry, chosenActor()) : notice('Choose on the map who is to have it, or drag it there.')), { className: 'small', data: { keep: `give ${entry.key}` } }),
        !entry.own && entry.kind !== 'actors' && button('Take', () => only(entry), { className: 'quiet small', aria: { label: `Take ${entry.name} into the campaign` } }),
        extra));
      item.addEventListener('dragstart', event => {
        event.dataTransfer.setData(DRAGGED, JSON.stringify(entry));
        event.dataTransfer.setData('text/plain', entry.name);
        event.dataTransfer.effectAllowed = 'copy';
      });
      return item;
    }

    function playedBy(state, key, name, actor) {
      const whom = choice([['', 'played by me'], ...Object.entries(state.participants ?? {}).filter(([, each]) => each.role === 'player').map(([id, each]) => [id, `played by ${each.name}`])], actor.owner ?? '',
        { aria: { label: `Who plays ${name}` }, data: { keep: `owner ${key}` } });
      whom.addEventListener('change', () => act('actor.assign', { actor: key, ...(whom.value ? { owner: whom.value } : {}) }));
      return whom;
    }

    function own(state) {
      const kinds = kind.value === '' ? ['actors', 'items'] : ['actors', 'items'].filter(each => each === kind.value);
      const lines = kinds.flatMap(of => all(state, of).filter(each => each.name.toLowerCase().includes(wanted)).map(({ key, name, loaded }) => row({ own: true, key, name, kind: of, hidden: Boolean(loaded?.hidden) }, [
        loaded && (of === 'items' || !loaded.owner) && button(loaded.hidden ? 'Show' : 'Hide', () => act(of === 'items' ? 'item.hide' : 'actor.hide', { [of === 'items' ? 'item' : 'actor']: key, hidden: !loaded.hidden }), { className: 'quiet small', aria: { label: `${loaded.hidden ? 'Show' : 'Hide'} ${name}` }, data: { keep: `hide ${key}` } }),
        of === 'actors' && loaded && playedBy(state, key, name, loaded),
        button('Remove', async () => { if (await sure(`Remove ${name}?`, 'Remove', of === 'actors' ? 'It takes no part in fights any more; tokens of it stand for nobody.' : '')) act(of === 'items' ? 'item.remove' : 'actor.remove', { [of === 'items' ? 'item' : 'actor']: key }); }, { className: 'quiet small', aria: { label: `Remove ${name}` } }),
      ])));
      return lines;
    }

    function draw(state) {
      const mine = source.value === OWN;
      const lines = mine ? own(state) : entries.map(entry => row({ ...entry, compendium: source.value }));
      hint.textContent = 'Drag a character onto the map, a thing onto whoever is to have it; or use the buttons.';
      said.textContent = fault || (mine ? '' : about);
      making.hidden = !mine;
      older.hidden = mine ? true : !more;
      redraw(list, lines.length ? lines.slice(0, mine ? MOST : undefined) : [make('li', { className: 'empty' }, fault ? '' : 'Nothing is found.')]);
      if (mine && lines.length > MOST) list.append(make('li', { className: 'dim' }, `and ${lines.length - MOST} more: search for them`));
    }

    map.addEventListener('select', () => seat.refresh());
    return {
      reads: state => [state.actors, state.index?.actors, state.items, state.index?.items, map.chosen?.id],
      draw(state) {
        if (compendia === null) known();
        for (const kind of ['actors', 'items']) whole(table, asked, kind);
        draw(state);
      },
    };
  },
};
