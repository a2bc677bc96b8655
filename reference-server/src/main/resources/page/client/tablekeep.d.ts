/** Tablekeep in a page, or in Node. The protocol below it: /api/asyncapi.json of a server. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Pointer = string;
export type Role = 'gm' | 'co-gm' | 'player' | 'spectator';

export interface Participant { id: string; name: string; role: Role }

/** The part of the campaign document that this seat sees and has loaded; see /api/schema/campaign.json. */
export interface State {
  /** Names of what is there and not loaded, by collection and key. */
  index?: Record<string, Record<string, string>>;
  [collection: string]: any;
}

export interface Line {
  state: 'connecting' | 'catching-up' | 'live' | 'offline' | 'read-only' | 'superseded' | 'closed';
  /** Why, in words for people; empty when there is nothing to say. */
  reason: string;
  /** Actions that have no receipt yet. */
  waiting: number;
  /** When the next attempt comes, in milliseconds of the host's clock; when offline. */
  againAt?: number;
  /** Whether what waits would outlive a reload. */
  kept: boolean;
  /** One plays on without a line, for more than a hiccup: what one does is kept for later, and what cannot be is refused. */
  alone?: boolean;
}

export interface Receipt {
  n?: number;
  outcome: 'applied' | 'pending' | 'refused' | 'unknown';
  /** `ok`, or a stable kebab-case code. */
  code: string;
  /** A sentence for the player. */
  message?: string;
  /** JSON pointer into the payload. */
  field?: Pointer;
  /** Key of what waits, at asks/{key}; when pending. */
  ask?: string;
  parts?: { ask: string; outcome: string; code: string; message?: string }[];
}

export interface Action {
  id: string;
  n?: number;
  type: string;
  payload: object;
  /** waiting: no receipt yet. asked: people are asked. applied, refused: that is all. */
  stage: 'waiting' | 'asked' | 'applied' | 'refused';
  receipt?: Receipt;
  /** When it was done. */
  at?: number;
}

export interface Done {
  id: string;
  /** Whether its effect shows in the state already. */
  local: boolean;
  /** Whether it is kept for later, as there is no line: its receipt may come hours from now. */
  planned: boolean;
  /** The first receipt: applied, pending or refused. */
  receipt: Promise<Receipt>;
  /** The last receipt: when people were asked, what they decided. */
  settled: Promise<Receipt>;
}

/** A guess of what an action will do, as an RFC 7396 merge patch of the state. */
export type Predictor = (state: State, payload: any, me: Participant | undefined, action: Action) => object | undefined;

export interface Limits { policy: 'lru' | 'ttl' | 'lfu'; bytes: number; entries: number; ttl: number }
export type Tiers = { memory: Limits; session: Limits; disk: Limits };
export const TIERS: Tiers;

/** What the client needs of the world; all of it has a default in browsers. */
export interface Host {
  now(): number;
  later(millis: number, run: () => void): () => void;
  random(): number;
  id(): string;
  socket(address: string, protocols: string[]): WebSocket;
  fetch(address: string, options?: object): Promise<Response>;
  /** Raw DEFLATE; without it the plain encoding is spoken. */
  inflate?(bytes: Uint8Array): Promise<Uint8Array>;
  store: Store;
  pocket: Pocket;
  locks?: LockManager;
  channel?(name: string): BroadcastChannel;
  on?(event: string, run: (event?: any) => void): () => void;
  hidden?(): boolean;
  origin: string;
}
export function browser(): Host;

export interface Store {
  read(prefix: string): Promise<[string, any][]>;
  get(key: string): Promise<any>;
  write(batch: [string, any][], term?: { key: string; is: number }): Promise<boolean>;
  count(key: string): Promise<number>;
}
export class MemoryStore implements Store {
  read(prefix: string): Promise<[string, any][]>;
  get(key: string): Promise<any>;
  write(batch: [string, any][], term?: { key: string; is: number }): Promise<boolean>;
  count(key: string): Promise<number>;
}
export class IndexedStore extends MemoryStore { constructor(name?: string) }
export class Pocket {
  constructor(storage?: Storage);
  get(key: string): any;
  set(key: string, value: any): boolean;
  delete(key: string): void;
  keys(prefix: string): string[];
}

export interface Options {
  campaign: string;
  /** The token of the link. */
  seat: string;
  /** Origin of the server; that of the page when absent. */
  server?: string;
  /** Name of the seat in this browser's storage; made of server, campaign and token when absent. */
  key?: string;
  /** More guesses, or others, by the name of the action. */
  predict?: Record<string, Predictor>;
  tiers?: Tiers;
  host?: Partial<Host>;
}

