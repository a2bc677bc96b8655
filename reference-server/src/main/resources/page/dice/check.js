// Checks what a server tells of its dice, and believes none of it: every commitment against its
// seed, every face against seed, nonces and counter, every stream for gaps. Finds what
// `tablekeep verify-dice` finds, and passes the same vectors; of totals it reckons plain ones.
import { hex, sha256, unhex } from './sha256.js';
import { RULE, draws, nonceText, readDice } from './draws.js';
import { plainTotal } from './total.js';

const PUBLIC = 'public';
const key = ref => `${ref.epoch} ${ref.stream} ${ref.counter}`;
const name = roll => (roll.proof ? `${roll.proof.stream} roll ${roll.proof.counter}, ${roll.notation}` : roll.notation);

class Epoch {
  constructor(check, opened) {
    Object.assign(this, { check, opened, number: opened.opened, state: 'open', proven: 0, late: {}, counters: {}, fixed: {}, rolls: [] });
    this.nonces = { ...opened.nonces };
  }

  nonce(event, where) {
    const begun = PUBLIC in this.counters;
    if (begun !== Boolean(event.late)) {
      this.check.fault(where, 'nonce-misplaced', `The nonce of ${event.by} ${begun
        ? 'came after dice had fallen, and is counted all the same.' : 'came before any dice, and is not counted.'}`);
    }
    (event.late ? this.late : this.nonces)[event.by] = event.nonce;
  }

  roll(roll, where) {
    const { stream, counter } = roll.proof;
    const last = this.counters[stream] ?? 0;
    if (counter > last + 1) {
      this.check.fault(where, 'counter-skipped', `${stream} roll ${counter} comes after ${last}: ${counter - last - 1} missing.`);
    } else if (counter <= last) {
      this.check.fault(where, 'counter-repeated', `${stream} roll ${counter} comes after ${last}.`);
    }
    this.counters[stream] = Math.max(last, counter);
    this.fixed[stream] ??= nonceText(this.nonces);
    this.rolls.push({ roll, where });
    this.check.fallen.set(key(roll.proof), roll.faces);
    this.check.total(roll, where);
  }

  close(event, where) {
    for (const [stream, count] of Object.entries(event.counters ?? {})) {
      const last = this.counters[stream] ?? 0;
      if (last !== count) this.check.fault(where, 'counter-skipped', `${stream} had ${count} rolls, the last one here is ${last}.`);
    }
    if (event.seed === '') {
      this.state = 'lost';
      this.check.fault(where, 'seed-lost', `The host lost the seed of epoch ${this.number}; its dice cannot be checked.`);
      return;
    }
    this.state = 'revealed';
    const seed = unhex(event.seed);
    if (!seed || hex(sha256(seed)) !== this.opened.commitment) {
      this.check.fault(where, 'seed-replaced', `The seed of epoch ${this.number} is not the one that was committed to.`);
      return;
    }
    this.seed = event.seed;
    for (const { roll, where: at } of this.rolls) {
      const draw = draws(seed, this.fixed[roll.proof.stream], this.check.campaign, roll.proof.stream, roll.proof.counter, roll.notation);
      if (this.check.faces(roll, at, draw)) { this.proven++; roll.proven = true; }
    }
  }

  summary() {
    if (this.state === 'open') {
      this.check.note(`Epoch ${this.number} goes on: counters and nonces were checked, faces can be when its seed is shown.`);
    }
    return {
      epoch: this.number, state: this.state, commitment: this.opened.commitment, seed: this.seed ?? '',
      nonces: this.nonces, rolls: this.rolls.map(each => each.roll), proven: this.proven,
    };
  }
}

class Check {
  constructor(campaign) {
    Object.assign(this, { campaign, epochs: new Map(), faults: [], notes: [], fallen: new Map(), open: 0, any: false });
  }

  fault(where, code, message) { if (this.faults.length < 1000) this.faults.push({ where, code, message }); }

  note(text) { if (this.notes.length < 1000 && !this.notes.includes(text)) this.notes.push(text); }

  see(told) {
    if (told.format !== RULE) throw new Error(`this is not in the form ${RULE}`);
    if (told.campaign !== this.campaign) throw new Error('this is of another campaign');
    told.events.forEach((event, index) => {
      const where = event.version ? `entry ${event.version}` : `epoch ${told.epoch ?? '?'} event ${index + 1}`;
      if (event.roll) this.roll(event.roll, where);
      else this.event(event, where);
    });
  }

