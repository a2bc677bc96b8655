// The buttons on the map. Icons are drawn here, so that nothing is fetched.

import { HELP } from './keys.js';

const ICONS = {
  select: 'M5 3l14 8-6.5 1.8L9 19z',
  measure: 'M3 15L15 3l6 6L9 21zM7 13l2 2M10 10l3 3M13 7l2 2',
  circle: 'M12 4a8 8 0 100 16 8 8 0 000-16zM12 12h8',
  cone: 'M4 12L20 4v16z',
  line: 'M4 17L17 4l3 3L7 20z',
  square: 'M5 5h14v14H5z',
  freehand: 'M4 20l1-5L16 4l4 4L9 19zM13 7l4 4',
  rectangle: 'M4 6h16v12H4z',
  ellipse: 'M12 6c5 0 8 2.700 8 6s-3 6-8 6-8-2.700-8-6 3-6 8-6z',
  erase: 'M9 19l-5-5L14 4l6 6-9 9zM8 10l6 6',
  ping: 'M12 21s-6-6.500-6-11a6 6 0 0112 0c0 4.500-6 11-6 11zM12 8v4',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  fit: 'M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5',
  view: 'M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM12 9a3 3 0 100 6 3 3 0 000-6z',
  help: 'M9 9a3 3 0 114.500 2.600c-1 .6-1.500 1.200-1.500 2.400M12 17.500v.5',
};
const TOOLS = [
  { tool: 'select', label: 'Select and move (S)' },
  { tool: 'measure', label: 'Measure (M)' },
  { label: 'Areas (A)', many: [['circle', 'Circle'], ['cone', 'Cone'], ['line', 'Line'], ['square', 'Square']] },
  { label: 'Draw (W)', many: [['freehand', 'Freehand'], ['rectangle', 'Rectangle'], ['ellipse', 'Ellipse'], ['erase', 'Erase']] },
  { tool: 'ping', label: 'Point at a place (P)' },
];
const SHOWS = [['grid', 'Grid'], ['names', 'Names'], ['walls', 'Walls and doors'], ['drawings', 'Drawings'], ['light', 'Light']];

const make = (tag, props = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith('aria') || key === 'role') node.setAttribute(key, value);
    else node[key] = value;
  }
  node.append(...children);
  return node;
};

function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  svg.append(path);
  return svg;
}

export class Toolbar {
  constructor(map) {
    this.map = map;
    this.buttons = new Map();
    this.groups = [];
    const { signal } = map.ended;
    this.tools = make('div', { className: 'tk-tools', role: 'toolbar' });
    this.tools.setAttribute('aria-label', 'Map tools');
    for (const each of TOOLS) {
      if (each.many) this.group(each);
      else this.tools.append(this.tool(each.tool, each.label));
    }
    this.views = make('div', { className: 'tk-views', role: 'toolbar' });
    this.views.setAttribute('aria-label', 'View of the map');
    this.views.append(
      this.button('plus', 'Zoom in (+)', () => map.zoom(1.25)),
      this.button('minus', 'Zoom out (−)', () => map.zoom(0.8)),
      this.button('fit', 'Whole map (0)', () => map.fit()),
      this.viewButton = this.button('view', 'What is shown', () => this.toggle(this.menu)),
      this.helpButton = this.button('help', 'Keys (?)', () => this.help()),
    );
    this.menu = make('div', { className: 'tk-menu', hidden: true, role: 'group' });
    this.menu.setAttribute('aria-label', 'What is shown');
    for (const [what, label] of SHOWS) {
      const box = make('input', { type: 'checkbox', checked: true });
      box.addEventListener('change', () => map.show(what, box.checked), { signal });
      this.menu.append(make('label', {}, box, ` ${label}`));
    }
    this.asBox = make('input', { type: 'checkbox' });
    this.asBox.addEventListener('change', () => map.seeAs(this.asBox.checked ? map.chosen?.id ?? '' : ''), { signal });
    this.asLabel = make('label', {}, this.asBox, ' See as the chosen token');
    this.menu.append(this.asLabel);
    this.keys = make('div', { className: 'tk-menu tk-keys', hidden: true, tabIndex: 0, role: 'region' });
    this.keys.setAttribute('aria-label', 'Keys of the map');
    const list = make('dl');
    for (const [key, does] of HELP) list.append(make('dt', {}, key), make('dd', {}, does));
    this.keys.append(list);
    map.element.append(this.tools, this.views, this.menu, this.keys);
    map.element.addEventListener('keydown', event => {
      if (event.key === 'Escape' && event.target !== map.stage && this.close()) map.stage.focus();
    }, { signal });
    map.stage.addEventListener('pointerdown', () => this.close(), { signal });
  }

  button(name, label, does) {
    const button = make('button', { type: 'button', title: label }, icon(name));
    button.setAttribute('aria-label', label);
    button.addEventListener('click', does, { signal: this.map.ended.signal });
    return button;
  }

  tool(tool, label) {
    const button = this.button(tool, label, () => {
      this.map.setTool(tool);
      for (const { row } of this.groups) row.hidden = true;
    });
    button.setAttribute('aria-pressed', 'false');
    this.buttons.set(tool, button);
    return button;
  }

  /** Tools of one kind, opened beside the button that shows the last used of them. */
  group({ label, many }) {
    const row = make('div', { className: 'tk-row', hidden: true, role: 'group' });
    row.setAttribute('aria-label', label);
    for (const [tool, name] of many) row.append(this.tool(tool, name));
    const group = { tools: many.map(([tool]) => tool), row, last: many[0][0] };
    group.button = this.button(many[0][0], label, () => {
      const open = row.hidden;
      this.close();
      row.hidden = !open;
      this.map.setTool(open ? group.last : 'select');
      group.button.setAttribute('aria-expanded', String(open));
    });
    group.button.setAttribute('aria-expanded', 'false');
    this.groups.push(group);
    this.tools.append(make('div', { className: 'tk-group' }, group.button, row));
  }

  toggle(panel) {
    const open = panel.hidden;
    this.close();
    panel.hidden = !open;
    this.viewButton.setAttribute('aria-expanded', String(!this.menu.hidden));
    this.helpButton.setAttribute('aria-expanded', String(!this.keys.hidden));
    return open;
  }

  help() { if (this.toggle(this.keys)) this.keys.focus(); }

  /** @returns {boolean} whether something was open */
  close() {
    const open = [this.menu, this.keys].filter(panel => !panel.hidden);
    for (const panel of open) panel.hidden = true;
    return open.length > 0;
  }

  changed() {
    const { map } = this;
    for (const [tool, button] of this.buttons) button.setAttribute('aria-pressed', String(map.tool === tool));
    for (const group of this.groups) {
      const here = group.tools.includes(map.tool);
      if (here && group.last !== map.tool) {
        group.last = map.tool;
        group.button.replaceChildren(icon(map.tool));
      }
      group.button.classList.toggle('tk-on', here);
      if (!here) {
        group.row.hidden = true;
        group.button.setAttribute('aria-expanded', 'false');
      }
    }
    this.asLabel.hidden = !map.model.runs || !map.model.sees;
    this.asBox.checked = map.as !== '';
    this.asBox.disabled = !map.chosen && !map.as;
  }
}
