import { itemAt } from '../../../../shared/lists.ts';
import type { Evidence } from '../../taxonomy/index.ts';
import { type EvidenceColumns, squash } from './evidence.ts';
import { createKindReader, type FoundFacts, type KindReader, type Kinds } from './kinds.ts';
import { dot } from './linear.ts';
import { readerOf, rowOf } from './text-row.ts';
import type { SparseRow, Vocabulary } from './vocabulary.ts';

/** Weight of the taxonomy's words beside those of the text, found by cross-validation (npm run eval). */
const EVIDENCE_SHARE = 0.3;

/** One text ready for the model: its row, and what the blend hears besides the margins of classes. */
export interface Prepared {
  row: SparseRow;
  inputs: Float64Array;
}

/** Ids → columns of the evidence, made once for a model. */
export interface Frame {
  vocabulary: Vocabulary;
  evidence: EvidenceColumns;
  factColumns: ReadonlyMap<string, number>;
  width: number;
  kinds?: Kinds;
  readKinds?: KindReader;
  /** Facts of the text heard last. */
  found: FoundFacts;
}

/** What a frame is made of; a model is such. */
export interface Framed {
  vocabulary: Vocabulary;
  evidence: EvidenceColumns;
  kinds?: Kinds;
}

export function frameOf({ vocabulary, evidence, kinds }: Framed): Frame {
  const start = vocabulary.hashes.length;
  const count = evidence.facts.length;
  return {
    vocabulary,
    evidence,
    factColumns: new Map(evidence.facts.map((id, index) => [id, start + index])),
    width: start + count + evidence.blocks.length,
    found: {
      count: 0,
      facts: new Int32Array(count),
      shares: new Float64Array(count),
      meant: new Float64Array(count),
    },
    ...(kinds && { kinds, readKinds: createKindReader(kinds) }),
  };
}

/** What the taxonomy says of a text, as columns: those of the facts found, then all blocks. */
export function readEvidence(frame: Frame, { facts, blocks }: Evidence) {
  const { blocks: codes } = frame.evidence;
  const { found, factColumns } = frame;
  const said = { columns: [] as number[], values: [] as number[], blocks: new Float64Array(codes.length) };
  const firstFact = frame.vocabulary.hashes.length;
  found.count = 0;
  for (let at = 0; at < facts.length; at += 1) {
    const { factId, score } = itemAt(facts, at);
    // A fact the model has not met (a later taxonomy) has no column: its block's column still speaks.
    const column = factColumns.get(factId);
    if (column === undefined || score <= 0) continue;
    const share = squash(score);
    found.facts[found.count] = column - firstFact;
    found.shares[found.count] = share;
    found.count += 1;
    said.columns.push(column);
    said.values.push(EVIDENCE_SHARE * share);
  }
  const firstBlock = frame.width - codes.length;
  for (let block = 0; block < codes.length; block += 1) {
    const share = squash(blocks.get(itemAt(codes, block)) ?? 0);
    if (share === 0) continue;
    said.blocks[block] = share;
    said.columns.push(firstBlock + block);
    said.values.push(EVIDENCE_SHARE * share);
  }
  return said;
}

/** A text as a row of the model: its own features, then what the taxonomy says of it. */
export function prepare(frame: Frame, text: string, evidence: Evidence): Prepared {
  const counts = readerOf(frame.vocabulary)(text);
  const words = rowOf(counts);
  const said = readEvidence(frame, evidence);
  const size = words.columns.length;
  const columns = new Int32Array(size + said.columns.length);
  const values = new Float32Array(columns.length);
  columns.set(words.columns);
  columns.set(said.columns, size);
  values.set(words.values);
  values.set(said.values, size);
  const row = { columns, values };
  const { kinds, readKinds } = frame;
  if (!kinds || !readKinds) return { row, inputs: said.blocks };
  const margins = kinds.registers.map((weights) => dot(row, weights));
  return { row, inputs: Float64Array.from([...said.blocks, ...readKinds(counts, frame.found, margins, 0)]) };
}
