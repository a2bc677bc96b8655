// The table's own time, for the game master: back to an earlier moment, other courses of play, and one brought home.
import { make, button } from '../dom.js';
import { changesInWords, clock, named } from './words.js';
import { call, choice, fold, labelled, redraw, sure, tick, told } from './kit.js';
import { ownValues, placeOf, sideBySide, writable } from './clash.js';

const MOST = 40;

/** What a preview of a return says, as paragraphs and lists: [{text} | {title, items}]. Pure. */
export function returnInWords(state, preview) {
  const who = Object.entries(preview.by ?? {}).map(([id, count]) => `${count} by ${id ? named(state, 'participants', id) : 'the table'}`);
  const changes = preview.changes.map(({ path, now, then }) => ({ path, before: now, after: then }));
  const words = changesInWords(state, changes, MOST);
  const more = preview.moreChanges ?? 0;
  return [
    { text: changes.length === 0 ? 'That is as it was then already.' : `It becomes what it was at ${clock(preview.at)}. ${preview.entries === 1 ? 'One deed is' : `${preview.entries} deeds are`} set aside${who.length ? ` (${who.join(', ')})` : ''}; nothing is erased, and a branch keeps the way back.` },
    changes.length > 0 && { title: 'What changes', items: [...words, ...(more ? [`and ${more} more places`] : [])] },
    preview.asks?.length > 0 && { title: 'Requests that end', items: preview.asks.map(each => `${named(state, 'participants', each.by)}: ${each.summary ?? 'a request'}`) },
    preview.dependents?.length > 0 && {
      title: 'Changed together with it, and stays as it is', grave: true,
      items: preview.dependents.map(each => `${clock(each.at)} ${each.by ? named(state, 'participants', each.by) : 'the table'}: ${each.leaves.slice(0, 4).map(at => placeOf(state, at)).join(', ')}`),
    },
    preview.mended?.length > 0 && { text: `${preview.mended.length} references to what is no longer there are mended.` },
    preview.fits === false && { text: 'That is more than one entry can hold: choose less of it.', grave: true },
  ].filter(Boolean);
}

/** What a branch is, in a line. Pure. */
export function branchInWords(state, branch) {
  const way = branch.back ? 'kept before a return' : `made by ${named(state, 'participants', branch.by)}`;
  return [clock(branch.made), way, branch.opened ? 'played' : 'not played yet', branch.merged && 'brought back'].filter(Boolean).join(' · ');
}

/** Places that wait for a choice. Pure. */
export const stillOpen = (conflicts, chosen) => conflicts.filter(each => each.open && chosen.get(each.path) === undefined);

/** The action that merges, of what was chosen: 'mine', 'theirs', 'both', or {value}. Pure. */
export function mergeOf(preview, chosen) {
  const choices = {};
  const values = {};
  for (const [path, what] of chosen) {
    if (typeof what === 'object') values[path] = what.value;
    else choices[path] = what;
  }
  return { branch: preview.branch, tip: preview.tip, seen: preview.head, ...(Object.keys(choices).length ? { choices } : {}), ...(Object.keys(values).length ? { values } : {}) };
}

/**
 * What the game master can do with time.
 *
 * @param {import('../panels.js').Seat} seat
 * @param {() => ({version?: number, at?: string} | null)} chosen the line of the log one looks at
 * @param {() => void} leave goes back to now
 */
