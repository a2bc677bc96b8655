// The maps of a campaign, for those who run it: look at one alone, bring everyone there, make another;
// and what is on the map that is looked at: what of it players see, doors, lights, sight and fog.
import { make, button } from '../dom.js';
import { all, tokenName, named } from './words.js';
import { call, choice, fold, labelled, redraw, searchLine, sure, tick, told, unfold, writing } from './kit.js';

const GRIDS = [['square', 'squares'], ['hex-rows', 'hexes in rows'], ['hex-columns', 'hexes in columns'], ['none', 'none']];
const MOST = 60;

/** The grid of a picture that is so many cells wide. Pure. */
export function gridFor({ type, wide, high }, picture) {
  if (!picture) return { type, wide, high };
  const cellPixels = picture.width / wide;
  return { type, wide, high: Math.max(1, Math.round(picture.height / cellPixels * 100) / 100), cellPixels };
}

/** The middle of the cell that a token would stand on. Pure. */
export const middleOf = ({ x, y }) => ({ x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 });

export const scenes = {
  id: 'scenes',
  label: 'Scenes',
  when: (state, { runs }) => runs(),
  mount(root, seat) {
    const { table, act, notice, look, map } = seat;
    let wanted = '';
    let tokenWanted = '';
    const open = new Map([['tokens', true]]);
    const search = searchLine('Find a map', words => { wanted = words; draw(table.state); });
    const list = make('ul', { className: 'things', aria: { label: 'Maps' } });
    const tools = make('div', {});
    const here = make('div', { className: 'here' });
    const tokenSearch = searchLine('Find a token', words => { tokenWanted = words; draw(table.state); });
    root.append(search, list, tools, here);

    tools.append(unfold('New map', () => {
      const name = make('input', { required: true, maxLength: 200 });
      const file = make('input', { type: 'file', accept: 'image/png,image/jpeg,image/webp,image/gif' });
      const type = choice(GRIDS, 'square');
      const wide = make('input', { type: 'number', min: 1, max: 500, value: 30 });
      const high = make('input', { type: 'number', min: 1, max: 500, value: 20 });
      const hidden = tick('Hidden until I bring players there', true);
      const sight = tick('Players see what their tokens see', false);
      const said = make('p', { role: 'status', className: 'dim' });
      return {
        fields: [labelled('Name', name), labelled('Picture', file, 'may be left out'), labelled('Grid', type), labelled('Cells wide', wide), labelled('Cells high', high, 'of a picture: as many as fit'), hidden, sight, said],
        async send() {
          try {
            let picture;
            if (file.files[0]) {
              said.textContent = 'The picture is being sent …';
              const { asset, width, height } = await call(seat, 'POST', `/api/campaigns/${encodeURIComponent(seat.campaign)}/assets`, file.files[0]);
              picture = { asset, width, height };
            }
            const receipt = await act('scene.create', {
              name: name.value.trim(), grid: gridFor({ type: type.value, wide: Number(wide.value), high: Number(high.value) }, picture),
              ...(picture ? { picture } : {}), hidden: hidden.box.checked,
              ...(sight.box.checked ? { lighting: { sight: true, fog: true, darkness: 0 }, wallsStop: true } : {}),
            }).receipt;
            return receipt.outcome === 'applied' ? undefined : false;
          } catch (fault) {
            said.textContent = fault.message;
            return false;
          }
        },
      };
    }), unfold('Import a map', () => {
      const file = make('input', { type: 'file', required: true });
      const said = make('p', { role: 'status', className: 'dim' });
      return {
        fields: [labelled('File', file, 'Universal VTT: .uvtt, .dd2vtt, .df2vtt, with walls, doors and lights'), said],
        label: 'Import it',
        async send() {
          said.textContent = 'It is being sent …';
          const at = `/api/campaigns/${encodeURIComponent(seat.campaign)}/import`;
          // What comes of it is the answer to sending it; this tells how far it is.
          const following = setInterval(() => call(seat, 'GET', at).then(({ reading }) => {
            const one = reading.find(each => each.name === file.files[0].name);
            if (one?.of) said.textContent = `It is being read: ${Math.round(100 * one.read / one.of)} %`;
          }).catch(fault => { clearInterval(following); said.textContent = fault.message; }), 1000);
          try {
            const done = await call(seat, 'POST', `${at}?name=${encodeURIComponent(file.files[0].name)}`, file.files[0], { type: 'application/octet-stream' });
            notice(`${file.files[0].name} is in${done.notUnderstood ? `; ${done.notUnderstood} things in it were not understood` : ''}. Players do not see it yet.`);
            return undefined;
          } catch (fault) {
            said.textContent = fault.message;
            return false;
          } finally {
            clearInterval(following);
          }
        },
      };
    }));

    function scene(state, { key, name, loaded }) {
      const session = state.currentSession;
      const now = session?.active && session.map === key;
      const shown = map.model.key === key;
      const item = make('li', {}, make('div', { className: 'row' }, make('span', { className: 'grow' }, name),
        now && make('span', { className: 'tag on' }, 'all are here'), loaded?.hidden && make('span', { className: 'tag off' }, 'hidden')),
      make('div', { className: 'row' },
        button(shown ? (now ? 'You look at it' : 'Back to the others') : 'Look', () => look(shown && !now ? '' : key), { className: 'quiet small', disabled: shown && now, data: { keep: `look ${key}` } }),
        !now && button('Bring everyone', () => bring(key, name, loaded), { className: 'small', data: { keep: `bring ${key}` } }),
        loaded && button(loaded.hidden ? 'Show' : 'Hide', () => act('scene.hide', { map: key, hidden: !loaded.hidden }), { className: 'quiet small', data: { keep: `hide ${key}` } }),
        button('Rename', async () => { const to = await told(`Another name for ${name}`, 'Rename it', { value: name }); if (to) await rename(key, to); }, { className: 'quiet small' }),
        button('Remove', async () => { if (await sure(`Remove ${name}?`, 'Remove it', 'Its tokens, walls and drawings go with it. It can be looked at in the history only.')) act('scene.remove', { map: key }); }, { className: 'quiet small' })));
      if (shown) item.setAttribute('aria-current', 'true');
      return item;
    }

    async function rename(key, name) {
      if (!table.state.maps?.[key]) await table.load(`/maps/${key}`);
      act('scene.edit', { map: key, name }, { edit: true });
    }

    async function bring(key, name, loaded) {
      if (!table.state.currentSession?.active) {
        if (!await sure('No session is running. Begin one?', 'Begin a session')) return;
        const begun = await act('session.start').receipt;
        if (begun.outcome !== 'applied') return;
      }
      if (loaded?.hidden) act('scene.hide', { map: key, hidden: false });
      const receipt = await act('scene.open', { map: key }).receipt;
      if (receipt.outcome === 'applied') { look(''); notice(`Everyone is at ${name}.`); }
    }

    /** A folding list, of which not more is made than people read. */
    function group(id, title, lines) {
      return fold(`${title} (${lines.length})`, [open, id, false], make('ul', { className: 'things' }, lines.slice(0, MOST)), lines.length > MOST && make('p', { className: 'dim' }, `and ${lines.length - MOST} more: search for them`));
    }

    const shows = (hidden, does, keep) => button(hidden ? 'Show' : 'Hide', does, { className: hidden ? 'small' : 'quiet small', data: { keep } });
    const line = (words, hidden, ...more) => make('li', { className: 'row' }, make('span', { className: `grow${hidden ? ' secret' : ''}` }, words), hidden && make('span', { className: 'tag off' }, 'hidden'), ...more);

    function onMap(state) {
      const { key } = map.model;
      const scene = state.maps?.[key];
      if (!scene) return [];
      const tokens = Object.entries(scene.tokens ?? {}).map(([id, token]) => ({ id, token, name: tokenName(state, key, id) }))
        .filter(each => each.name.toLowerCase().includes(tokenWanted)).sort((a, b) => a.name.localeCompare(b.name));
      const secret = tokens.filter(each => each.token.hidden || state.actors?.[each.token.actor]?.hidden);
      const doors = Object.entries(scene.walls ?? {}).filter(([, wall]) => wall.door);
      const light = { ...scene.lighting };
      const begun = table.moment;
      const edit = (change, seen = table.moment) => act('scene.edit', { map: key, ...change }, { edit: seen });
      const darkness = make('input', { type: 'range', min: 0, max: 1, step: 0.1, value: light.darkness ?? 0 });
      darkness.addEventListener('change', () => edit({ lighting: { ...light, darkness: Number(darkness.value) } }));
      const notes = make('textarea', { value: scene.gmNotes ?? '', maxLength: 20000, data: { keep: 'notes' } });
      notes.addEventListener('change', () => edit({ gmNotes: notes.value }, begun));
      const actorsTold = (token, hidden) => {
        const actor = state.actors?.[token.actor];
        // Who is hidden in the whole campaign stays unknown, however well their token is seen.
        if (!hidden && actor?.hidden) act('actor.hide', { actor: token.actor, hidden: false });
      };
      return [
        make('h2', {}, `On ${scene.name ?? 'this map'}`),
        group('tokens', 'Tokens', tokens.map(({ id, token, name }) => {
          const hidden = Boolean(token.hidden || state.actors?.[token.actor]?.hidden);
          return line(name, hidden, button('Go', () => { map.select(id); map.centre(map.model.byId.get(id) ?? token); }, { className: 'quiet small', aria: { label: `Go to ${name}` }, data: { keep: `go ${id}` } }),
            shows(hidden, () => { act('token.hide', { tokens: [`${key}/${id}`], hidden: !hidden }); actorsTold(token, !hidden); }, `token ${id}`));
        })),
        tokens.length + tokenWanted.length > 12 && tokenSearch,
        secret.length > 1 && button(`Show all ${secret.length} that are hidden`, async () => {
          if (!await sure(`Show ${secret.length} tokens to all who can see them?`, 'Show them', secret.map(each => each.name).join(', '))) return;
          act('token.hide', { tokens: secret.map(each => `${key}/${each.id}`), hidden: false });
          for (const each of secret) actorsTold(each.token, false);
        }, { className: 'quiet' }),
        doors.length > 0 && group('doors', 'Doors', doors.map(([id, { door }], at) => line(`Door ${at + 1}: ${door.state ?? 'closed'}${door.secret ? ', secret' : ''}`, door.secret,
          button('Go', () => go(scene.walls[id]), { className: 'quiet small', aria: { label: `Go to door ${at + 1}` } }),
          button(door.state === 'open' ? 'Close' : 'Open', () => act('door.set', { door: `${key}/${id}`, state: door.state === 'open' ? 'closed' : 'open' }), { className: 'quiet small', data: { keep: `door ${id}` } }),
          button(door.state === 'locked' ? 'Unlock' : 'Lock', () => act('door.set', { door: `${key}/${id}`, state: door.state === 'locked' ? 'closed' : 'locked' }), { className: 'quiet small', data: { keep: `lock ${id}` } }),
          button(door.secret ? 'Show' : 'Make secret', () => act('door.reveal', { door: `${key}/${id}`, revealed: Boolean(door.secret) }), { className: door.secret ? 'small' : 'quiet small', data: { keep: `secret ${id}` } })))),
        Object.keys(scene.lights ?? {}).length > 0 && group('lights', 'Lights', Object.entries(scene.lights).map(([id, each]) => line(id.replace(/-/g, ' '), each.hidden,
          button('Go', () => map.centre(each), { className: 'quiet small', aria: { label: `Go to the light ${id}` } }),
          button(each.on === false ? 'Light' : 'Put out', () => act('light.switch', { light: `${key}/${id}`, on: each.on === false }), { className: 'quiet small', data: { keep: `light ${id}` } }),
          shows(each.hidden, () => act('light.hide', { light: `${key}/${id}`, hidden: !each.hidden }), `shine ${id}`)))),
        Object.keys(scene.layers ?? {}).length > 0 && group('layers', 'Layers', Object.entries(scene.layers).map(([id, each]) => line(each.name, each.hidden,
          shows(each.hidden, () => act('layer.hide', { layer: `${key}/${id}`, hidden: !each.hidden }), `layer ${id}`)))),
        group('sight', 'Sight and fog', [
          make('li', {}, tick('Players see only what their tokens see', Boolean(light.sight), on => edit({ lighting: { ...light, sight: on } }))),
          make('li', {}, tick('Fog where nobody has been', light.fog ?? Boolean(light.sight), on => edit({ lighting: { ...light, fog: on } }))),
          make('li', {}, tick('Walls stop tokens', Boolean(scene.wallsStop), on => edit({ wallsStop: on }))),
          make('li', {}, labelled('Darkness', darkness, 'from bright day to where one sees by lamps alone')),
        ]),
        labelled('My notes on it', notes, 'for those who run the game'),
      ].filter(Boolean);
    }

    function go(wall) {
      const points = wall.points ?? [];
      map.centre({ x: points.reduce((sum, each) => sum + each.x, 0) / points.length, y: points.reduce((sum, each) => sum + each.y, 0) / points.length });
    }

    function draw(state) {
      const maps = all(state, 'maps');
      search.hidden = maps.length < 6 && !wanted;
      const fitting = maps.filter(each => each.name.toLowerCase().includes(wanted));
      redraw(list, fitting.length ? fitting.slice(0, MOST).map(each => scene(state, each)) : [make('li', { className: 'empty' }, wanted ? 'No map is called so.' : 'There is no map yet: make one.')]);
      const isWriting = busy => ['TEXTAREA', 'INPUT'].includes(busy.tagName) && busy.type !== 'checkbox' && busy !== tokenSearch;
      if (writing(here, isWriting, () => draw(table.state))) return;
      redraw(here, onMap(state));
    }

    return { reads: state => [state.maps, state.index?.maps, state.currentSession, state.actors, state.index?.actors, map.model.key], draw };
  },
};
