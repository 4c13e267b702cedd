import { z } from 'zod';
import { numberAt } from '../../../../shared/lists.ts';
import { int32At } from '../../../lib/typed-arrays.ts';
import type { Kinds, Leanings } from './kinds.ts';
import { readShorts, readSteps } from './packed-numbers.ts';

/**
 * Kinds as bytes: the registers' weights (int8, in parts of the greatest of each), then for stems and for facts how many
 * kinds each column speaks of (uint16), which (uint16) and how strongly (uint8, in parts of the greatest).
 */
export const kindsHeader = z.object({
  /** Classes of the model that learned the kinds: a taught one may have more. */
  classes: z.number().int(),
  classOf: z.array(z.number().int()),
  registerOf: z.array(z.number().int()),
  /** A model trained before they were kept has none. */
  factsOf: z.array(z.array(z.number().int())).default([]),
  priors: z.array(z.number()),
  lacks: z.array(z.number()),
  rarities: z.array(z.number()),
  greatestRegisters: z.array(z.number()),
  stems: z.object({ columns: z.number().int(), size: z.number().int(), greatest: z.number() }),
  facts: z.object({ columns: z.number().int(), size: z.number().int(), greatest: z.number() }),
});

export type KindsHeader = z.output<typeof kindsHeader>;

const STEPS = 255;
const SIGNED_STEPS = 127;

const greatest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
/** Four digits are finer than what a text tells. */
const rounded = (values: Float32Array): number[] =>
  Array.from(values, (value) => Number(value.toPrecision(4)));

/** Packs kinds: what goes to the header of the file and what to its end. */
export function packKinds(kinds: Kinds): { header: KindsHeader; parts: Buffer[] } {
  const greatestRegisters = kinds.registers.map(greatest);
  const registers = kinds.registers.map((own, register) =>
    Buffer.from(
      Int8Array.from(own, (value) =>
        Math.round((value / numberAt(greatestRegisters, register)) * SIGNED_STEPS),
      ).buffer,
    ),
  );
  return {
    header: {
      classes: kinds.classes,
      classOf: [...kinds.classOf],
      registerOf: [...kinds.registerOf],
      factsOf: kinds.factsOf.map((own) => [...own]),
      priors: rounded(kinds.priors),
      lacks: rounded(kinds.lacks),
      rarities: rounded(kinds.rarities),
      greatestRegisters,
      stems: measure(kinds.stems),
      facts: measure(kinds.facts),
    },
    parts: [...registers, ...packLeanings(kinds.stems), ...packLeanings(kinds.facts)],
  };
}

const measure = ({ starts, kinds, values }: Leanings): KindsHeader['stems'] => ({
  columns: starts.length - 1,
  size: kinds.length,
  greatest: greatest(values),
});

function packLeanings({ starts, kinds, values }: Leanings): Buffer[] {
  const most = greatest(values);
  return [
    shorts(starts.subarray(1), (end, column) => end - int32At(starts, column)),
    shorts(kinds, (kind) => kind),
    Buffer.from(Uint8Array.from(values, (value) => Math.round((value / most) * STEPS))),
  ];
}

function shorts<T extends Int32Array | Uint16Array>(
  list: T,
  of: (value: number, at: number) => number,
): Buffer {
  const bytes = Buffer.alloc(list.length * 2);
  list.forEach((value, at) => {
    bytes.writeUInt16LE(of(value, at), at * 2);
  });
  return bytes;
}

/** Reads what `packKinds` packed, from `start` on. */
export function unpackKinds(data: Buffer, start: number, header: KindsHeader, width: number): Kinds {
  let place = start;
  const registers = header.greatestRegisters.map((most) => {
    const from = place;
    place += width;
    return readSteps(data.subarray(from, from + width), { most, of: SIGNED_STEPS, isSigned: true });
  });
  const readLeanings = ({ columns, size, greatest: most }: KindsHeader['stems']): Leanings => {
    const starts = new Int32Array(columns + 1);
    for (let column = 0; column < columns; column += 1)
      starts[column + 1] = int32At(starts, column) + data.readUInt16LE(place + column * 2);
    place += columns * 2;
    const kinds = readShorts(data, place, size);
    place += size * 2;
    const values = readSteps(data.subarray(place, place + size), { most, of: STEPS });
    place += size;
    return { starts, kinds, values };
  };
  const stems = readLeanings(header.stems);
  const facts = readLeanings(header.facts);
  return {
    classes: header.classes,
    registers,
    stems,
    facts,
    factsOf: header.classOf.map((_, kind) => header.factsOf[kind] ?? []),
    classOf: Uint8Array.from(header.classOf),
    registerOf: Uint8Array.from(header.registerOf),
    priors: Float32Array.from(header.priors),
    lacks: Float32Array.from(header.lacks),
    rarities: Float32Array.from(header.rarities),
  };
}
