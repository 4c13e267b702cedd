import { knownIn } from '../../../../shared/known.ts';
import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { addFloat64, float32At, float64At, int32At, uint8At, uint16At } from '../../../lib/typed-arrays.ts';
import { type EvidenceReader, squash } from './evidence.ts';
import type { Framed } from './frame.ts';
import type { Kinds, Leanings } from './kinds.ts';
import { LEAST_RARITY } from './leaf-facts.ts';
import { COMMON_STEMS, NAME_WORTH } from './leaf-stems.ts';
import { findRegisters, separateRegisters } from './registers.ts';
import { readStems } from './text-features.ts';
import { columnOfFeature, type SparseRow, type Vocabulary } from './vocabulary.ts';

/** A text a model learns kinds from, its class by number; without a kind it says nothing here. */
export interface KindText {
  text: string;
  kind?: string;
  source?: string;
  /** Facts of the taxonomy the kind's name covers. */
  facts?: readonly string[];
  label: number;
}

/** Shares of one sum: as those of leaves (`leaf-model.ts`). */
const SHARES = { texts: 0.43, stems: 0.27, facts: { mean: 2.7, name: 1.1 } } as const;
/** What kinds are learned beside. */
export interface KindSetting extends Framed {
  classes: number;
  /** Columns of a row, and the rows of the texts in their order. */
  width: number;
  rows: readonly SparseRow[];
}

/** A stem that stands in a greater part of the kinds tells none apart and costs the most to read. */
const MOST_KINDS = 0.25;

/** Learns kinds; undefined when the texts have none. */
export function learnKinds(
  texts: readonly KindText[],
  { vocabulary, evidence, classes, width, rows }: KindSetting,
  read: EvidenceReader,
): Kinds | undefined {
  const places = texts.flatMap(({ kind }, at) => (kind === undefined ? [] : [at]));
  const own = places.map((at) => itemAt(texts, at));
  const kinds = own.map(({ kind = '' }) => kind);
  const names = [...new Set(kinds)].sort();
  if (names.length === 0) return undefined;
  const numbers = new Map(names.map((name, kind) => [name, kind]));
  const kindOf = Uint16Array.from(kinds, (kind) => knownIn(numbers, kind));
  const counts = new Uint32Array(names.length);
  for (const kind of kindOf) counts[kind]! += 1;
  const words = own.map(({ text }) => text);
  const registers = findRegisters(own.map(({ kind: leaf = '', source = '' }) => ({ leaf, source })));
  const registerOf = Uint8Array.from(names, (name) => knownIn(registers, name));
  return {
    classes,
    classOf: classesOf(own, kindOf, names.length),
    priors: Float32Array.from(counts, (count) => SHARES.texts * Math.log(count)),
    ...learnStems([...words, ...names], kindOf, names.length, vocabulary),
    ...learnFacts({ texts: words, names, kindOf }, evidence.facts, read),
    factsOf: coveredBy(names, own, evidence.facts),
    registerOf,
    registers: separateRegisters(
      places.map((at) => itemAt(rows, at)),
      kindOf.map((kind) => uint8At(registerOf, kind)),
      width,
    ),
  };
}

/** By kind: the columns of the facts its name covers. */
function coveredBy(names: readonly string[], texts: readonly KindText[], columns: readonly string[]) {
  const covered = new Map(texts.map(({ kind, facts = [] }) => [kind, facts]));
  return names.map((name) =>
    knownIn(covered, name).flatMap((id) => {
      const column = columns.indexOf(id);
      return column < 0 ? [] : [column];
    }),
  );
}

/** The class most texts of a kind have. */
function classesOf(texts: readonly KindText[], kindOf: Uint16Array, kinds: number): Uint8Array {
  const counts = Array.from({ length: kinds }, () => new Map<number, number>());
  texts.forEach(({ label }, at) => {
    const own = itemAt(counts, uint16At(kindOf, at));
    own.set(label, (own.get(label) ?? 0) + 1);
  });
  return Uint8Array.from(counts, (own) => firstOf([...own].sort((a, b) => b[1] - a[1]))[0]);
}

