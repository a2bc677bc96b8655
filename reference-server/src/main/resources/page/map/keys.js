// The map by keyboard alone: Tab from token to token, arrows move the chosen one by a cell or the view
// when none is chosen; with a tool in hand, arrows move a cross and Enter begins and ends.

const ARROWS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
  Numpad1: [-1, 1], Numpad2: [0, 1], Numpad3: [1, 1], Numpad4: [-1, 0], Numpad6: [1, 0], Numpad7: [-1, -1], Numpad8: [0, -1], Numpad9: [1, -1],
};

export const HELP = [
  ['Tab, Shift+Tab', 'next, previous token'],
  ['Arrows', 'move the chosen token a cell; else the view'],
  ['Enter', 'open the chosen token; with a tool, begin and end'],
  ['D', 'open or close the nearest door (Shift+D: lock)'],
  ['P', 'point at the chosen token or the cross'],
  ['M', 'measure; S select; A area; W draw'],
  ['H', 'hide or show the chosen token (game master)'],
  ['V', 'see as the chosen token (game master)'],
  ['+  −  0', 'zoom in, out, whole map'],
  ['C', 'centre on the chosen token'],
  ['Esc', 'cancel, then choose nothing'],
];

export class Keys {
  cursor = null;
  door = null;
  left = false;

  constructor(map) {
    this.map = map;
    map.stage.addEventListener('keydown', event => this.key(event), { signal: map.ended.signal });
    map.stage.addEventListener('blur', () => {
      this.door = null;
      this.left = true;
      map.again('overlay');
    }, { signal: map.ended.signal });
  }

  key(event) {
    const { map } = this;
    if (!map.model.map || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Tab') {
      if (this.tab(event.shiftKey)) event.preventDefault();
      return;
    }
    const way = ARROWS[event.key] ?? (event.code?.startsWith('Numpad') ? ARROWS[event.code] : undefined);
    const does = way ? () => this.arrow(way, event.shiftKey) : this.does(event);
    if (!does) return;
    event.preventDefault();
    does();
  }

  does(event) {
    const { map } = this;
    const chosen = map.chosen;
    switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
      case '+': case '=': return () => map.zoom(1.25);
      case '-': case '_': return () => map.zoom(0.8);
      case '0': return () => map.fit();
      case 'c': return chosen ? () => map.centre(chosen) : null;
      case 'd': return () => this.doors(event.shiftKey);
      case 'p': return () => map.ping(this.cursor ?? chosen ?? this.middle());
      case 'm': return () => map.setTool('measure');
      case 's': return () => map.setTool('select');
      case 'a': return () => map.setTool('circle');
      case 'w': return () => map.setTool('freehand');
      case 'h': return chosen && map.model.runs ? () => map.act('token.hide', { tokens: [chosen.ref], hidden: !chosen.hidden })
        .then(() => map.say(`${chosen.name} is ${chosen.hidden ? 'shown' : 'hidden'}.`)) : null;
      case 'v': return map.model.runs && chosen ? () => map.seeAs(map.as ? '' : chosen.id) : null;
      case '?': return () => map.toolbar?.help();
      case 'Enter': return () => this.enter();
      case 'Escape': return () => this.escape();
      default: return null;
    }
  }

  middle() { return this.map.camera.toMap({ x: this.map.camera.width / 2, y: this.map.camera.height / 2 }); }

  /** Goes to the next token; behind the last one the focus leaves the map as anywhere else. */
  tab(back) {
    const { map } = this;
    const order = [...map.model.tokens].sort((a, b) => Number(b.own) - Number(a.own) || Math.round(a.y - b.y) || a.x - b.x || (a.id < b.id ? -1 : 1));
    let index = order.findIndex(token => token === map.chosen);
    // Whoever went through all of them, left and comes back begins again.
    if (this.left && index === (back ? 0 : order.length - 1)) index = -1;
    this.left = false;
    const next = index < 0 ? (back ? -1 : 0) : index + (back ? -1 : 1);
    if (next < 0 || next >= order.length) return false;
    map.select(order[next].id);
    map.reveal(order[next]);
    map.say(map.describe(order[next]));
    return true;
  }

  arrow([dx, dy], far) {
    const { map } = this;
    if (map.tool !== 'select') {
      this.cursor = this.step(this.cursor ?? this.start(), dx, dy, far ? 5 : 1);
      map.reveal(this.cursor);
      map.hands.pull(this.cursor);
      map.say(map.hands.ruler ? map.model.said(map.hands.ruler.length) : map.placeOf(this.cursor));
      map.again('overlay');
      return;
    }
    const token = map.chosen;
    if (!token) {
      map.camera.pan(-dx * (far ? 240 : 60), -dy * (far ? 240 : 60));
      map.moved();
      return;
    }
    if (!token.mine) {
      map.say(`${token.name} is not yours to move.`, true);
      return;
    }
    const at = map.placed.get(token.id) ?? token;
    const to = map.model.grid.snap(map.model.space(token, this.step(at, dx, dy, 1)));
    if (map.hands.isBlocked({ ...token, x: at.x, y: at.y }, to)) {
      map.say('A wall is in the way.', true);
      return;
    }
    map.reveal(to);
    map.move([{ token, to }]);
  }

  start() {
    const { map } = this;
    return map.hands.snapped(map.chosen ?? this.middle());
  }

  /** The place a cell further. */
  step(at, dx, dy, count) {
    const { model } = this.map;
    if (!model.grid.hex) return { x: at.x + dx * count, y: at.y + dy * count };
    let place = at;
    for (let i = 0; i < count; i++) {
      const cell = model.grid.cellAt(place);
      const middle = model.grid.middle(cell);
      // Where two neighbours lie alike, rows take turns so that the way goes straight on.
      const lean = (model.grid.rows ? cell.row : cell.column) & 1 ? 0.01 : -0.01;
      const [wx, wy] = model.grid.rows ? [dx + (dx ? 0 : lean), dy] : [dx, dy + (dy ? 0 : lean)];
      const score = next => {
        const to = model.grid.middle(next);
        return (to.x - middle.x) * wx + (to.y - middle.y) * wy;
      };
      place = model.grid.middle(model.grid.neighbours(cell).reduce((a, b) => score(b) > score(a) ? b : a));
    }
    return place;
  }

  enter() {
    const { map } = this;
    if (map.tool === 'select') {
      if (map.chosen) map.tell('open', { token: map.chosen.ref, actor: map.chosen.actor || null });
      return;
    }
    const { hands } = map;
    this.cursor ??= this.start();
    const open = hands.sketch || (hands.area && !hands.area.done) || (hands.ruler && !hands.rulerDone);
    if (open) hands.end();
    else {
      hands.rulerDone = false;
      hands.begin(this.cursor);
    }
    map.again('overlay');
  }

  doors(lock) {
    const { map } = this;
    const from = map.chosen ?? this.middle();
    const door = map.model.doorNear(map.placed.get(map.chosen?.id) ?? from, map.chosen ? 3 : 1000);
    if (!door) {
      map.say('No door is near.', true);
      return;
    }
    this.door = door;
    map.toggleDoor(door, lock);
    map.again('overlay');
    setTimeout(() => {
      this.door = null;
      map.again('overlay');
    }, 900);
  }

  escape() {
    const { map } = this;
    if (map.hands.cancel()) return;
    if (map.toolbar?.close()) return;
    if (map.tool !== 'select') map.setTool('select');
    else if (map.selected.size) map.select(null);
  }
}
