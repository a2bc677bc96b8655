// Choosing on the map: the next token that is selected there is the one that is meant.
import { button } from '../dom.js';
import { ofToken } from './choices.js';

let waiting = null;

/** Ends a choice that is waited for, if there is one. */
export function endPick() { waiting?.(); }

/**
 * Waits for a token to be selected on the map.
 *
 * @param {EventTarget & {say?: Function}} map
 * @param {(token: string) => boolean} take whether that one will do
 * @param {{says?: string, ended?: () => void}} [about]
 * @returns {() => void} ends it
 */
export function awaitToken(map, take, { says = 'Choose a token on the map. Escape ends it.', ended } = {}) {
  endPick();
  const heard = event => {
    if (!event.detail.token) return;
    if (take(event.detail.token)) end();
    else map.say?.('That cannot be chosen here.', true);
  };
  const key = event => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); end(); } };
  const end = () => {
    map.removeEventListener('select', heard);
    document.removeEventListener('keydown', key, true);
    if (waiting === end) waiting = null;
    ended?.();
  };
  waiting = end;
  map.addEventListener('select', heard);
  document.addEventListener('keydown', key, true);
  map.say?.(says, true);
  return end;
}

/**
 * Waits for a place on the map to be pressed; what would lie there is shown meanwhile.
 *
 * @param {EventTarget & {say?: Function, stage: HTMLElement, camera: object, hands: object, again: Function}} map
 * @param {{says?: string, area?: (at: {x: number, y: number}) => object | null}} [about] what is said, and the area at a place
 * @returns {Promise<{x: number, y: number} | null>} in cells, to the half; null when it was ended
 */
export function awaitPlace(map, { says = 'Press where it goes. Escape ends it.', area = () => null } = {}) {
  endPick();
  return new Promise(done => {
    const { stage } = map;
    const at = event => {
      const box = stage.getBoundingClientRect();
      const { x, y } = map.camera.toMap({ x: event.clientX - box.left, y: event.clientY - box.top });
      return { x: Math.round(x * 2) / 2, y: Math.round(y * 2) / 2 };
    };
    const show = what => { map.hands.area = what; map.again('overlay'); };
    const end = place => {
      for (const [type, does] of heard) stage.removeEventListener(type, does, true);
      document.removeEventListener('keydown', key, true);
      if (waiting === stop) waiting = null;
      show(null);
      done(place);
    };
    const stop = () => end(null);
    const key = event => { if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); stop(); } };
    const heard = [
      ['pointermove', event => { event.stopPropagation(); show(area(at(event))); }],
      ['pointerdown', event => { event.preventDefault(); event.stopPropagation(); show(area(at(event))); }],
      ['pointerup', event => { event.stopPropagation(); end(at(event)); }],
    ];
    waiting = stop;
    for (const [type, does] of heard) stage.addEventListener(type, does, true);
    document.addEventListener('keydown', key, true);
    map.say?.(says, true);
    stage.scrollIntoView?.({ block: 'nearest' });
  });
}

/** A button that does so for a field. */
export function pickOnMap(map, table, kind, take, label) {
  let end = null;
  const one = button('On the map', () => {
    if (end) { end(); return; }
    one.setAttribute('aria-pressed', 'true');
    one.textContent = 'Click a token …';
    const stop = awaitToken(map, token => one.isConnected && take(ofToken(kind, table.state, token)), {
      ended: () => {
        end = null;
        one.setAttribute('aria-pressed', 'false');
        one.textContent = 'On the map';
      },
    });
    end = stop;
  }, { className: 'quiet', aria: { label: `Choose ${label} on the map`, pressed: 'false' } });
  return one;
}
