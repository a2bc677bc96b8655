// A made-up table for tests of the map: rooms off corridors, people and monsters, lamps, all from a seed.

export function madeUp({ walls = 2000, tokens = 200, role = 'player', grid = 'square', picture = true, lights = 30, darkness = 0.8, seed = 7 } = {}) {
  let state = seed;
  const random = () => (state = state * 16807 % 2147483647) / 2147483647;
  const wide = 64;
  const high = 44;
  const map = {
    name: 'A made-up dungeon',
    grid: { type: grid, wide, high, cellPixels: 50, cellDistance: 5, unit: 'ft' },
    ...(picture ? { picture: { asset: 'a'.repeat(64), width: wide * 50, height: high * 50 } } : {}),
    walls: {}, lights: {}, tokens: {}, wallsStop: true, drawings: {},
    lighting: { ambient: '#ffffff', darkness, sight: true },
    explored: { ana: { seen: {} } },
  };
  let made = 0;
  let id = 0;
  const wall = (points, more = {}) => {
    map.walls[`w${id++}`] = { points: points.map(([x, y]) => ({ x, y })), ...more };
    made += points.length - 1;
  };
  // Rooms of 8 by 7 cells with a door on each side, and pillars in them.
  for (let y = 0; y < high; y += 11) {
    for (let x = 0; x < wide; x += 8) {
      const [l, t, r, b] = [x + 0.5, y + 0.5, x + 7.5, y + 8.5];
      wall([[l, t], [x + 3.5, t]]);
      wall([[x + 4.5, t], [r, t], [r, b], [x + 4.5, b]]);
      wall([[x + 3.5, b], [l, b], [l, t]]);
      wall([[x + 3.5, t], [x + 4.5, t]], { door: { state: random() < 0.5 ? 'open' : 'closed' } });
      wall([[x + 3.5, b], [x + 4.5, b]], { door: { state: random() < 0.8 ? 'open' : 'locked' } });
    }
  }
  while (made < walls) {
    const x = 1 + random() * (wide - 2);
    const y = 1 + random() * (high - 2);
    const size = 0.15 + random() * 0.3;
    wall(Array.from({ length: 7 }, (_, i) => [x + size * Math.cos(i * Math.PI / 3), y + size * Math.sin(i * Math.PI / 3)]));
  }
  for (let i = 0; i < lights; i++) {
    map.lights[`l${i}`] = { x: 4 + (i * 8) % wide, y: 4.5 + 11 * (Math.floor(i * 8 / wide) % 4), bright: 3, dim: 7, color: ['#ffb347', '#ffd9a0', '#66e0c2'][i % 3] };
  }
  const actors = {
    hero: { name: 'Bram Oakhand', type: 'character', owner: 'ana', hello: { hp: { value: 21, max: 30 } } },
    mage: { name: 'Lyra', type: 'character', owner: 'ben', conditions: { c1: { name: 'Prone' }, c2: { name: 'Blessed' } } },
    rat: { name: 'Giant rat', type: 'monster' }, guard: { name: 'Guard', type: 'npc' },
  };
  const place = (key, actor, x, y, more = {}) => { map.tokens[key] = { actor, x, y, ...more }; };
  place('hero', 'hero', 4.5, 4.5, { vision: { range: 60, darkvision: 4 }, light: { bright: 4, dim: 8, color: '#ffc46b' } });
  place('mage', 'mage', 5.5, 5.5);
  for (let i = 2; i < tokens; i++) {
    place(`t${i}`, i % 3 ? 'rat' : 'guard', 0.5 + Math.floor(random() * wide), 0.5 + Math.floor(random() * high),
      { name: `${i % 3 ? 'Rat' : 'Guard'} ${i}`, ...(i % 17 === 0 ? { width: 2, height: 2 } : {}) });
  }
  for (let row = 0; row < high; row++) map.explored.ana.seen[row] = row < 30 ? 'ffffffffff' : '0';
  const me = role === 'gm' ? { id: 'gm', role: 'gm', name: 'Maren' } : { id: 'ana', role: 'player', name: 'Ana' };
  const view = {
    me, key: 'dungeon', map, actors,
    participants: { gm: { name: 'Maren', color: '#7a4fd0' }, ana: { name: 'Ana', color: '#c0392b' }, ben: { name: 'Ben', color: '#1f7a4d' } },
    encounter: { status: 'active', turn: 'c1', order: { c1: { actor: 'hero', token: 'dungeon/hero' } } },
  };
  let drawn = 0;
  const act = async (type, payload, change) => {
    const parts = ref => ref.split('/')[1];
    switch (type) {
      case 'token.move':
        change(({ map: now }) => { now.tokens[parts(payload.token)] = { ...now.tokens[parts(payload.token)], ...payload.to }; });
        break;
      case 'tokens.move':
        change(({ map: now }) => {
          for (const { token, to } of payload.moves) now.tokens[parts(token)] = { ...now.tokens[parts(token)], ...to };
        });
        break;
      case 'door.set':
        if (role !== 'gm' && map.walls[parts(payload.door)].door.state === 'locked') return { outcome: 'refused', code: 'locked', message: 'The door is locked.' };
        change(({ map: now }) => { now.walls[parts(payload.door)].door = { ...now.walls[parts(payload.door)].door, state: payload.state }; });
        break;
      case 'drawing.create': change(({ map: now }) => { now.drawings[`d${drawn++}`] = { kind: payload.kind, points: payload.points, color: payload.color, width: payload.width, owner: me.id }; }); break;
      case 'drawing.remove': change(({ map: now }) => { for (const ref of payload.drawings) delete now.drawings[parts(ref)]; }); break;
      default:
    }
    return { outcome: 'applied' };
  };
  return { view, act };
}