export function timeTools(seat, chosen, leave) {
  const table = seat.table.live;
  const { notice } = seat;
  const base = `/api/campaigns/${encodeURIComponent(seat.campaign)}`;
  const goBack = button('Return to this moment …', () => returning(chosen()), { className: 'grave', data: { keep: 'return' } });
  const branchOff = button('Branch here …', () => branching(chosen()), { className: 'quiet', data: { keep: 'branch' } });
  const list = make('ul', { className: 'things', aria: { label: 'Branches' } });
  const about = make('p', { className: 'dim' });
  const opened = new Map();
  const doing = make('div', { className: 'row' }, goBack, branchOff);
  const branches = fold('Branches', [opened, 'branches', false, () => read()], about, list);
  let known;
  let shown;

  const get = path => call(seat, 'GET', `${base}${path}`);

  async function read() {
    try {
      known = await get('/branches');
      // From then on it is told when one of them is another.
      if (table.state.index?.branches) table.load('/branches').catch(fault => notice(fault.message));
      draw();
    } catch (fault) { notice(fault.message); }
  }

  async function branching(line) {
    const name = await told(line ? `A branch from ${clock(line.at)}` : 'A branch from now', 'Make it', { hint: 'What it is called' });
    if (!name) return;
    const receipt = await table.act('branch.create', { name, ...(line?.version ? { at: line.version } : {}) }).receipt;
    if (receipt.outcome === 'applied') notice(`“${name}” is kept under Branches.`);
  }

  /** A dialog that shows what would come of something, and does it. */
  function preview({ title, read: load, show, label, apply }) {
    const people = Object.entries(table.state.participants ?? {});
    const scope = choice([['campaign', 'The whole campaign'], ['session', 'The session: turns and places'], ...people.map(([id, each]) => [`user ${id}`, `What is ${each.name}'s`])], 'campaign');
    const body = make('div', { className: 'preview', aria: { live: 'polite' } });
    const dialog = make('dialog', { className: 'wide', aria: { label: title } });
    const end = () => { dialog.close(); dialog.remove(); };
    const words = () => (scope.value.startsWith('user ') ? { scope: 'user', of: scope.value.slice(5) } : scope.value === 'campaign' ? {} : { scope: scope.value });
    const go = button(label, async () => {
      go.disabled = true;
      const receipt = await apply(now, words());
      if (receipt.outcome === 'applied') { end(); return; }
      notice(receipt.message);
      again();
    }, { className: 'grave' });
    let now;
    let reading = 0;
    async function again() {
      const mine = ++reading;
      go.disabled = true;
      body.replaceChildren(make('p', { className: 'dim' }, 'It is being looked at …'));
      try {
        const found = await load(words());
        if (mine !== reading) return;
        now = found;
        const ready = is => { go.disabled = !is; };
        body.replaceChildren(...show(found, ready));
      } catch (fault) {
        if (mine === reading) body.replaceChildren(make('p', {}, fault.message));
      }
    }
    scope.addEventListener('change', again);
    dialog.append(make('h2', {}, title), labelled('What', scope), body, make('div', { className: 'row' }, go, button('Cancel', end, { className: 'quiet', autofocus: true })));
    dialog.addEventListener('cancel', event => { event.preventDefault(); end(); });
    dialog.addEventListener('keydown', event => event.stopPropagation());
    document.body.append(dialog);
    dialog.showModal();
    again();
  }

  const query = words => Object.entries(words).map(([key, value]) => `&${key}=${encodeURIComponent(value)}`).join('');

  function returning(line) {
    if (!line?.version) return;
    let anyway = false;
    preview({
      title: `Return to ${clock(line.at)}?`, label: 'Return to it',
      read: words => get(`/history/return?to=${line.version}${query(words)}`),
      show(found, ready) {
        anyway = false;
        const depends = found.dependents?.length > 0;
        const can = () => ready(found.changes.length > 0 && found.fits !== false && (!depends || anyway));
        can();
        return [...returnInWords(table.state, found).map(each => (each.items
          ? make('section', { className: each.grave ? 'since' : '' }, make('h3', {}, each.title), make('ul', {}, each.items.map(item => make('li', {}, item))))
          : make('p', { className: each.grave ? 'since' : '' }, each.text))),
        depends && tick('It may stay as it is', false, is => { anyway = is; can(); })].filter(Boolean);
      },
      async apply(found, words) {
        const receipt = await table.act('history.return', { to: line.version, seen: found.head, name: `Before the return to ${clock(line.at)}`, ...words, ...(anyway ? { anyway } : {}) }).receipt;
        if (receipt.outcome === 'applied') leave();
        return receipt;
      },
    });
  }

  function conflict(each, chosen, moved) {
    const { path } = each;
    const name = `merge ${path}`;
    const names = { theirs: 'The campaign now', mine: 'The branch' };
    const part = { at: path, base: each.base, theirs: each.theirs, mine: each.mine, merged: each.suggestion?.value };
    const place = make('div', {});
    const pick = (value, words, is) => {
      const radio = make('input', { type: 'radio', name, checked: is });
      radio.addEventListener('change', () => {
        place.replaceChildren();
        if (value === 'own') {
          const own = ownValues(table.state, [part]);
          place.append(...own.rows);
          const take = () => { chosen.set(path, { value: own.values()[path] }); moved(); };
          place.addEventListener('input', take);
          take();
        } else if (value === undefined) chosen.delete(path);
        else chosen.set(path, value);
        moved();
      });
      return make('label', { className: 'tick' }, radio, ` ${words}`);
    };
    return make('fieldset', { className: 'met' }, make('legend', {}, placeOf(table.state, path)), ...sideBySide(table.state, [part], names).map(section => { section.querySelector('h3').remove(); return section; }),
      each.suggestion && make('p', { className: 'dim' }, each.suggestion.why),
      make('div', { className: 'row' }, !each.open && pick(undefined, 'as suggested', true), pick('theirs', 'the campaign’s', false), pick('mine', 'the branch’s', false),
        each.both !== undefined && pick('both', 'both', false), writable(part) && pick('own', 'other words', false)), place);
  }

  function merging(branch) {
    const chosen = new Map();
    preview({
      title: `Bring “${branch.name}” back?`, label: 'Bring it back',
      read: words => get(`/branches/${encodeURIComponent(branch.key)}/merge?tip=0${query(words)}`),
      show(found, ready) {
        chosen.clear();
        const says = make('p', { role: 'status' });
        const any = found.changes.length + found.conflicts.length > 0;
        const can = () => {
          const open = stillOpen(found.conflicts, chosen).length;
          says.textContent = !any ? 'Nothing in it is another than here.' : open ? `${open} ${open === 1 ? 'place waits' : 'places wait'} for a choice: both have changed it.` : 'Everything has its choice.';
          ready(any && open === 0 && found.fits !== false && !found.moreConflicts);
        };
        can();
        const words = changesInWords(table.state, found.changes.map(each => ({ path: each.path, before: each.theirs, after: each.mine })), MOST);
        return [says, ...found.conflicts.map(each => conflict(each, chosen, can)),
          found.moreConflicts > 0 && make('p', { className: 'since' }, `and ${found.moreConflicts} more: choose less of it`),
          words.length > 0 && make('section', {}, make('h3', {}, 'What comes from the branch'), make('ul', {}, words.map(each => make('li', {}, each)), found.moreChanges > 0 && make('li', {}, `and ${found.moreChanges} more places`)))].filter(Boolean);
      },
      apply: (found, words) => table.act('branch.merge', { ...mergeOf(found, chosen), ...words }).receipt,
    });
  }

  async function play(branch) {
    try {
      const { url } = await call(seat, 'POST', `${base}/branches/${encodeURIComponent(branch.key)}/open`);
      const link = make('a', { href: url, target: '_blank', rel: 'noopener' }, `“${branch.name}” is a table of its own now: open it`);
      about.replaceChildren(link);
      link.focus();
    } catch (fault) { notice(fault.message); }
  }

  function item(branch) {
    return make('li', {}, make('div', { className: 'row' }, make('span', { className: 'grow' }, branch.name), branch.opened && make('span', { className: 'tag on' }, 'played')),
      make('small', {}, branchInWords(table.state, branch)),
      make('div', { className: 'row' },
        button('Look', () => seat.table.back.look({ version: branch.at, at: branch.made, words: branch.name }).catch(fault => notice(fault.message)), { className: 'quiet small', aria: { label: `Look at ${branch.name}` }, data: { keep: `look ${branch.key}` } }),
        button(branch.opened ? 'Go there' : 'Play it', () => play(branch), { className: 'small', aria: { label: `Play ${branch.name}` }, data: { keep: `play ${branch.key}` } }),
        branch.opened && button('Bring it back …', () => merging(branch), { className: 'quiet small', aria: { label: `Bring ${branch.name} back` }, data: { keep: `merge ${branch.key}` } }),
        !branch.opened && button('Return to it …', () => returning({ version: branch.at, at: branch.made }), { className: 'quiet small', aria: { label: `Return to ${branch.name}` }, data: { keep: `back ${branch.key}` } }),
        button('Rename', async () => { const to = await told(`Another name for ${branch.name}`, 'Rename it', { value: branch.name }); if (to) table.act('branch.rename', { branch: branch.key, name: to }); }, { className: 'quiet small' }),
        button('Remove', async () => { if (await sure(`Remove ${branch.name}?`, 'Remove it', branch.opened ? 'What was played in it stays a table of its own.' : 'Its moment stays in the history.')) table.act('branch.remove', { branch: branch.key }); }, { className: 'quiet small' })));
  }

  function draw() {
    const line = chosen();
    doing.hidden = branches.hidden = table.me?.role !== 'gm';
    goBack.disabled = !line?.version;
    if (!known) return;
    if (!about.querySelector('a')) {
      about.textContent = known.of ? `This table is the branch “${known.of.name}” of ${known.of.campaign}; whoever runs the game there can bring it back.`
        : known.branches.length ? '' : 'None yet. A branch is another course of play from a moment of this one.';
    }
    redraw(list, [...known.branches].reverse().map(item));
  }

  return {
    doing, branches,
    /** Draws it anew; reads again when the branches are others. */
    draw() {
      const { branches: loaded, index } = table.state;
      if (loaded !== shown?.[0] || index?.branches !== shown?.[1]) {
        shown = [loaded, index?.branches];
        if (opened.get('branches') || known) read();
      }
      draw();
    },
  };
}
