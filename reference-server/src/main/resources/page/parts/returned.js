// Playing on without a line: what is planned, and what became of it when the line was back; each in its
// order, and why one is not as it was meant.
import { make, button } from '../dom.js';
import { aboutOf } from './words.js';

/** What became of an action, in words: {done, words}. Pure. */
export function becameOf({ stage, receipt = {} }) {
  if (stage === 'refused') return { done: false, words: `not done: ${receipt.message || receipt.code || 'refused'}` };
  if (stage === 'asked') return { done: false, words: receipt.code === 'conflict' ? 'others changed the same meanwhile; it is being asked' : 'waits for an answer' };
  if (stage === 'waiting') return { done: false, words: 'on its way' };
  const other = receipt.code && receipt.code !== 'ok';
  return { done: !other, words: other ? receipt.message || receipt.code : 'done' };
}

/** What is told of all of them: nothing while one is on its way, a line when all went well. Pure. */
export function sumOf(all) {
  const became = all.map(becameOf);
  if (all.length === 0 || all.some(each => each.stage === 'waiting')) return null;
  const done = became.filter(each => each.done).length;
  return { title: `Without a line you did ${all.length === 1 ? 'one thing' : `${all.length} things`}: ${done} ${done === 1 ? 'is' : 'are'} done as meant.`, plain: done === all.length };
}

/** What is told while there is no line: how many things are planned, and whether they are safe. Pure. */
export function planOf(all, { kept }) {
  const planned = all.filter(each => each.stage === 'waiting').length;
  const count = planned === 0 ? 'Nothing is planned yet' : planned === 1 ? 'One thing is planned' : `${planned} things are planned`;
  return {
    title: `You play on without a line. ${count}.`,
    words: planned === 0
      ? 'What you write, carry and move is kept for the table, as a branch of your own. What needs dice or the others has to wait for the line.'
      : `Done at the table in this order when the line is back; you are told what becomes of each.${kept ? '' : ' Do not close this page: your browser keeps nothing.'}`,
  };
}

export const returned = {
  id: 'returned',
  mount(root, seat) {
    const table = seat.table.live;
    /** By id, in the order in which they were done. */
    const away = new Map();
    let changed = 0;
    let alone = false;

    function gather() {
      const { line } = table;
      const was = alone;
      alone = line.alone === true;
      let more = was !== alone;
      if (!['live', 'catching-up'].includes(line.state)) {
        for (const action of table.actions) if (action.stage === 'waiting' && !away.has(action.id)) { away.set(action.id, { ...action, text: aboutOf(table.base, action) }); more = true; }
      }
      if (!more) return;
      changed++;
      seat.refresh();
    }
    function clear() { away.clear(); changed++; seat.refresh(); }

    table.on('line', gather);
    table.on('state', gather);
    table.on('action', action => {
      if (!away.has(action.id)) return;
      away.set(action.id, { ...away.get(action.id), ...action });
      changed++;
      seat.refresh();
    });

    const row = (each, words, dim) => make('li', { className: dim ? 'dim' : '' }, make('b', {}, each.text), words && ` – ${words}`);

    function drawPlan() {
      const all = [...away.values()];
      const { title, words } = planOf(all, table.line);
      root.replaceChildren(make('h2', {}, title), make('p', { className: 'dim' }, words),
        make('ol', { className: 'things' }, all.map(each => row(each, each.stage === 'waiting' ? '' : becameOf(each).words))));
    }

    return {
      reads: () => [changed],
      draw() {
        root.classList.toggle('plan', alone);
        if (alone) {
          root.hidden = false;
          drawPlan();
          root.lastElementChild.scrollTop = root.lastElementChild.scrollHeight; // the newest
          return;
        }
        const all = [...away.values()];
        const sum = sumOf(all);
        root.hidden = !sum || sum.plain;
        if (sum?.plain) {
          seat.notice(sum.title);
          away.clear();
        }
        if (root.hidden) { root.replaceChildren(); return; }
        root.scrollTop = 0;
        root.replaceChildren(make('h2', {}, sum.title), make('ul', { className: 'things' }, all.map(each => {
          const { done, words } = becameOf(each);
          return row(each, words, done);
        })), button('Good', clear));
      },
    };
  },
};
