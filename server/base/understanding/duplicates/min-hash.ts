import { int32At, uint32At } from '../../../lib/typed-arrays.ts';

/**
 * MinHash of a set of words cut into bands: two sets of which a share j is common agree in one band with chance
 * 1 − (1 − j³)²⁰: 0.99 for sets alike by six tenths, 0.02 for those alike by a tenth.
 */
export const BANDS = 20;
const ROWS = 3;

const multipliers = new Int32Array(BANDS * ROWS);
const shifts = new Int32Array(BANDS * ROWS);
const mixer = { state: 0x9e3779b9 };
const next = (): number => {
  let { state } = mixer;
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d);
  state = Math.imul(state ^ (state >>> 12), 0x297a2d39);
  state ^= state >>> 15;
  mixer.state = state;
  return state;
};
for (let row = 0; row < BANDS * ROWS; row += 1) {
  multipliers[row] = next() | 1;
  shifts[row] = next();
}

/** Writes the hash of as many bands of a set as `bands` has room for, at most `BANDS`. An empty set has zeros. */
export function hashBands(keys: Uint32Array, bands: Uint32Array): void {
  for (let band = 0; band < bands.length; band += 1) {
    let mixed = Math.imul(band + 1, 0x9e3779b1);
    for (let row = band * ROWS; row < (band + 1) * ROWS; row += 1) {
      const multiplier = int32At(multipliers, row);
      const shift = int32At(shifts, row);
      let least = 0xffffffff;
      for (let at = 0; at < keys.length; at += 1) {
        const value = (Math.imul(uint32At(keys, at), multiplier) + shift) >>> 0;
        if (value < least) least = value;
      }
      mixed = Math.imul(mixed ^ least, 0x85ebca6b);
      mixed ^= mixed >>> 15;
    }
    bands[band] = keys.length === 0 ? 0 : mixed >>> 0;
  }
}
