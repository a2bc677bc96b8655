// Chance for tests: a seed that all runs of a day share, printed, and `--seed N` or SEED=N for another.

const given = process.argv.find(each => each.startsWith('--seed='))?.slice(7)
  ?? (process.argv.includes('--seed') ? process.argv[process.argv.indexOf('--seed') + 1] : undefined)
  ?? process.env.SEED;

/** The seed of this run. */
export const SEED = given === undefined ? Math.floor(Date.now() / 86_400_000) : Number(given);

/** SplitMix32: small, good enough, the same everywhere. */
export class Chance {
  constructor(seed) { this.state = seed | 0; }

  bits() {
    this.state = this.state + 0x9e3779b9 | 0;
    let z = this.state ^ this.state >>> 16;
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ z >>> 15) >>> 0;
  }

  real() { return this.bits() / 2 ** 32; }

  below(count) { return this.bits() % count; }

  of(list) { return list[this.below(list.length)]; }

  chance(share) { return this.real() < share; }
}

/** Runs a property for many seeds that follow from the day's; a failure names its own. */
export async function property(name, times, run) {
  const only = given !== undefined && process.env.ONE === '1';
  for (let i = 0; i < (only ? 1 : times); i++) {
    const seed = only ? SEED : Math.imul(SEED, 7919) + i | 0;
    try {
      await run(new Chance(seed), seed);
    } catch (fault) {
      fault.message = `${name}: seed ${seed} (again with ONE=1 SEED=${seed}): ${fault.message}`;
      throw fault;
    }
  }
  console.log(`# ${name}: ${only ? 1 : times} times from the day's seed ${SEED}`);
}

/** A JSON value by chance. */
export function anyValue(chance, depth = 3) {
  switch (chance.below(depth > 0 ? 9 : 6)) {
    case 0: return null;
    case 1: return chance.chance(0.5);
    case 2: return chance.below(1000) - 500;
    case 3: return Math.round(chance.real() * 1e6) / 10 ** chance.below(7) * (chance.chance(0.5) ? 1 : -1);
    case 4: return chance.real() * 10 ** (chance.below(40) - 20);
    case 5: return anyText(chance);
    case 6: return Array.from({ length: chance.below(5) }, () => anyValue(chance, depth - 1));
    default: return anyObject(chance, depth - 1);
  }
}

export function anyObject(chance, depth = 3) {
  const made = {};
  for (let i = chance.below(6); i > 0; i--) {
    Object.defineProperty(made, anyKey(chance), { value: anyValue(chance, depth), enumerable: true, configurable: true, writable: true });
  }
  return made;
}

export const anyKey = chance => chance.of(['x', 'y', 'name', 'hp', 'a', 'b', '__proto__', 'constructor', '7', 'a/b', 'm~n', '', 'ü', '😀', 'toString']);

export const anyText = chance => chance.of(['', 'a', 'Bram', 'Ünïcödé', '😀', '\u0000', '"\\', 'x'.repeat(chance.below(300))]);
