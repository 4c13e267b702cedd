import { hash } from 'node:crypto';
import type { NetworkFact, NetworkReading } from '../../base/networks/index.ts';

/** The port's limits. */
const LONGEST_KEY = 300;
const LONGEST_RAW = 256 * 1024;

/** Key of how a post looks: whoever reads it by whatever way gets the same. `parts` are what people see of it. */
export const keyOfLook = (id: string, parts: readonly unknown[]): string =>
  `${id}#${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 22)}`;

/** A reading within the limits of the port: what is too long is kept as far as it goes, and nothing is read from it. */
export function makeReading(
  key: string,
  raw: unknown,
  facts: NetworkFact[],
  ignored: string | null = null,
): NetworkReading {
  const words = typeof raw === 'string' ? raw : JSON.stringify(raw);
  const own = key.length <= LONGEST_KEY ? key : keyOfLook(key.slice(0, 200), [key]);
  if (Buffer.byteLength(words) <= LONGEST_RAW)
    return { key: own, facts, raw: words, ignored: facts.length > 0 ? null : (ignored ?? 'Читать нечего') };
  return { key: own, facts: [], raw: cutToBytes(words, LONGEST_RAW), ignored: 'Длиннее 256 КБ' };
}

/** As much of the words as fits, no character torn. */
function cutToBytes(words: string, most: number): string {
  const cut = Buffer.from(words).subarray(0, most).toString('utf8');
  return cut.endsWith('\uFFFD') ? cut.slice(0, -1) : cut;
}

/** One pull tells each thing once, though two questions showed it. */
export const tellOnce = (readings: readonly NetworkReading[]): NetworkReading[] => [
  ...new Map(readings.map((reading) => [reading.key, reading])).values(),
];