/** How much oftener each stem stands in the texts and the name of a kind than in all, logarithms (see `leaf-stems.ts`). */
function learnStems(
  texts: readonly string[],
  kindOf: Uint16Array,
  kinds: number,
  vocabulary: Vocabulary,
): Pick<Kinds, 'lacks' | 'stems'> {
  const rows = Array.from({ length: vocabulary.wordCount }, () => new Map<number, number>());
  const ofKind = new Float64Array(kinds);
  const ofColumn = new Float64Array(vocabulary.wordCount);
  let total = 0;
  texts.forEach((text, at) => {
    const isName = at >= kindOf.length;
    const kind = isName ? at - kindOf.length : uint16At(kindOf, at);
    const worth = isName ? NAME_WORTH : 1;
    for (const stem of new Set(readStems(text))) {
      const column = columnOfFeature(vocabulary, stem);
      if (column < 0 || column >= vocabulary.wordCount) continue;
      itemAt(rows, column).set(kind, (itemAt(rows, column).get(kind) ?? 0) + worth);
      addFloat64(ofKind, kind, worth);
      addFloat64(ofColumn, column, worth);
      total += worth;
    }
  });
  for (const row of rows) if (row.size > kinds * MOST_KINDS) row.clear();
  return {
    lacks: Float32Array.from(ofKind, (count) => -SHARES.stems * Math.log1p(count / COMMON_STEMS)),
    stems: packLeanings(
      rows.map((row, column) => {
        const common = (COMMON_STEMS * float64At(ofColumn, column)) / total;
        return [...row].map(([kind, count]) => [kind, SHARES.stems * Math.log1p(count / common)] as const);
      }),
    ),
  };
}

/** Likeness of a text's facts to the mean of a kind's texts and to its name (see `leaf-facts.ts`). */
function learnFacts(
  { texts, names, kindOf }: { texts: readonly string[]; names: readonly string[]; kindOf: Uint16Array },
  columns: readonly string[],
  read: EvidenceReader,
): Pick<Kinds, 'rarities' | 'facts'> {
  const places = new Map(columns.map((id, column) => [id, column]));
  const rows = [...texts, ...names].map((text) =>
    read(text).facts.flatMap(({ factId, score }) => {
      const column = places.get(factId);
      return column === undefined || score <= 0 ? [] : [{ column, value: squash(score) }];
    }),
  );
  const counts = new Uint32Array(columns.length);
  for (const row of rows.slice(0, texts.length)) for (const { column } of row) counts[column]! += 1;
  const rarities = Float32Array.from(counts, (count) =>
    count === 0 ? 0 : Math.log((1 + texts.length) / (1 + count)) + LEAST_RARITY,
  );
  const means = names.map(() => new Map<number, number>());
  rows.slice(0, texts.length).forEach((row, text) => {
    addTo(itemAt(means, uint16At(kindOf, text)), unit(row, rarities), 1);
  });
  const leanings = columns.map((): (readonly [number, number])[] => []);
  means.forEach((mean, kind) => {
    const length = Math.hypot(...mean.values()) || 1;
    const said = new Map<number, number>();
    addTo(said, [...mean], SHARES.facts.mean / length);
    addTo(said, unit(itemAt(rows, texts.length + kind), rarities), SHARES.facts.name);
    for (const [column, value] of said) itemAt(leanings, column).push([kind, value]);
  });
  return { rarities, facts: packLeanings(leanings) };
}

type Pairs = readonly (readonly [column: number, value: number])[];

/** A row of facts, weighed by rarity and brought to length 1. */
function unit(row: readonly { column: number; value: number }[], rarities: Float32Array): Pairs {
  const weighed = row.map(({ column, value }) => [column, value * float32At(rarities, column)] as const);
  const length = Math.hypot(...weighed.map(([, value]) => value)) || 1;
  return weighed.map(([column, value]) => [column, value / length]);
}

function addTo(sums: Map<number, number>, row: Pairs, scale: number): void {
  for (const [column, value] of row) sums.set(column, (sums.get(column) ?? 0) + value * scale);
}

function packLeanings(rows: readonly Pairs[]): Leanings {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, column) => {
    starts[column + 1] = int32At(starts, column) + row.length;
  });
  const all = rows.flat();
  return {
    starts,
    kinds: Uint16Array.from(all, ([kind]) => kind),
    values: Float32Array.from(all, ([, value]) => value),
  };
}
