import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { makeVocabulary } from '../topics/vocabulary.ts';
import type { ToneModel } from './tone-model.ts';

/**
 * The model of tone as a file: brotli over a JSON header with its length in front, hashes (uint32), inverse document
 * frequencies (uint8, in parts of the greatest) and weights (int8, in parts of the greatest).
 */
const headerSchema = z.object({
  kind: z.literal('tone-model'),
  format: z.literal(1),
  features: z.number().int().nonnegative(),
  wordCount: z.number().int().nonnegative(),
  greatestFrequency: z.number(),
  greatestWeight: z.number(),
});

const greatest = (values: Float32Array): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;

export function writeToneModel({ vocabulary, weights }: ToneModel): Buffer {
  const greatestFrequency = greatest(vocabulary.weights);
  const greatestWeight = greatest(weights);
  const header = Buffer.from(
    JSON.stringify({
      kind: 'tone-model',
      format: 1,
      features: weights.length,
      wordCount: vocabulary.wordCount,
      greatestFrequency,
      greatestWeight,
    } satisfies z.input<typeof headerSchema>),
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const hashes = Buffer.alloc(weights.length * 4);
  for (const [index, hash] of vocabulary.hashes.entries()) hashes.writeUInt32LE(hash, index * 4);
  const frequencies = Uint8Array.from(vocabulary.weights, (value) =>
    Math.round((value / greatestFrequency) * 255),
  );
  const quantised = Int8Array.from(weights, (value) => Math.round((value / greatestWeight) * 127));
  return brotliCompressSync(
    Buffer.concat([length, header, hashes, frequencies, Buffer.from(quantised.buffer)]),
  );
}

/** Reads what `writeToneModel` packed. Throws on a file of another kind. */
export function readToneModel(file: Buffer): ToneModel {
  const data = brotliDecompressSync(file);
  const start = 4 + data.readUInt32LE(0);
  const header = headerSchema.parse(JSON.parse(data.subarray(4, start).toString()));
  const count = header.features;
  const hashes = Uint32Array.from({ length: count }, (_, index) => data.readUInt32LE(start + index * 4));
  const frequencies = Float32Array.from(
    data.subarray(start + count * 4, start + count * 5),
    (step) => (step / 255) * header.greatestFrequency,
  );
  const weights = Float32Array.from(
    { length: count },
    (_, index) => (data.readInt8(start + count * 5 + index) / 127) * header.greatestWeight,
  );
  return { vocabulary: makeVocabulary(hashes, frequencies, header.wordCount), weights };
}
