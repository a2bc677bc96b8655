// The browser that is installed here, or null: pages of our own Chromium with what these tests do to them.

import { Chromium, noChromium } from '../client/kit/chromium.mjs';
import { Person, pause } from '../table/kit/person.mjs';

export async function browser() {
  if (noChromium) return null;
  const chromium = await new Chromium().start();
  return {
    /** @param {{viewport?: {width: number, height: number}, hasTouch?: boolean, reducedMotion?: string}} [how] */
    async newPage({ viewport = { width: 1280, height: 720 }, hasTouch = false, reducedMotion } = {}) {
      const person = await Person.opens(chromium, 'map', 'about:blank', { ...viewport, still: reducedMotion === 'reduce' });
      if (hasTouch) await person.page.ask('Emulation.setTouchEmulationEnabled', { enabled: true });
      return new Page(person);
    },
    version: async () => (await chromium.ask('Browser.getVersion')).product.replace(/.*\//, ''),
    ask: (method, params) => chromium.ask(method, params),
    on(method, run) { chromium.pages.get(undefined).heard.set(method, run ? [run] : []); },
    close: () => chromium.stop(),
  };
}

class Page {
  constructor(person) {
    this.person = person;
    this.mouse = {
      at: { x: 0, y: 0 }, held: false,
      move: async (x, y, { steps = 1 } = {}) => {
        const { at, held } = this.mouse;
        for (let i = 1; i <= steps; i++) await person.mouse('mouseMoved', at.x + (x - at.x) * i / steps, at.y + (y - at.y) * i / steps, held ? { button: 'left', buttons: 1 } : {});
        this.mouse.at = { x, y };
      },
      down: () => { this.mouse.held = true; return person.mouse('mousePressed', this.mouse.at.x, this.mouse.at.y, { button: 'left', buttons: 1, clickCount: 1 }); },
      up: () => { this.mouse.held = false; return person.mouse('mouseReleased', this.mouse.at.x, this.mouse.at.y, { button: 'left', clickCount: 1 }); },
      click: async (x, y) => { this.mouse.at = { x, y }; await person.press({ x, y }); },
    };
    this.keyboard = { press: key => person.key(key) };
    this.touchscreen = {
      tap: async (x, y) => {
        await person.page.ask('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
        await person.page.ask('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
      },
    };
  }

  /** @returns what went wrong in the page so far */
  get faults() { return this.person.page.problems; }

  async goto(url) {
    const loaded = new Promise(done => { this.person.page.on('Page.loadEventFired', done); });
    await this.person.page.go(url);
    await loaded;
  }

  evaluate(what, given) { return this.person.evaluate(typeof what === 'function' ? `(${what})(${JSON.stringify(given) ?? ''})` : what); }

  waitForFunction(what) {
    const text = typeof what === 'function' ? `(${what})()` : what;
    return this.person.until(text, () => this.person.evaluate(`Boolean(${text})`).catch(() => false));
  }

  waitForTimeout(millis) { return pause(millis); }

  focus(selector) { return this.evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`); }

  close() { return this.person.leaves(); }
}
