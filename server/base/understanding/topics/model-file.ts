import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { z } from 'zod';
import { numberAt } from '../../../../shared/lists.ts';
import type { FactCentroid } from './fact-centroids.ts';
import { kindsHeader, packKinds, unpackKinds } from './kinds-file.ts';
import { readLongs, readSteps } from './packed-numbers.ts';
import type { TopicModel } from './topic-model.ts';
import { makeVocabulary } from './vocabulary.ts';

/**
 * A model as a file: brotli over a JSON header with its length in front, the hashes (uint32), the inverse document
 * frequencies (uint8, in parts of the greatest), the weights of every class (int8, in parts of its greatest), of a model
 * taught in this place the columns (uint32) and values (uint8) of its facts, and last its kinds (`kinds-file.ts`).
 */
const centroidHeader = z.object({
  factId: z.string(),
  block: z.string(),
  texts: z.number().int(),
  size: z.number().int(),
  greatest: z.number(),
});

const headerSchema = z.object({
  kind: z.literal('topic-model'),
  /** 2 has kinds. */
  format: z.union([z.literal(1), z.literal(2)]),
  classes: z.array(z.string()).min(2),
  evidence: z.object({ facts: z.array(z.string()), blocks: z.array(z.string()) }),
  features: z.number().int().nonnegative(),
  wordCount: z.number().int().nonnegative(),
  greatestFrequency: z.number(),
  greatestWeights: z.array(z.number()),
  blend: z.object({ inputs: z.number().int(), weights: z.array(z.number()) }),
  kinds: kindsHeader.optional(),
  leanings: z.record(z.string(), z.number()).optional(),
  calibration: z
    .object({ scale: z.number(), shift: z.number(), leanings: z.record(z.string(), z.number()) })
    .optional(),
  facts: z.array(centroidHeader).default([]),
  likeness: z.array(centroidHeader).default([]),
});

const FREQUENCY_STEPS = 255;
const WEIGHT_STEPS = 127;
const LENGTH_BYTES = 4;
/** A column of a fact and its value. */
const FACT_BYTES = 5;

const greatest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

/** Packs a model. Its predictions after reading differ by less than the rounding of a weight to 1/127. */
export function writeModel(model: TopicModel): Buffer {
  const { vocabulary, blend, facts = [], likeness = [] } = model;
  const kinds = model.kinds && packKinds(model.kinds);
  const greatestFrequency = greatest(vocabulary.weights);
  const greatestWeights = model.weights.map(greatest);
  const header = Buffer.from(
    JSON.stringify({
      kind: 'topic-model',
      format: kinds ? 2 : 1,
      classes: model.classes,
      evidence: model.evidence,
      features: vocabulary.hashes.length,
      wordCount: vocabulary.wordCount,
      greatestFrequency,
      greatestWeights,
      blend: { inputs: blend.inputs, weights: [...blend.weights] },
      ...(kinds && { kinds: kinds.header }),
      ...(model.leanings && { leanings: model.leanings }),
      ...(model.calibration && { calibration: model.calibration }),
      facts: facts.map(measure),
      likeness: likeness.map(measure),
    } satisfies z.input<typeof headerSchema>),
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(header.length);
  const hashes = Buffer.alloc(vocabulary.hashes.length * 4);
  vocabulary.hashes.forEach((hash, index) => {
    hashes.writeUInt32LE(hash, index * 4);
  });
  const frequencies = Uint8Array.from(vocabulary.weights, (value) =>
    Math.round((value / greatestFrequency) * FREQUENCY_STEPS),
  );
  const weights = model.weights.map((own, cls) =>
    Buffer.from(
      Int8Array.from(own, (value) => Math.round((value / numberAt(greatestWeights, cls)) * WEIGHT_STEPS))
        .buffer,
    ),
  );
  return brotliCompressSync(
    Buffer.concat([
      length,
      header,
      hashes,
      frequencies,
      ...weights,
      ...facts.flatMap(packFact),
      ...likeness.flatMap(packFact),
      ...(kinds?.parts ?? []),
    ]),
    { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } },
  );
}

const measure = ({ factId, block, texts, values }: FactCentroid): z.output<typeof centroidHeader> => ({
  factId,
  block,
  texts,
  size: values.length,
  greatest: greatest(values),
});

function packFact({ columns, values }: FactCentroid): Buffer[] {
  const places = Buffer.alloc(columns.length * 4);
  columns.forEach((column, index) => {
    places.writeUInt32LE(column, index * 4);
  });
  const most = greatest(values);
  return [
    places,
    Buffer.from(Uint8Array.from(values, (value) => Math.round((value / most) * FREQUENCY_STEPS))),
  ];
}

function unpackFacts(
  data: Buffer,
  start: number,
  told: z.output<typeof headerSchema>['facts'],
): FactCentroid[] {
  let place = start;
  return told.map(({ size, greatest: most, ...fact }) => {
    const columns = new Int32Array(readLongs(data, place, size));
    place += size * 4;
    const values = readSteps(data.subarray(place, place + size), { most, of: FREQUENCY_STEPS });
    place += size;
    return { ...fact, columns, values };
  });
}

/** The file is not a model of a known format. */
export class ModelUnreadable extends Error {
  constructor(cause: unknown) {
    super('Модель тем не читается: файл повреждён или от другой версии', { cause });
    this.name = 'ModelUnreadable';
  }
}

/** Reads what `writeModel` packed. Throws `ModelUnreadable`. */
export function readModel(file: Buffer): TopicModel {
  try {
    return unpack(brotliDecompressSync(file));
  } catch (error) {
    throw new ModelUnreadable(error);
  }
}

function unpack(data: Buffer): TopicModel {
  let place = LENGTH_BYTES + data.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(data.subarray(LENGTH_BYTES, place).toString()));
  const hashes = readLongs(data, place, header.features);
  place += header.features * 4;
  const frequencies = readSteps(data.subarray(place, place + header.features), {
    most: header.greatestFrequency,
    of: FREQUENCY_STEPS,
  });
  place += header.features;
  const width = header.features + header.evidence.facts.length + header.evidence.blocks.length;
  const weights = header.greatestWeights.map((most, cls) => {
    const start = place + cls * width;
    return readSteps(data.subarray(start, start + width), { most, of: WEIGHT_STEPS, isSigned: true });
  });
  const afterWeights = place + header.classes.length * width;
  const endOf = (told: typeof header.facts, start: number): number =>
    told.reduce((end, { size }) => end + size * FACT_BYTES, start);
  const afterFacts = endOf(header.facts, afterWeights);
  const afterLikeness = endOf(header.likeness, afterFacts);
  return {
    classes: header.classes,
    vocabulary: makeVocabulary(hashes, frequencies, header.wordCount),
    evidence: header.evidence,
    weights,
    blend: {
      inputs: header.blend.inputs,
      classes: header.classes.length,
      weights: Float64Array.from(header.blend.weights),
    },
    facts: unpackFacts(data, afterWeights, header.facts),
    ...(header.likeness.length > 0 && { likeness: unpackFacts(data, afterFacts, header.likeness) }),
    ...(header.kinds && { kinds: unpackKinds(data, afterLikeness, header.kinds, width) }),
    ...(header.leanings && { leanings: header.leanings }),
    ...(header.calibration && { calibration: header.calibration }),
  };
}
