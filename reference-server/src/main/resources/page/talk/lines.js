// What was said and rolled, as one list in the order of time, with what separates it.
import { LongList } from '../client/list.js';

const GAP = 30 * 60_000;
const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const HOUR = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** A moment as it is compared: servers write as many digits as there are, and Z is above all digits. */
export const stamp = at => String(at ?? '').replace(/Z$/, '');

/** How many lines of a kind the document keeps for everyone, and of each whisper. */
const WINDOWS = { chat: 200, dice: 100, whisper: 50 };

/**
 * From which key on a window of the document has every line: of what is said to everyone and of each
 * whisper only so many are kept, and the older ones are read in pages. Pure.
 *
 * @param {[string, any][]} lines oldest first
 * @param {number} most how many are kept for everyone
 * @returns {string} empty when nothing was left out
 */
export function completeFrom(lines, most) {
  const groups = new Map();
  for (const [key, line] of lines) {
    if (key[0] === '~') continue;
    const group = line.to === undefined && !line.blind ? '' : `${line.from ?? line.by ?? ''} ${line.blind ?? ''} ${[...(line.to ?? [])].sort()}`;
    const one = groups.get(group) ?? { first: key, count: 0 };
    one.count++;
    groups.set(group, one);
  }
  let from = '';
  for (const [group, { first, count }] of groups) if (count >= (group === '' ? most : WINDOWS.whisper) && first > from) from = first;
  return from;
}

/**
 * Lines and rolls by time; what is older than the older end of either is left out, as something between
 * may be missing. Pure.
 *
 * @param {{lines: [string, any][], whole: boolean}} chat
 * @param {{lines: [string, any][], whole: boolean}} dice
 * @param {{startedAt?: string, number?: number}} [session]
 * @returns {{key: string, at: string, is: string, kind: 'say'|'roll'|'time'|'session', line?: any, text?: string}[]}
 */
export function merged(chat, dice, session) {
  const first = ({ lines, whole }) => whole || lines.length === 0 ? '' : stamp(lines[0][1].at);
  const cut = [first(chat), first(dice)].sort()[1];
  const all = [];
  for (const [key, line] of chat.lines) if (stamp(line.at) >= cut) all.push({ key: `c ${key}`, at: line.at, is: stamp(line.at), kind: 'say', line });
  for (const [key, line] of dice.lines) if (stamp(line.at) >= cut) all.push({ key: `d ${key}`, at: line.at, is: stamp(line.at), kind: 'roll', line });
  all.sort((a, b) => (a.is < b.is ? -1 : a.is > b.is ? 1 : 0));
  const shown = [];
  let last;
  for (const one of all) {
    const began = session?.startedAt && one.is >= stamp(session.startedAt) && (last === undefined || stamp(last) < stamp(session.startedAt));
    if (began) shown.push({ key: `s ${session.startedAt}`, at: session.startedAt, kind: 'session', text: `Session ${session.number ?? ''} began, ${moment(session.startedAt, last)}`.replace('  ', ' ') });
    else if (last === undefined || Date.parse(one.at) - Date.parse(last) > GAP) shown.push({ key: `t ${one.at}`, at: one.at, kind: 'time', text: moment(one.at, last) });
    shown.push(one);
    last = one.at;
  }
  return shown;
}

/** The day, when it is another, and the time. */
function moment(at, before) {
  const now = new Date(at);
  const same = before !== undefined && new Date(before).toDateString() === now.toDateString();
  return same ? HOUR.format(now) : `${DAY.format(now)}, ${HOUR.format(now)}`;
}

export const hour = at => HOUR.format(new Date(at));

/** All lines of a kind ever said, as far as they were read: beyond the document's window, those of the journal. */
export class Said extends LongList {
  /** @param {'chat'|'dice'} what */
  constructor(table, what, bounds) {
    super(table, `/${what}`, bounds);
    this.what = what;
  }

  live() {
    const all = super.live();
    const from = completeFrom(all, WINDOWS[this.what]);
    return from === '' ? all : all.filter(([key]) => key >= from);
  }

  async more() {
    if (this.whole || this.going) return !this.whole;
    const known = this.lines.filter(([key]) => key[0] !== '~');
    // Others may have been said in the same moment; what is known is not there twice.
    const from = this.cursor ? { before: this.cursor } : known.length > 0 ? { until: new Date(Date.parse(known[0][1].at) + 1).toISOString() } : {};
    this.going = this.table.history('log', { said: this.what, limit: this.size, ...from });
    try {
      const { lines, older } = await this.going;
      const there = new Set(this.lines.map(([key]) => key));
      const fresh = lines.filter(({ key }) => !there.has(key)).map(({ key, line }) => [key, line]);
      fresh.sort(([a], [b]) => (a < b ? -1 : 1));
      this.older = [...fresh, ...this.older];
      this.cursor = older;
      this.whole = older === undefined;
    } finally {
      this.going = undefined;
    }
    return !this.whole;
  }
}

export class TalkLines {
  constructor(table) {
    this.table = table;
    // Older lines are read for the table as it is, also while somebody looks at an earlier moment.
    this.chat = new Said(table.live ?? table, 'chat');
    this.dice = new Said(table.live ?? table, 'dice');
  }

  get past() { return Boolean(this.table.back?.moment); }

  get whole() { return this.past || (this.chat.whole && this.dice.whole); }

  lines() {
    const { state } = this.table;
    if (this.past) {
      const then = what => ({ whole: true, lines: Object.entries(state[what] ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)) });
      return merged(then('chat'), then('dice'), state.currentSession);
    }
    const [chat, dice] = [this.chat, this.dice].map(list => ({ lines: list.lines, whole: list.whole }));
    return merged(chat, dice, state.currentSession);
  }

  /** Reads older lines: of that list which ends later. @returns {Promise<boolean>} whether there may be more */
  async older() {
    const oldest = list => list.whole ? '' : stamp(list.lines[0]?.[1].at ?? '~');
    const list = oldest(this.chat) >= oldest(this.dice) ? this.chat : this.dice;
    if (!list.whole) await list.more();
    return !this.whole;
  }
}
