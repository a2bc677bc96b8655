// The sheet of D20: what somebody is, how they stand, and what they can do now. See plugins/d20/README.md.

/** What of the table's own sheet this one shows itself. */
export const instead = [];

const ABILITIES = [['strength', 'str'], ['dexterity', 'dex'], ['constitution', 'con'], ['intelligence', 'int'], ['wisdom', 'wis'], ['charisma', 'cha']];
const LEVELS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'pact'];

const words = key => key.split('-').map((each, i) => (i === 0 ? each[0].toUpperCase() + each.slice(1) : each)).join(' ');
const signed = number => (number < 0 ? `−${-number}` : `+${number}`);
const lasting = each => `${each.dice} ${each.type ?? ''}`.trim();

/** What a turn still allows, in words; nothing outside of fights. */
export function turnOf(state, key) {
  const active = Object.values(state.encounters ?? {}).find(each => each.status === 'active');
  const found = Object.entries(active?.order ?? {}).find(([, each]) => each.actor === key);
  if (!found) return null;
  const [id, { d20 = {} }] = found;
  return { on: active.turn === id, action: !d20.action, bonus: !d20.bonus, reaction: !d20.reaction, moved: d20.moved ?? 0, dashed: d20.dashed ?? 0, ready: d20.ready ?? '' };
}

/** Slots by level: how many there are, and how many are left. */
export function slotsOf(sheet) {
  const all = sheet.block?.figures?.slots ?? {};
  return LEVELS.filter(level => all[level] > 0).map(level => ({ level, most: all[level], left: Math.max(0, all[level] - (sheet.now?.slots?.[level] ?? 0)) }));
}

/** How far something reaches, in few words. */
function reachOf(power = {}) {
  const { range = 0, area } = power;
  const wide = area ? `${area.size} ft ${area.kind}` : '';
  return [range > 5 ? `${range} ft` : range > 0 ? 'touch' : area ? '' : 'oneself', wide].filter(Boolean).join(', ');
}

const grouped = all => all.reduce((map, each) => map.set(each.level, [...(map.get(each.level) ?? []), each]), new Map());

/** What comes with the rules is told by the rules' own list, read once; what did not come is asked for again. */
let listed = null;
const spellsOfRules = () => (listed ??= fetch(new URL('./spells.json', import.meta.url)).then(answer => {
  if (!answer.ok) throw new Error(`the list of spells: ${answer.status}`);
  return answer.json();
}).catch(() => {
  listed = null;
  return null;
}));

/** The spells of a sheet with what is known of each: by level, then by name; an unknown one last. Pure. */
export function spellsOf(block, rules) {
  const { spells = [], innate = {}, own = {} } = block.casting ?? {};
  return [...new Set([...spells, ...Object.keys(innate)])]
    .map(key => ({ key, spell: own[key] ?? rules[key], innate: innate[key] }))
    .map(each => ({ ...each, name: each.spell?.power?.name ?? words(each.key), level: each.spell?.level ?? 10 }))
    .sort((a, b) => a.level - b.level || a.name.localeCompare(b.name));
}

/** The areas of somebody that stay where they were put and can be moved: what is held, or what stands on the map. Pure. */
export function movedBy(key, { block = {}, now = {} }, rules, areas = {}) {
  const powers = [...spellsOf(block, rules).map(each => ({ held: each.spell?.concentration, power: each.spell?.power })), ...Object.values(block.powers ?? {}).map(power => ({ power }))];
  const standing = Object.values(areas);
  return powers.filter(({ held, power }) => power?.stays?.steered > 0 && (held
    ? now.concentration?.spell === power.name
    : standing.some(each => (each.source === undefined ? each.shown === power.name : each.source === key && each.name === power.name)))).map(({ power }) => power);
}

/** What somebody carries, in words, and whether it is more than they can; nothing where nobody knows. Pure. */
export function loadOf({ load, block = {} }) {
  const most = load?.most ?? block.figures?.carries;
  if (most === undefined) return null;
  const carried = load?.carried ?? 0;
  return { says: `${carried} of ${most} lb`, over: carried > most };
}

/** What has to be said of a power before it is used: nothing, whom, or where. Pure. */
export function aimOf(power = {}) {
  if (power.area && !power.leap) return power.range > 0 || power.area.kind !== 'sphere' ? 'place' : 'nothing';
  return power.targets > 0 || power.leap || power.dispels ? 'ask' : 'nothing';
}

