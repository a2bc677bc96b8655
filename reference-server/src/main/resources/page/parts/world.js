// What one knows of the world: quests, lore, places, notes. Those who run the game write it and show it.
import { make, button } from '../dom.js';
import { all, named } from './words.js';
import { choice, fold, labelled, redraw, searchLine, sure, tick, told, unfold, whole, writing } from './kit.js';

const KINDS = [
  { id: 'quests', one: 'quest', title: 'Quests', name: 'name', text: 'summary' },
  { id: 'lore', one: 'lore', title: 'Lore', name: 'title', text: 'text' },
  { id: 'locations', one: 'location', title: 'Places', name: 'name', text: 'description' },
  { id: 'notes', one: 'note', title: 'Notes', name: 'title', text: 'text' },
  { id: 'items', one: 'item', title: 'Things', name: 'name', text: 'description' },
];
const WORD = { location: 'place', item: 'thing' };
const STATUS = [['open', 'open'], ['completed', 'completed'], ['failed', 'failed']];

/** Who sees an entity, in words for those who run the game. Pure. */
export function seenBy(state, kind, entity) {
  if (kind === 'notes') {
    if (entity.everyone) return 'everyone reads it';
    const readers = (entity.readers ?? []).map(id => named(state, 'participants', id));
    const author = entity.author ? named(state, 'participants', entity.author) : '';
    return [author && `${author} wrote it`, readers.length ? `read by ${readers.join(', ')}` : 'nobody else reads it'].filter(Boolean).join('; ');
  }
  const shown = kind === 'items' ? !entity.hidden : Boolean(entity.revealed);
  return shown ? 'players see it' : 'hidden from players';
}

export const isShown = (kind, entity) => (kind === 'notes' ? Boolean(entity.everyone) : kind === 'items' ? !entity.hidden : Boolean(entity.revealed));

