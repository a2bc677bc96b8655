// Somebody who looks at a page and does what people do: finds things by their role and name, as a
// screen reader tells them, clicks where they are, types, drags with a real pointer. Nothing here
// knows how the page is made, except for where a token of the map is on the screen.

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from '../../client/kit/server.mjs';

const TARGET = join(dirname(fileURLToPath(import.meta.url)), '../../../../../target/page-failures');
const KEYS = {
  Enter: ['Enter', 13, '\r'], Tab: ['Tab', 9], Escape: ['Escape', 27], ' ': ['Space', 32, ' '], Home: ['Home', 36], End: ['End', 35],
  ArrowLeft: ['ArrowLeft', 37], ArrowUp: ['ArrowUp', 38], ArrowRight: ['ArrowRight', 39], ArrowDown: ['ArrowDown', 40], Delete: ['Delete', 46], Backspace: ['Backspace', 8],
};
const fits = (is, wanted) => wanted === undefined || (wanted instanceof RegExp ? wanted.test(is) : is === wanted);
export const pause = millis => new Promise(done => { setTimeout(done, millis); });

export class Person {
  /**
   * Opens a page.
   *
   * @param browser a Chromium
   * @param {string} name for failures
   * @param {string} url
   * @param {{width?: number, height?: number, dark?: boolean, still?: boolean, touch?: boolean, context?: object, before?: Function}} [how]
   */
  static async opens(browser, name, url, how = {}) {
    const context = how.context ?? await browser.context();
    const person = new Person();
    Object.assign(person, { name, context, sent: [], width: how.width ?? 1280, height: how.height ?? 720 });
    person.page = await context.page(url, async page => {
      person.page = page;
      await Promise.all([page.ask('DOM.enable'), page.ask('Accessibility.enable')]);
      await person.looks(how);
      page.on('Page.javascriptDialogOpening', ({ message }) => { page.problems.push(`a dialog: ${message}`); page.ask('Page.handleJavaScriptDialog', { accept: false }).catch(() => {}); });
      await how.before?.(page, person);
    });
    return person;
  }