/** What to show on the map of an area that goes to a place, from who stands somewhere; feet of a cell. Pure. */
export function areaAt(power, at, from, feet = 5) {
  const size = power.area.size / feet;
  const [x, y] = [at.x - from.x, at.y - from.y];
  const far = Math.hypot(x, y);
  const toward = far > 0 ? { x: x / far, y: y / far } : { x: 1, y: 0 };
  const on = (start, by) => ({ x: start.x + toward.x * by, y: start.y + toward.y * by });
  const aimed = power.range > 0;
  switch (power.area.kind) {
    case 'sphere': return { shape: 'circle', from: at, to: { x: at.x + size, y: at.y } };
    case 'cone': return { shape: 'cone', from, to: on(from, size) };
    case 'cube': return aimed ? { shape: 'square', from: on(at, -size / 2), to: on(at, size / 2) } : { shape: 'square', from, to: on(from, size) };
    default: return aimed ? null : { shape: 'line', from, to: on(from, size), width: (power.area.width ?? 5) / feet };
  }
}

export function mount(root, kit) {
  const { make, button } = kit;
  const top = make('div', { className: 'stand' });
  const turn = make('p', { className: 'turn', role: 'status' });
  const scores = make('div', { className: 'scores' });
  const does = make('div', { className: 'does' });
  const form = make('div', { className: 'asks' });
  let rules = {};
  let shown = null;
  const skills = make('details', {}, make('summary', {}, 'Skills and saves'));
  const more = make('div');
  skills.append(more);
  root.append(top, turn, scores, form, does, skills);

  function close() {
    form.replaceChildren();
  }

  /** Asks for what is still open of an action. What can be done may not be known yet: then it is asked for first. */
  async function ask(type, fixed, submit, hide = []) {
    const open = () => kit.form(type, { fixed, hide, submit, describe: false, cancel: close, done: close });
    let one = open();
    if (!one) {
      form.replaceChildren(make('p', { role: 'status' }, 'Asking what can be done …'));
      await kit.again();
      one = open();
    }
    if (!one) {
      close();
      kit.notice(`${submit}: the server does not say that you can do this. Try again in a moment.`);
      return;
    }
    form.replaceChildren(one.root);
    one.focus();
  }

  const act = (type, payload) => kit.act(`d20.${type}`, payload);

  /** Where somebody's token stands on the map that is played on. */
  function standing() {
    const { state } = kit.table;
    const tokens = Object.values(state.maps?.[state.currentSession?.map]?.tokens ?? {});
    return tokens.find(each => each.actor === kit.key);
  }

  /** Does what works on others, or asks first for what is open of it: whom, or where on the map. */
  async function aims(type, fixed, power, name) {
    const from = standing();
    const need = aimOf(power);
    if (need === 'nothing') { kit.act(type, fixed); return; }
    // An area on no map is asked for by numbers.
    if (need !== 'place' || !from || !kit.place) { ask(type, fixed, name, need === 'ask' ? ['at'] : []); return; }
    close();
    const { grid } = kit.table.state.maps[kit.table.state.currentSession.map];
    const at = await kit.place({ says: `${name}: press where it goes. Escape ends it.`, area: place => areaAt(power, place, from, grid?.cellDistance || 5) });
    if (at) kit.act(type, { ...fixed, at });
  }
  /** A spell is cast as the rules have it: where they are not here yet, they are waited for. */
  async function casts(spell, name) {
    const fixed = { caster: kit.key, spell };
    await know();
    const found = spellsOf(shown?.block ?? {}, rules).find(each => each.key === spell)?.spell;
    if (!found && !Object.keys(rules).length) kit.notice('The list of spells did not come. Say yourself whom it is for, and where.');
    await (found ? aims('d20.cast', fixed, found.power, name) : ask('d20.cast', fixed, name));
  }

  /** An area that stays is put elsewhere. */
  async function moves(power) {
    const from = standing();
    const fixed = { who: kit.key };
    if (!from || !kit.place) { ask('d20.steer', fixed, `Move ${power.name}`); return; }
    close();
    const { grid } = kit.table.state.maps[kit.table.state.currentSession.map];
    const at = await kit.place({ says: `${power.name}: press where it goes, ${power.stays.steered} feet at most. Escape ends it.`, area: place => areaAt({ ...power, range: 1 }, place, from, grid?.cellDistance || 5) });
    if (at) act('steer', { ...fixed, at });
  }
  const check = fixed => act('check', { who: kit.key, ...fixed });

  function pips(left, most) {
    return make('span', { className: 'pips', role: 'img', aria: { label: `${left} of ${most} left` } }, '●'.repeat(left) + '○'.repeat(most - left));
  }

  function drawTop(sheet) {
    const { now = {}, block } = sheet;
    const figures = block?.figures ?? {};
    const { state } = kit.table;
    const load = loadOf(sheet);
    const movable = kit.mine && block ? movedBy(kit.key, sheet, rules, state.maps?.[state.currentSession?.map]?.d20?.areas) : [];
    if (now.hp === undefined) {
      top.replaceChildren(make('p', {}, words(now.health ?? 'unhurt')));
      return;
    }
    const fact = (label, value, title) => value !== undefined && make('span', { className: 'fact', title: title ?? '' }, make('small', {}, label), make('b', {}, String(value)));
    top.replaceChildren(...[
      make('span', { className: 'hp' }, make('meter', { min: 0, max: now.max, low: now.max / 2, value: now.hp, aria: { label: 'Hit points' } }), make('b', {}, `${now.hp} of ${now.max}`), now.temp > 0 && make('small', {}, ` and ${now.temp} temporary`)),
      fact('Armour class', figures.ac), fact('Initiative', signed(figures.initiative ?? 0)), fact('Speed', figures.speed), fact('Proficiency', signed(figures.proficiency ?? 2)),
      figures.spellDc > 0 && fact('Spell save', figures.spellDc), fact('Passive perception', figures.passive?.perception),
      now.hp === 0 && !now.dead && fact('Death saves', now.stable ? 'stable' : `${now.deathSuccesses ?? 0} good, ${now.deathFailures ?? 0} bad`),
      now.hp === 0 && !now.dead && !now.stable && kit.mine && (kit.table.state.campaign?.settings?.d20?.deathSaves ?? 'automatic') !== 'automatic' && button('Roll against death', () => act('death-save', { who: kit.key }), { className: 'small' }),
      load && make('span', { className: load.over ? 'fact over' : 'fact', title: 'Pounds carried, and how many one can' }, make('small', {}, 'Carries'), make('b', {}, load.says), load.over && make('small', {}, 'too much')),
      now.dead && fact('Life', 'dead'), now.exhaustion > 0 && fact('Exhaustion', now.exhaustion),
      now.concentration && make('span', { className: 'fact' }, make('small', {}, 'Concentrates on'), make('b', {}, now.concentration.spell), kit.mine && button('Let go', () => act('let-go', { who: kit.key }), { className: 'small quiet' })),
      ...movable.map(power => button(`Move ${power.name}`, () => moves(power), { className: 'small', title: `${power.stays.steered} feet at most` }))].filter(Boolean));
  }

  function drawTurn(state) {
    const now = turnOf(state, kit.key);
    const has = now && [now.action && 'action', now.bonus && 'bonus action', now.reaction && 'reaction'].filter(Boolean).join(', ');
    turn.textContent = !now ? '' : `${now.on ? 'On now' : 'Waiting'}: ${has || 'nothing'} left${now.on ? `, ${now.moved} feet walked` : ''}${now.ready ? `; ready for: ${now.ready}` : ''}.`;
  }

  function drawScores(block) {
    const figures = block.figures ?? {};
    scores.replaceChildren(...ABILITIES.map(([name, key]) => button(`${key.toUpperCase()} ${block.abilities?.[name] ?? 10} (${signed(figures.modifiers?.[key] ?? 0)})`, () => check({ ability: key }), { className: 'small quiet', disabled: !kit.mine, title: `Roll a check of ${name}` })));
    more.replaceChildren(
      make('p', {}, ABILITIES.map(([, key]) => `${key.toUpperCase()} save ${signed(figures.saves?.[key] ?? 0)}`).join(' · ')),
      make('div', { className: 'scores' }, Object.entries(figures.skills ?? {}).map(([key, bonus]) => button(`${words(key)} ${signed(bonus)}`, () => check({ skill: key }), { className: 'small quiet', disabled: !kit.mine }))));
  }

  function drawDoes(sheet) {
    const { block, now = {} } = sheet;
    const figures = block.figures ?? {};
    const who = kit.key;
    const list = (title, items) => items.length > 0 && make('section', {}, make('h2', {}, title), make('ul', {}, items));
    const attacks = Object.entries(figures.attacks ?? {}).map(([key, each]) => make('li', {},
      make('span', {}, `${each.name} ${signed(each.bonus ?? 0)}, ${(each.damage ?? []).map(lasting).join(' and ')}`), make('small', {}, each.range > 0 ? ` ${each.range} ft` : ` reach ${each.reach ?? 5}`),
      kit.mine && button('Attack', () => ask('d20.attack', { attacker: who, attack: key }, each.name), { className: 'small', aria: { label: `Attack with ${each.name}` } })));
    const powers = Object.entries(block.powers ?? {}).map(([key, each]) => make('li', {},
      make('span', { title: each.text ?? '' }, each.name), each.uses && pips(Math.max(0, (each.uses.most ?? 1) - (now.uses?.[key] ?? 0)), each.uses.most ?? 1),
      kit.mine && button('Use', () => aims('d20.use', { who, power: key }, each, each.name), { className: 'small', disabled: each.uses !== undefined && (each.uses.most ?? 1) <= (now.uses?.[key] ?? 0), aria: { label: `Use ${each.name}` } })));
    const left = Object.fromEntries(slotsOf(sheet).map(each => [each.level, each.left]));
    const can = ({ level, innate, spell }) => level === 0 || innate !== undefined || !spell || left.pact > 0 || LEVELS.some(each => Number(each) >= level && left[each] > 0);
    const spells = grouped(spellsOf(block, rules));
    const spellItem = each => make('li', {},
      make('span', { title: each.spell?.power?.text ?? '' }, each.name, each.spell?.concentration && make('small', { title: 'Needs concentration' }, ' held'), each.spell?.ritual && make('small', {}, ' ritual')),
      each.spell && make('small', {}, reachOf(each.spell.power)),
      kit.mine && button('Cast', () => casts(each.key, each.name), { className: 'small', disabled: !can(each), aria: { label: `Cast ${each.name}` } }));
    const slots = slotsOf(sheet).map(({ level, most, left }) => make('li', {}, make('span', {}, level === 'pact' ? `Pact, level ${figures.pactLevel}` : `Level ${level}`), pips(left, most)));
    const plain = ['dash', 'disengage', 'dodge', 'help', 'hide', 'search', 'stand'].map(what => button(words(what), () => (what === 'help' ? ask('d20.act', { who, what }, 'Help', ['bonus']) : act('act', { who, what })), { className: 'small quiet' }));
    const wrestles = [['Grapple', 'd20.grapple', {}], ['Shove over', 'd20.shove', { away: false }], ['Shove away', 'd20.shove', { away: true }]].map(([label, type, fixed]) => button(label, () => ask(type, { who, ...fixed }, label), { className: 'small quiet', title: 'In place of an attack' }));
    const rests = [['An hour’s rest', false], ['A night’s rest', true]].map(([label, night]) => button(label, () => (night ? act('rest', { who, night }) : ask('d20.rest', { who, night }, label)), { className: 'small quiet' }));
    const traits = Object.values(block.traits ?? {}).map(each => make('li', {}, make('b', {}, each.name), ` ${each.text ?? ''}`));
    does.replaceChildren(...[
      list('Attacks', attacks), list('Powers', powers), list('Slots', slots), ...[...spells].map(([level, each]) => list(level > 9 ? 'Other spells' : level === 0 ? 'Spells at will' : `Spells of level ${level}`, each.map(spellItem))), list('Traits', traits),
      kit.mine && make('p', { className: 'scores' }, plain, wrestles), kit.mine && make('p', { className: 'scores' }, rests)].filter(Boolean));
  }

  /** Waits for the list of spells, if it is not here yet. */
  async function know() {
    if (Object.keys(rules).length) return;
    rules = (await spellsOfRules()) ?? {};
    if (!shown) return;
    drawTop(shown);
    if (shown.block?.abilities !== undefined) drawDoes(shown);
  }
  know();

  return {
    draw({ state, actor }) {
      const sheet = actor.d20 ?? {};
      shown = sheet;
      drawTop(sheet);
      drawTurn(state);
      const known = sheet.block?.abilities !== undefined;
      for (const each of [scores, does, skills]) each.hidden = !known;
      if (known) {
        drawScores(sheet.block);
        drawDoes(sheet);
      }
    },
  };
}