export const world = {
  id: 'world',
  label: 'World',
  mount(root, seat) {
    const { table, act, notice, runs, look } = seat;
    let wanted = '';
    const open = new Map();
    const asked = new Set();
    const search = searchLine('Find by name', words => { wanted = words; draw(table.state); });
    const list = make('div', {});
    const making = make('div', {});
    root.append(search, making, list);

    function maker(kind) {
      return unfold(`New ${WORD[kind.one] ?? kind.one}`, () => {
        const name = make('input', { required: true, maxLength: 200 });
        const text = make('textarea', { maxLength: 20000 });
        const shown = tick(kind.id === 'notes' ? 'Everyone reads it' : 'Players see it at once', false);
        const notes = runs() && kind.id !== 'notes' ? make('textarea', { maxLength: 20000 }) : null;
        return {
          fields: [labelled('Name', name), labelled('Text', text), notes && labelled('My notes', notes, 'for those who run the game'), shown],
          async send() {
            const how = kind.id === 'notes' ? { everyone: shown.box.checked } : kind.id === 'items' ? { hidden: !shown.box.checked } : { revealed: shown.box.checked };
            const receipt = await act(`${kind.one}.create`, { [kind.name]: name.value.trim(), ...(text.value ? { [kind.text]: text.value } : {}), ...(notes?.value ? { gmNotes: notes.value } : {}), ...how }).receipt;
            return receipt.outcome === 'applied' ? undefined : false;
          },
        };
      });
    }

    const show = (kind, key, on) => act(kind.id === 'items' ? 'item.hide' : `${kind.one}.reveal`, kind.id === 'items' ? { item: key, hidden: !on } : { [kind.one]: key, revealed: on });
    const edit = (kind, key, change, begun = table.moment) => act(`${kind.one}.edit`, { [kind.one]: key, ...change }, { edit: begun });

    function readers(state, key, note) {
      const people = Object.entries(state.participants ?? {}).filter(([id]) => id !== note.author);
      const has = new Set(note.readers ?? []);
      return make('div', { className: 'row' }, tick('everyone', Boolean(note.everyone), on => act('note.share', { note: key, everyone: on, readers: [...has] })),
        !note.everyone && people.map(([id, each]) => tick(each.name, has.has(id), on => { has[on ? 'add' : 'delete'](id); act('note.share', { note: key, readers: [...has] }); })));
    }

    function objectives(state, key, quest) {
      const steps = Object.entries(quest.objectives ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
      const gm = runs();
      return [make('ul', { className: 'things', aria: { label: 'Steps' } }, steps.map(([id, step]) => {
        const ref = `${key}/${id}`;
        const hidden = step.revealed === false;
        return make('li', { className: 'row' },
          gm ? tick(step.text, Boolean(step.done), on => act('objective.edit', { objective: ref, done: on }, { edit: true })) : make('span', { className: 'grow' }, `${step.done ? '☑' : '☐'} ${step.text}`),
          gm && hidden && make('span', { className: 'tag off' }, 'hidden'),
          gm && button(hidden ? 'Show' : 'Hide', () => act('objective.reveal', { objective: ref, revealed: hidden }), { className: hidden ? 'small' : 'quiet small', aria: { label: `${hidden ? 'Show' : 'Hide'}: ${step.text}` }, data: { keep: `step ${ref}` } }),
          gm && button('✕', () => act('objective.remove', { objective: ref }), { className: 'quiet small', aria: { label: `Remove: ${step.text}` } }));
      })), gm && button('Add a step', async () => { const text = await told('What is to be done?', 'Add it'); if (text) act('objective.add', { quest: key, text, revealed: false }); }, { className: 'quiet small', data: { keep: `add ${key}` } })];
    }

    function entity(state, kind, { key, name, loaded }) {
      const id = `${kind.id}/${key}`;
      const gm = runs();
      const mine = kind.id === 'notes' && loaded?.author === table.me?.id;
      const writes = gm || mine;
      const title = make('span', {}, name, ' ', loaded && kind.id === 'quests' && loaded.status && loaded.status !== 'open' && make('span', { className: 'tag' }, loaded.status),
        gm && loaded && !isShown(kind.id, loaded) && make('span', { className: 'tag off' }, kind.id === 'notes' ? 'not for all' : 'hidden'));
      const part = fold(title, [open, id, false, () => want(`/${id}`)], ...(!loaded ? [make('p', { className: 'dim' }, 'It is being read …')] : [
        loaded[kind.text] && make('p', { className: 'told' }, loaded[kind.text]),
        gm && loaded.gmNotes && make('p', { className: 'gm-note' }, loaded.gmNotes),
        kind.id === 'quests' && objectives(state, key, loaded),
        kind.id === 'locations' && loaded.within && make('p', { className: 'dim' }, `in ${named(state, 'locations', loaded.within)}`),
        kind.id === 'locations' && loaded.map && gm && button('Look at its map', () => look(loaded.map), { className: 'quiet small' }),
        writes && make('p', { className: 'dim' }, seenBy(state, kind.id, loaded)),
        kind.id === 'notes' && writes && readers(state, key, loaded),
        writes && make('div', { className: 'row' },
          gm && kind.id !== 'notes' && button(isShown(kind.id, loaded) ? 'Hide from players' : 'Show to players', () => show(kind, key, !isShown(kind.id, loaded)), { className: isShown(kind.id, loaded) ? 'quiet' : '', data: { keep: `show ${id}` } }),
          gm && kind.id === 'quests' && status(key, loaded),
          editor(kind, key, loaded),
          button('Remove', async () => { if (await sure(`Remove ${name}?`, 'Remove it')) act(`${kind.one}.remove`, { [kind.one]: key }); }, { className: 'quiet small' })),
      ].flat()).filter(Boolean));
      if (part.open) want(`/${id}`);
      return part;
    }

    function status(key, quest) {
      const is = choice(STATUS, quest.status ?? 'open', { aria: { label: 'How it stands' }, data: { keep: `status ${key}` } });
      is.addEventListener('change', () => edit(KINDS[0], key, { status: is.value }));
      return is;
    }

    function editor(kind, key, loaded) {
      return unfold('Change', () => {
        const begun = table.moment;
        const name = make('input', { value: loaded[kind.name] ?? '', required: true, maxLength: 200 });
        const text = make('textarea', { value: loaded[kind.text] ?? '', maxLength: 20000 });
        const notes = runs() && kind.id !== 'notes' ? make('textarea', { value: loaded.gmNotes ?? '', maxLength: 20000 }) : null;
        return {
          fields: [labelled('Name', name), labelled('Text', text), notes && labelled('My notes', notes)], label: 'Keep it',
          async send() {
            const change = {};
            if (name.value.trim() !== loaded[kind.name]) change[kind.name] = name.value.trim();
            if (text.value !== (loaded[kind.text] ?? '')) change[kind.text] = text.value;
            if (notes && notes.value !== (loaded.gmNotes ?? '')) change.gmNotes = notes.value;
            if (Object.keys(change).length === 0) return undefined;
            const receipt = await edit(kind, key, change, begun).receipt;
            return receipt.outcome === 'refused' ? false : undefined;
          },
        };
      });
    }

    /** What is looked at is read, once. */
    function want(path) {
      const [, kind, key] = path.split('/');
      if (table.state[kind]?.[key] || asked.has(path)) return;
      asked.add(path);
      table.load(path).catch(fault => notice(fault.message)).finally(() => asked.delete(path));
    }

    let made = null;
    function draw(state) {
      if (made !== runs()) {
        made = runs();
        making.replaceChildren(...KINDS.filter(kind => made || (kind.id === 'notes' && table.me?.role === 'player')).map(maker));
        making.className = 'row';
      }
      if (made) for (const { id } of KINDS) whole(table, asked, id);
      if (writing(list, busy => busy.closest('form') !== null, () => draw(table.state))) return;
      const groups = KINDS.map(kind => ({ kind, entities: all(state, kind.id).filter(each => each.name.toLowerCase().includes(wanted)) })).filter(each => each.entities.length > 0);
      redraw(list, groups.length ? groups.flatMap(({ kind, entities }) => [make('h2', {}, kind.title), ...entities.slice(0, 100).map(each => entity(state, kind, each)),
        entities.length > 100 && make('p', { className: 'dim' }, `and ${entities.length - 100} more: search for them`)]).filter(Boolean)
        : [make('p', { className: 'empty' }, wanted ? 'Nothing is called so.' : 'Nothing is known of the world yet.')]);
    }

    return {
      reads: state => [...KINDS.flatMap(({ id }) => [state[id], state.index?.[id]]), state.participants, table.me],
      draw,
    };
  },
};