export interface Page { entities: Record<string, any>; next?: string }

export interface Events {
  line: Line;
  /** The state is another. */
  state: State;
  /** An action has come to another stage. */
  action: Action;
  /** An action was refused; its guess is gone from the state. */
  refused: Action;
  signal: { from: string; kind: string; payload: any };
  /** Something of presence changed: its kind. */
  presence: string;
  /** A view has to be read anew: its name. */
  view: string;
  /** Somebody sits: again after each welcome. */
  seated: Participant;
  /** A fault of a listener, or of this browser's storage. */
  fault: Error;
}

export class Presence {
  /** Who is here, by participant. */
  people: Map<string, 'here' | 'away'>;
  shown: {
    cursor: Map<string, { from: string; map: string; x: number; y: number; until: number }>;
    drag: Map<string, { from: string; token: string; x: number; y: number; until: number }>;
    ping: Map<string, { from: string; map: string; x: number; y: number; until: number }>;
    typing: Map<string, { from: string; until: number }>;
  };
  cursor(map: string, x: number, y: number): void;
  drag(token: string, x: number, y: number): void;
  ping(map: string, x: number, y: number): void;
  typing(to?: string[]): void;
}

/** Names what a seat was shown; it means something to the table that gave it. */
export interface Moment {
  readonly epoch: number;
  readonly position: number;
  readonly resume?: string;
}

export class Table {
  readonly campaign: string;
  readonly me: Participant | undefined;
  /** What the seat sees, with what was done here laid over it. Never changed in place. */
  readonly state: State;
  /** The same as the server has it. */
  readonly base: State;
  readonly position: number;
  readonly line: Line;
  readonly presence: Presence;
  /** Own actions without a last receipt. */
  readonly actions: Action[];
  /** What waits for people: what this seat may decide or answer, and what it has sent. */
  readonly asks: { forMe: any[]; mine: any[] };
  readonly metrics: any;
  /** What is shown now, to be given to an edit that is begun now and sent later. */
  readonly moment: Moment;
  /** Whether this tab holds the socket for all tabs. */
  readonly leads: boolean;
  readonly started: Promise<void>;

  get(path: Pointer): any;
  subscribe(path: Pointer, run: (value: any, table: Table) => void): () => void;
  on<E extends keyof Events>(event: E, run: (value: Events[E], table: Table) => void): () => void;

  /** A view is made when it is read and what it reads has changed: JSON pointers with `*`, or `@view`. */
  derive<T>(name: string, reads: string[], make: (state: State, view: (name: string) => any) => T): void;
  view(name: string): any;

  act(type: string, payload?: object, how?: { expect?: object; edit?: boolean | Moment }): Done;
  /** What the rules say of actions (`/rules`): what is not `offline` is refused at once while one plays without a line. */
  declare(actions: Record<string, { offline?: boolean }>): void;
  /** Why an action cannot be done just now; empty when it can. */
  barred(type: string): string;
  answer(ask: string, question: string, answer?: object): Done;
  decide(ask: string, approve: boolean, more?: { reason?: string; changes?: object; without?: string[] }): Done;
  signal(kind: string, payload: Json): void;

  load(path: Pointer): Promise<any>;
  unload(path: Pointer): Promise<void>;
  read(path: Pointer): Promise<any>;
  page(path: Pointer, options?: { before?: string; after?: string; limit?: number }): Promise<Page>;
  history(kind: 'log' | 'line' | 'state', payload?: object): Promise<any>;
  asset(name: string): Promise<{ url: string; release(): void }>;

  wake(): void;
  /** Plays on in this tab, when the line is superseded. */
  takeOver(): Promise<void>;
  close(): Promise<void>;
}

export class LongList {
  constructor(table: Table, path: Pointer, bounds?: { page?: number; most?: number });
  readonly lines: [string, any][];
  readonly whole: boolean;
  more(): Promise<boolean>;
  reach(count: number): Promise<[string, any][]>;
}
export function visible(about: { count: number; height: number; top: number; view: number; overscan?: number }):
  { from: number; to: number; before: number; after: number };

/** What the table's own views read, for `derive`. */
export const READS: Record<string, string[]>;

export class AskFault extends Error { code: string }
export class HttpFault extends Error { code: string; status: number }
export class Cache { constructor(host: Host, prefix: string, tiers?: Tiers) }

export function openTable(options: Options): Table;
export function seatOf(location: Location): { campaign: string; seat: string };
export function words(line: Line, now?: number): string;
export function get(root: any, path: Pointer | string[]): any;
export function keys(path: Pointer): string[];
export function pointer(way: string[]): Pointer;
export function merge(target: any, patch: any, touched?: string[][]): any;