  event(event, where) {
    this.any = true;
    const number = event.opened ?? event.closed ?? event.epoch;
    const epoch = this.epochs.get(number);
    if (event.opened !== undefined) {
      if (epoch) { this.fault(where, 'epoch-repeated', `Epoch ${number} begins twice.`); return; }
      if (this.open !== 0) this.fault(where, 'epoch-not-closed', `Epoch ${this.open} never ended, its seed was not shown.`);
      const before = this.epochs.get(number - 1);
      if (!before && this.epochs.size > 0) this.note(`Epochs before ${number} are not among what is checked here.`);
      if (before && nonceText(before.late) !== nonceText(event.nonces ?? {})) {
        this.fault(where, 'nonce-changed', 'The nonces that came late for the epoch before were changed.');
      }
      this.epochs.set(number, new Epoch(this, event));
      this.open = number;
    } else if (!epoch || this.open !== number) {
      this.fault(where, 'epoch-unknown', `Epoch ${number} is not open here.`);
    } else if (event.nonce !== undefined) {
      epoch.nonce(event, where);
    } else {
      epoch.close(event, where);
      this.open = 0;
    }
  }

  roll(roll, where) {
    if (!roll.proof) {
      if (roll.faces.length > 0) {
        if (this.any) this.fault(where, 'proof-missing', `Nothing proves ${name(roll)}.`);
        else this.note(`${where}: dice of an earlier version, nothing proves them.`);
      }
      return;
    }
    const { epoch: number, stream, counter } = roll.proof;
    if (number === 0 && stream === 'scripted') {
      this.fault(where, 'scripted', 'These faces were told, they did not fall.');
    } else if (counter === 0) {
      this.faces(roll, where, null);
      this.total(roll, where);
    } else if (!this.epochs.has(number) || this.open !== number) {
      this.fault(where, 'epoch-unknown', `It says it is of epoch ${number}, which is not open.`);
    } else {
      this.epochs.get(number).roll(roll, where);
    }
  }

  /** Whether the faces are those that had to fall: first those of the roll used again, then new ones. */
  faces(roll, where, draw) {
    let before = [];
    if (roll.proof.again) {
      before = this.fallen.get(key(roll.proof.again));
      if (!before) { this.note(`${where}: ${name(roll)} uses dice again that are not among these.`); return false; }
    }
    let dice = [];
    try { dice = readDice(roll.proof.dice); } catch {
      this.fault(where, 'dice-altered', `The dice of ${name(roll)} are none.`);
      return false;
    }
    if (dice.length !== roll.faces.length) {
      this.fault(where, 'dice-altered', `${name(roll)} has another number of dice than faces.`);
      return false;
    }
    for (let i = 0; i < dice.length; i++) {
      const again = i < before.length && dice[i].has(before[i]);
      if (!again && !draw) {
        this.fault(where, 'face-altered', `Die ${i + 1} of ${name(roll)} is new.`);
        return false;
      }
      const had = again ? before[i] : dice[i].face(draw(dice[i].sides));
      if (had !== roll.faces[i]) {
        this.fault(where, 'face-altered', `Die ${i + 1} of ${name(roll)} shows ${roll.faces[i]}, and the seed, the nonces and the notation give ${had}: one of these was changed.`);
        return false;
      }
    }
    return true;
  }

  total(roll, where) {
    const plain = roll.failed || roll.proof.dialect ? null : plainTotal(roll.notation, roll.faces);
    if (!plain) {
      this.note(`Totals of other notations than sums of dice were not reckoned here; tablekeep verify-dice does.`);
    } else if (plain.dice !== roll.proof.dice) {
      this.fault(where, 'dice-altered', `${name(roll)} asks for other dice than fell.`);
    } else if (plain.total !== roll.total) {
      this.fault(where, 'total-altered', `${name(roll)} comes to ${plain.total}, not ${roll.total}.`);
    }
  }

  report() {
    const epochs = [...this.epochs.values()].map(epoch => epoch.summary());
    if (!this.any) this.note('There are no dice whose seed was fixed.');
    return { campaign: this.campaign, epochs, faults: this.faults, notes: this.notes, sound: this.faults.length === 0 };
  }
}

/** Checks what was told of one or more epochs, in order. */
export function checkDice(campaign, ...told) {
  const check = new Check(campaign);
  told.forEach(one => check.see(one));
  return check.report();
}