  /** Another size of window, another scheme of colours. */
  async looks({ width = this.width, height = this.height, dark = false, still = false }) {
    Object.assign(this, { width, height });
    await this.page.ask('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await this.page.ask('Emulation.setEmulatedMedia', { features: [
      { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: still ? 'reduce' : 'no-preference' }] });
  }

  evaluate(text) { return this.page.evaluate(text); }

  /** Waits until something is so; a picture of the page tells why not. */
  async until(what, is, within = 60_000) {
    try {
      return await until(`${this.name}: ${what}`, is, within);
    } catch (fault) {
      await this.picture(`${this.name} ${what}`).catch(() => {});
      fault.message += `; the page says: ${(await this.words().catch(() => '')).replace(/\s+/g, ' ').slice(-1500)}`;
      throw fault;
    }
  }

  /** A picture of the page, into target/page-failures unless elsewhere. */
  async picture(name, folder = TARGET) {
    mkdirSync(folder, { recursive: true });
    const { data } = await this.page.ask('Page.captureScreenshot', { format: 'png' });
    const file = join(folder, `${name.replace(/[^\w-]+/g, '-').slice(0, 80)}.png`);
    writeFileSync(file, Buffer.from(data, 'base64'));
    return file;
  }

  /** All words that can be seen. */
  async words() { return await this.evaluate('document.body?.innerText ?? ""'); }

  /** What a screen reader is told: everything with a role and a name. */
  async tree() {
    const { nodes } = await this.page.ask('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map(node => [node.nodeId, node]));
    return nodes.filter(node => !node.ignored).map(node => ({
      role: node.role?.value ?? '', name: node.name?.value ?? '', value: node.value?.value, description: node.description?.value ?? '',
      id: node.backendDOMNodeId, is: Object.fromEntries((node.properties ?? []).map(each => [each.name, each.value.value])),
      within: () => { const up = []; for (let at = byId.get(node.parentId); at; at = byId.get(at.parentId)) if (!at.ignored) up.push({ role: at.role?.value, name: at.name?.value ?? '', id: at.backendDOMNodeId }); return up; },
    }));
  }

  /** What has this role and name; within something that has a name, if asked. */
  async all(role, name, within) {
    return (await this.tree()).filter(node => fits(node.role, role) && fits(node.name, name)
      && (within === undefined || node.within().some(up => fits(up.name, within))));
  }

  async has(role, name, within) { return (await this.all(role, name, within)).length > 0; }

  find(role, name, { within, time = 60_000, at = 0 } = {}) {
    return this.until(`a ${role} named ${name}${within ? ` in ${within}` : ''}`, async () => (await this.all(role, name, within)).at(at), time);
  }

  /** Where something is on the screen, scrolled to where it can be reached; undefined when something lies over it. */
  async place({ id }) {
    const { ask } = this.page;
    await ask('DOM.scrollIntoViewIfNeeded', { backendNodeId: id });
    const { quads: [quad] } = await ask('DOM.getContentQuads', { backendNodeId: id });
    if (!quad) return undefined;
    const at = { x: (quad[0] + quad[2] + quad[4] + quad[6]) / 4, y: (quad[1] + quad[3] + quad[5] + quad[7]) / 4 };
    const { object } = await ask('DOM.resolveNode', { backendNodeId: id });
    const { result } = await ask('Runtime.callFunctionOn', {
      objectId: object.objectId, arguments: [{ value: at.x }, { value: at.y }], returnByValue: true,
      functionDeclaration: 'function (x, y) { const node = this.nodeType === 1 ? this : this.parentElement; const top = document.elementFromPoint(x, y); return top !== null && (node.contains(top) || top.contains(node) && top.matches("label, summary")); }',
    });
    return result.value ? at : undefined;
  }

  /** Clicks what has this role and name, when it is there and nothing lies over it. */
  async click(role, name, options = {}) {
    for (let again = 0; ; again++) {
      const where = await this.until(`to click the ${role} named ${name}${options.within ? ` in ${options.within}` : ''}`, async () => {
        const node = (await this.all(role, name, options.within)).at(options.at ?? 0);
        if (!node || node.is.disabled) return undefined;
        // What was drawn anew in between is looked for again.
        return this.place(node).catch(() => undefined);
      }, options.time ?? 60_000);
      await this.press(where, options);
      // Things move when something comes or goes above them: as anybody would, one looks whether the tab came.
      if (role !== 'tab' || again >= 5 || (await this.all('tab', name))[0]?.is.selected) return;
    }
  }

  async press({ x, y }, { times = 1 } = {}) {
    await this.mouse('mouseMoved', x, y);
    for (let i = 1; i <= times; i++) {
      await this.mouse('mousePressed', x, y, { button: 'left', buttons: 1, clickCount: i });
      await this.mouse('mouseReleased', x, y, { button: 'left', clickCount: i });
    }
  }

  mouse(type, x, y, more = {}) { return this.page.ask('Input.dispatchMouseEvent', { type, x, y, ...more }); }

  /** Types into a field, in place of what is there. */
  async types(role, name, text, options = {}) {
    await this.click(role, name, options);
    await this.key('a', { ctrl: true });
    if (text === '') await this.key('Delete');
    else await this.page.ask('Input.insertText', { text });
  }

  /** Chooses an entry of a list, as by its keys. */
  async chooses(name, option, options = {}) {
    const node = await this.find(/^(combobox|listbox)$/, name, options);
    const { object } = await this.page.ask('DOM.resolveNode', { backendNodeId: node.id });
    const { result } = await this.page.ask('Runtime.callFunctionOn', {
      objectId: object.objectId, arguments: [{ value: option }], returnByValue: true,
      functionDeclaration: 'function (text) { const found = [...this.options].find(each => each.textContent.trim() === text || each.textContent.includes(text)); if (!found) return [...this.options].map(each => each.textContent); this.value = found.value; this.dispatchEvent(new Event("input", { bubbles: true })); this.dispatchEvent(new Event("change", { bubbles: true })); return true; }',
    });
    if (result.value !== true) throw new Error(`${this.name}: ${name} has no ${option}, but ${result.value}`);
  }

  /** A key is pressed and let go. */
  async key(key, { ctrl = false, shift = false } = {}) {
    const [code, number, text] = KEYS[key] ?? [`Key${key.toUpperCase()}`, key.toUpperCase().charCodeAt(0), key];
    const about = { key, code, windowsVirtualKeyCode: number, modifiers: (ctrl ? 2 : 0) + (shift ? 8 : 0) };
    const commands = ctrl && key === 'a' ? ['selectAll'] : undefined;
    await this.page.ask('Input.dispatchKeyEvent', { type: text && !ctrl ? 'keyDown' : 'rawKeyDown', ...about, ...(text && !ctrl ? { text } : {}), ...(commands ? { commands } : {}) });
    await this.page.ask('Input.dispatchKeyEvent', { type: 'keyUp', ...about });
  }

  /** What has the focus: its role and name. */
  async focus() {
    const focused = (await this.tree()).filter(node => node.is.focused && node.role !== 'RootWebArea');
    return focused.at(-1) ?? { role: '', name: '' };
  }

  /** Goes by the Tab key to what has this role and name. */
  async tabs(role, name, most = 80) {
    for (let i = 0; i < most; i++) {
      const at = await this.focus();
      if (fits(at.role, role) && fits(at.name, name)) return at;
      await this.key('Tab');
    }
    await this.picture(`${this.name} tabs to ${name}`);
    throw new Error(`${this.name}: Tab does not come to a ${role} named ${name}`);
  }

  /** The line that says how it stands with the server. */
  async line() { return await this.evaluate(`document.getElementById('line')?.textContent ?? ''`).catch(() => ''); }

  live(within = 120_000) { return this.until('live', async () => await this.line() === 'live', within); }

  /** Waits for words on the page. */
  sees(words, within) { return this.until(`to see ${words}`, async () => { const all = await this.words(); return words instanceof RegExp ? words.test(all) : all.includes(words); }, within); }

  /** How many of the lines of talk that are drawn now, the newest, have these words in them. */
  times(words) { return this.evaluate(`[...document.querySelectorAll('[aria-label="What was said and rolled"] li')].filter(each => each.textContent.includes(${JSON.stringify(words)})).length`); }

  /** Says something at the table. */
  async says(text) {
    if (!await this.has('textbox', /^Say something/)) await this.click('tab', /^Talk/);
    await this.types('textbox', /^Say something/, text);
    await this.key('Enter');
  }

  // -- the map ----------------------------------------------------------------------------------

  /** What the map shows, as the page has it: the map, actors, participants, the encounter. */
  view() { return this.evaluate(`(() => { const { me, key, map, actors, participants, encounter } = document.getElementById('map').component.source.view(); return { me, key, map, actors, participants, encounter }; })()`); }

  /** Where a place of the map is on the screen; brought into view first. */
  async at(place) {
    return this.evaluate(`(() => { const map = document.getElementById('map').component; const at = ${JSON.stringify(place)}; map.reveal(at); map.frameNow();
      const box = map.stage.getBoundingClientRect(); const { x, y } = map.camera.toScreen(at); return { x: box.left + x, y: box.top + y, cell: map.camera.scale }; })()`);
  }

  token(id) { return this.evaluate(`(() => { const token = document.getElementById('map').component.model.byId.get(${JSON.stringify(id)}); return token ? { x: token.x, y: token.y } : undefined; })()`); }

  /** Takes a token and drags it; `meanwhile` is done before it is let go. */
  async drags(id, to, { steps = 8, meanwhile, meets } = {}) {
    const token = await this.until(`the token ${id}`, () => this.token(id));
    const goal = await this.at(to);
    const from = await this.at(token);
    const end = { x: from.x + (to.x - token.x) * goal.cell, y: from.y + (to.y - token.y) * goal.cell };
    await this.mouse('mouseMoved', from.x, from.y);
    await this.mouse('mousePressed', from.x, from.y, { button: 'left', buttons: 1, clickCount: 1 });
    for (let i = 1; i <= steps; i++) {
      await this.mouse('mouseMoved', from.x + (end.x - from.x) * i / steps, from.y + (end.y - from.y) * i / steps, { button: 'left', buttons: 1 });
      await pause(20);
      if (meanwhile && i === Math.ceil(steps / 2)) await meanwhile();
    }
    await this.mouse('mouseReleased', end.x, end.y, { button: 'left', clickCount: 1 });
    return meets;
  }

  /** What went wrong in the page, without what a line that was cut brings. */
  problems() { return this.page.problems.filter(each => !/ERR_(CONNECTION|INTERNET|EMPTY|SOCKET|NETWORK)|WebSocket connection|404/.test(each)); }

  leaves() { return this.context.end(); }
}
