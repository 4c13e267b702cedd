import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hashLink } from './chain.ts';
import { headByPath, headOf, pathTo, rootOfDay } from './merkle.ts';
import { findProofFault, type Proof } from './proof.ts';

const leaves = (count: number) =>
  Array.from({ length: count }, (_, at) => createHash('sha256').update(`leaf ${at}`).digest());

/** The definition of RFC 6962, word for word. */
function headByDefinition(data: readonly Buffer[]): Buffer {
  const hash = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (data.length === 0) return hash();
  if (data.length === 1) return hash(Buffer.from([0]), data[0]!);
  let half = 1;
  while (half * 2 < data.length) half *= 2;
  return hash(Buffer.from([1]), headByDefinition(data.slice(0, half)), headByDefinition(data.slice(half)));
}

it.each([0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 33, 64, 100])(
  'the tree of %i records is that of RFC 6962',
  (count) => {
    expect(headOf(leaves(count))).toEqual(headByDefinition(leaves(count)));
  },
);

it.each([1, 2, 3, 5, 8, 13, 33])(
  'every record of %i is proved by its path, and by no other place',
  (count) => {
    const data = leaves(count);
    const head = headOf(data);
    for (let index = 0; index < count; index += 1) {
      const path = pathTo(data, index);
      expect(headByPath(data[index]!, { index, size: count }, path)).toEqual(head);
      const other = (index + 1) % count;
      if (other !== index)
        expect(headByPath(data[index]!, { index: other, size: count }, path)).not.toEqual(head);
      expect(headByPath(data[index]!, { index, size: count }, [...path, head])).not.toEqual(head);
    }
  },
);

it('a proof with one letter changed does not hold, and says what does not', () => {
  const payloads = ['{"step":1}', '{"step":2}', '{"step":3}'];
  const hashes: Buffer[] = [];
  for (const [at, payload] of payloads.entries())
    hashes.push(hashLink(hashes.at(-1) ?? Buffer.alloc(32), at + 1, payload));
  const day = { day: '2026-11-23', firstSeq: 1, lastSeq: 3 };
  const proof: Proof = {
    format: 'otklik-proof/1',
    day,
    root: rootOfDay(day, headOf(hashes)).toString('hex'),
    record: {
      seq: 2,
      payload: payloads[1]!,
      hash: hashes[1]!.toString('hex'),
      previous: hashes[0]!.toString('hex'),
    },
    path: pathTo(hashes, 1).map((hash) => hash.toString('hex')),
  };
  const flipped = (hash: string) => `${hash.slice(0, -1)}${hash.endsWith('0') ? '1' : '0'}`;
  expect(findProofFault(proof)).toBeNull();
  expect(findProofFault(proof, proof.root)).toBeNull();
  expect(findProofFault(proof, flipped(proof.root))).toContain('не тот, что напечатан');
  const forged = { ...proof, record: { ...proof.record, payload: '{"step":9}' } };
  expect(findProofFault(forged)).toContain('запись № 2: отпечаток');
  expect(findProofFault({ ...proof, path: [flipped(proof.path[0]!), proof.path[1]!] })).toContain(
    'не приводит',
  );
  expect(findProofFault({ ...proof, path: [] })).toContain('не подходит');
  expect(findProofFault({ ...proof, day: { ...day, day: '2026-11-24' } })).toContain('не приводит');
});
