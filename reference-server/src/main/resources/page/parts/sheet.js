// Sheets: one's own characters, and what one sees of others. What a system keeps of them is drawn from the
// shape it declares, or by the page that it brings.
import { make, button } from '../dom.js';
import { actionForm } from '../forms/action.js';
import { actorName, choicesOf, plays } from '../forms/choices.js';
import { rowsOf } from '../sheets/data.js';
import { kitFor, loadSheet } from '../sheets/own.js';

const TYPES = { character: 'Character', npc: 'Someone the game master plays', monster: 'Monster' };

export const sheet = {
  id: 'sheet',
  label: 'Sheet',
  when: (state, { table }) => table.me !== undefined && Object.keys({ ...state.index?.actors, ...state.actors }).length > 0,
  mount(root, seat) {
    const { table, map, rules } = seat;
    let shown = '';
    let asked = '';
    let picture = null;
    let own = null;
    let loading = '';
    let changed = 0;

    const pick = make('select', { id: 'sheet-of', aria: { label: 'Whose sheet' } });
    const head = make('div', { className: 'sheet-head' });
    const face = make('img', { className: 'sheet-face', alt: '', hidden: true });
    const system = make('section', { className: 'sheet-system', aria: { label: 'Values' } });
    const brought = make('section', { className: 'sheet-own', hidden: true, aria: { label: 'Sheet of the game system' } });
    const parts = new Map(['about', 'conditions', 'inventory', 'notes'].map(name => [name, part(name)]));
    root.append(pick, make('div', { className: 'sheet-top' }, face, head), brought, system, ...[...parts.values()].map(each => each.root));

    /** A part of the sheet that keeps a form while somebody fills it in. */
    function part(name) {
      const body = make('div');
      const place = make('div', { className: 'sheet-form' });
      const one = { root: make('section', { className: `sheet-${name}` }, body, place), body, place };
      one.close = () => {
        const had = place.contains(document.activeElement);
        place.replaceChildren();
        if (had) body.querySelector('button')?.focus();
      };
      one.open = form => {
        if (!form) {
          // What can be done comes a moment after the table itself, and again after a reload of the rules.
          rules.again();
          seat.notice('What can be done here is not known yet. Try again in a moment.');
          return;
        }
        place.replaceChildren(form.root);
        form.focus();
        place.scrollIntoView({ block: 'nearest' });
      };
      return one;
    }

    pick.addEventListener('change', () => show(pick.value));
    // Enter or two clicks on a token open its sheet.
    map.addEventListener('open', event => {
      if (!event.detail.actor) return;
      show(event.detail.actor);
      seat.open('sheet');
    });

    function show(key) {
      if (key === shown) return;
      for (const each of parts.values()) each.close();
      endOwn();
      shown = key;
      changed++;
      seat.refresh?.();
    }

    function choose() {
      const { state, me } = table;
      const all = choicesOf('Actor', state, { me });
      const mine = all.filter(each => seat.runs() ? state.actors?.[each.value]?.owner === me?.id : plays(state, me, each.value));
      const others = all.filter(each => !mine.includes(each));
      if (!all.some(each => each.value === shown)) {
        endOwn();
        const character = state.participants?.[me?.id]?.character;
        shown = mine.find(each => each.value === character)?.value ?? mine[0]?.value ?? others[0]?.value ?? '';
      }
      const mark = JSON.stringify([mine, others]);
      if (pick.mark !== mark) {
        pick.mark = mark;
        const options = list => list.map(each => make('option', { value: each.value }, each.label));
        pick.replaceChildren(...mine.length && others.length ? [make('optgroup', { label: 'Mine' }, options(mine)), make('optgroup', { label: seat.runs() ? 'All others' : 'Others' }, options(others))] : options(all));
      }
      pick.value = shown;
      if (shown && !state.actors?.[shown] && asked !== shown) {
        asked = shown;
        table.load(`/actors/${shown}`).catch(fault => { if (asked === shown) asked = ''; seat.notice(fault.message); });
      }
    }

    const editable = actor => actor && plays(table.state, table.me, shown) && Object.hasOwn(rules.now.actions, 'actor.edit');

    /** A form for one member of the actor, in its place. */
    function edit(where, actor, keys, label) {
      const given = Object.fromEntries(keys.map(key => [key, actor[key] ?? '']));
      const hide = Object.keys(rules.now.actions['actor.edit'].payload.properties).filter(key => key !== 'actor' && !keys.includes(key));
      where.open(actionForm(seat, 'actor.edit', { fixed: { actor: shown }, given, hide, submit: label ?? 'Save', describe: false, cancel: where.close, done: where.close }));
    }

    function drawHead(state, actor) {
      head.replaceChildren(
        make('h2', {}, actorName(state, shown) || 'Nobody'),
        make('p', { className: 'quietly' }, [TYPES[actor?.type] ?? '', actor?.owner ? `played by ${state.participants?.[actor.owner]?.name ?? 'somebody'}` : '', actor?.hidden ? 'hidden from players' : ''].filter(Boolean).join(' · ')));
      if (picture?.of === actor?.portrait) return;
      picture?.release?.();
      picture = null;
      face.hidden = true;
      if (!actor?.portrait) return;
      const mine = picture = { of: actor.portrait };
      table.asset(actor.portrait).then(held => {
        if (picture !== mine) { held.release(); return; }
        mine.release = held.release;
        face.src = held.url;
        face.hidden = false;
      }, () => {});
    }

    function drawAbout(actor) {
      const one = parts.get('about');
      const can = editable(actor);
      one.body.replaceChildren(...[
        actor?.description && make('p', { className: 'sheet-text' }, actor.description),
        can && button('Change name and description', () => edit(one, actor, seat.runs() ? ['name', 'type', 'description'] : ['name', 'description']), { className: 'quiet' })].filter(Boolean));
    }

    /** A value as an element. */
    function value(row, state) {
      switch (row.kind) {
        case 'bar': return make('span', { className: 'sheet-bar' }, make('meter', { min: 0, max: row.max, value: row.value, low: row.max / 3, aria: { label: row.label } }), make('b', {}, `${row.value} of ${row.max}`));
        case 'number': return make('b', { className: 'sheet-number' }, String(row.value));
        case 'truth': return make('b', {}, row.value ? 'yes' : 'no');
        case 'refs': return make('span', {}, row.items.map(each => choicesOf(row.ref, state).find(one => one.value === each)?.label ?? '…').join(', ') || '–');
        case 'list': return make('ul', {}, row.items.map(each => make('li', {}, Array.isArray(each) ? values(each, state) : each)));
        case 'group': return values(row.items, state);
        default: return make('span', { className: 'sheet-text' }, String(row.value));
      }
    }

    function values(rows, state) {
      return make('dl', { className: 'sheet-values' }, rows.map(row => make('div', { className: `of-${row.kind}` },
        make('dt', { title: row.help ?? '' }, row.label, row.derived && make('small', { title: 'Worked out by the rules' }, ' ∗')), make('dd', {}, value(row, state)))));
    }

    function drawSystem(state, actor) {
      const about = rules.now.system;
      const rows = about && actor ? rowsOf(about, actor[about.id]) : [];
      system.hidden = rows.length === 0 || (own?.ready === true);
      system.replaceChildren(...rows.length ? [values(rows, state)] : []);
    }

    function endOwn() {
      try {
        own?.drawing?.unmount?.();
      } catch (fault) {
        console.error(fault);
      }
      own = null;
      brought.replaceChildren();
      brought.hidden = true;
    }

    /** The page that the system brings, as long as it does what it should. */
    async function drawOwn(state, actor) {
      const about = rules.now.system;
      const wants = about?.sheet && actor?.[about.id] !== undefined && actor[about.id] !== null ? `${about.sheet.script} ${shown}` : '';
      if (own && own.of !== wants) endOwn();
      if (!wants || loading === wants) return;
      if (!own) {
        loading = wants;
        const fresh = { of: wants };
        try {
          const { mount, instead } = await loadSheet(about.sheet);
          if (loading !== wants) return;
          own = fresh;
          const place = make('div', { className: `system-${about.id}` });
          brought.replaceChildren(place);
          fresh.instead = instead;
          fresh.drawing = mount(place, kitFor(seat, shown)) ?? {};
          fresh.ready = true;
          brought.hidden = false;
        } catch (fault) {
          failed(fresh, about, fault);
        } finally {
          if (loading === wants) loading = '';
        }
        draw(table.state);
        return;
      }
      if (!own.ready) return;
      try {
        own.drawing.draw?.({ state, actor, key: shown });
      } catch (fault) {
        failed(own, about, fault);
        draw(state);
      }
    }

    function failed(one, about, fault) {
      console.error(fault);
      own = Object.assign(one, { ready: false, drawing: null });
      brought.replaceChildren(make('p', { className: 'quietly' }, `The sheet of ${about.id} cannot be shown; here is what there is.`));
      brought.hidden = false;
    }

    function drawConditions(state, actor) {
      const one = parts.get('conditions');
      const all = Object.entries(actor?.conditions ?? {});
      const can = editable(actor);
      const chip = ([key, each]) => {
        const more = [each.level !== undefined ? `${each.level}` : '', each.rounds !== undefined ? `${each.rounds} ${each.rounds === 1 ? 'round' : 'rounds'} left` : ''].filter(Boolean).join(', ');
        return make('li', { className: 'chip', title: each.description ?? '' }, each.name, more && make('small', {}, ` ${more}`),
          can && button('×', () => seat.act('condition.remove', { condition: `${shown}/${key}` }), { className: 'small quiet', aria: { label: `Take ${each.name} off` } }));
      };
      const effects = Object.values(actor?.effects ?? {});
      one.body.replaceChildren(...[
        (all.length > 0 || can) && make('h2', {}, 'Conditions'),
        all.length > 0 && make('ul', { className: 'chips' }, all.map(chip)),
        effects.length > 0 && make('p', { className: 'quietly' }, `Works on it: ${effects.map(each => each.name).join(', ')}`),
        can && button('Add a condition', () => one.open(actionForm(seat, 'condition.add', { fixed: { actor: shown }, describe: false, submit: 'Add it', cancel: one.close, done: one.close })), { className: 'quiet' })].filter(Boolean));
    }

    function drawInventory(state, actor) {
      const one = parts.get('inventory');
      const can = editable(actor);
      const all = Object.entries(actor?.inventory ?? {}).map(([key, stack]) => ({ key, stack, name: stack.name ?? state.items?.[stack.item]?.name ?? named(state, stack.item) ?? 'Something' }));
      all.sort((a, b) => Number(b.stack.equipped ?? false) - Number(a.stack.equipped ?? false) || a.name.localeCompare(b.name));
      const rows = all.map(({ key, stack, name }) => {
        const ref = `${shown}/${key}`;
        const count = stack.quantity ?? 1;
        const set = quantity => seat.act('inventory.edit', { stack: ref, quantity }, { edit: true });
        const open = (type, about) => one.open(actionForm(seat, type, { fixed: { stack: ref }, describe: false, cancel: one.close, done: one.close, ...about }));
        return make('li', { className: 'stack-row' },
          make('span', { className: 'stack-name', title: state.items?.[stack.item]?.description ?? '' }, name, stack.equipped && make('small', {}, ' in hand or worn'), stack.notes && make('small', { className: 'sheet-text' }, ` ${stack.notes}`)),
          can ? make('span', { className: 'stack-many' },
            button('−', () => set(Math.max(0, count - 1)), { className: 'small quiet', disabled: count <= 0, aria: { label: `One ${name} less` } }), make('b', {}, String(count)),
            button('+', () => set(count + 1), { className: 'small quiet', aria: { label: `One ${name} more` } })) : make('b', {}, String(count)),
          can && make('span', { className: 'stack-does' },
            button(stack.equipped ? 'Put away' : 'Take in hand', () => seat.act('inventory.edit', { stack: ref, equipped: !stack.equipped }, { edit: true }), { className: 'small quiet', aria: { label: `${stack.equipped ? 'Put away' : 'Take in hand or wear'}: ${name}` } }),
            button('Give', () => open('inventory.give', { submit: `Give ${name}` }), { className: 'small quiet', data: { needs: 'inventory.give' }, aria: { label: `Give ${name} to somebody` } }),
            button('Note', () => open('inventory.edit', { given: { stack: ref, name: stack.name, notes: stack.notes ?? '' }, hide: ['quantity', 'equipped'], submit: 'Save' }), { className: 'small quiet', aria: { label: `Name and notes of ${name}` } }),
            button('Drop', () => seat.act('inventory.remove', { stack: ref }), { className: 'small quiet', aria: { label: `Drop ${name}` } })));
      });
      one.body.replaceChildren(...[
        (rows.length > 0 || can) && make('h2', {}, 'Carries'),
        rows.length > 0 && make('ul', { className: 'stacks' }, rows),
        can && button('Add a thing', () => one.open(actionForm(seat, 'inventory.add', { fixed: { actor: shown }, describe: false, submit: 'Add it', cancel: one.close, done: one.close })), { className: 'quiet' })].filter(Boolean));
    }

    const named = (state, key) => { const known = state.index?.items?.[key]; return typeof known === 'string' ? known : known?.name; };

    function drawNotes(actor) {
      const one = parts.get('notes');
      const can = editable(actor);
      const text = (title, key) => (actor?.[key] || can) && [make('h2', {}, title), actor?.[key] && make('p', { className: 'sheet-text' }, actor[key]),
        can && button(actor?.[key] ? 'Change' : 'Write', () => edit(one, actor, [key]), { className: 'quiet', aria: { label: `${actor?.[key] ? 'Change' : 'Write'} ${title.toLowerCase()}` } })];
      one.body.replaceChildren(...[text('Notes', 'notes'), seat.runs() && text('Notes for the game master alone', 'gmNotes')].filter(Boolean).flat().filter(Boolean));
    }

    function draw(state) {
      choose();
      const actor = state.actors?.[shown];
      drawHead(state, actor);
      const instead = own?.ready ? own.instead : [];
      for (const [name, each] of parts) each.root.hidden = instead.includes(name);
      drawAbout(actor);
      drawSystem(state, actor);
      drawConditions(state, actor);
      drawInventory(state, actor);
      drawNotes(actor);
      drawOwn(state, actor);
    }
    rules.on(() => { if (shown) seat.refresh?.(); });

    return {
      reads: state => [state.actors?.[shown], state.index, state.items, state.participants, state.actors && Object.keys(state.actors).length, rules.now, table.me, shown, changed,
        // A system's page may show anything that there is.
        own?.ready ? state : null],
      draw(state) {
        const keep = root.contains(document.activeElement) ? document.activeElement.ariaLabel ?? document.activeElement.textContent : null;
        const had = document.activeElement;
        draw(state);
        // Where one was is where one stays, though the buttons are others.
        if (keep && had && !had.isConnected) [...root.querySelectorAll('button')].find(each => (each.ariaLabel ?? each.textContent) === keep)?.focus();
      },
    };
  },
};
