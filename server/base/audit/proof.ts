import { z } from 'zod';
import { hashLink } from './chain.ts';
import { headByPath, rootOfDay } from './merkle.ts';

const hex = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that proves a record was in the journal of its day; it needs neither the database nor a network. */
export const proofSchema = z.strictObject({
  format: z.literal('otklik-proof/1'),
  record: z.strictObject({ seq: z.int(), previous: hex, payload: z.string(), hash: hex }),
  day: z.strictObject({ day: z.iso.date(), firstSeq: z.int(), lastSeq: z.int() }),
  path: z.array(hex).max(64),
  root: hex,
});
export type Proof = z.output<typeof proofSchema>;

/** What of a proof does not hold, in Russian; null = the record was there. `root` is the one printed on paper, where it is at hand. */
export function findProofFault(proof: Proof, root?: string): string | null {
  const { record, day, path } = proof;
  const bytes = (text: string) => Buffer.from(text, 'hex');
  const name = `запись № ${record.seq}`;
  if (hashLink(bytes(record.previous), record.seq, record.payload).toString('hex') !== record.hash)
    return `${name}: отпечаток не сходится с содержанием`;
  const size = day.lastSeq - day.firstSeq + 1;
  const head = headByPath(bytes(record.hash), { index: record.seq - day.firstSeq, size }, path.map(bytes));
  if (!head) return `${name}: путь к корню дня не подходит к её месту`;
  if (rootOfDay(day, head).toString('hex') !== proof.root)
    return `${name}: путь не приводит к корню дня ${day.day}`;
  return root === undefined || root === proof.root
    ? null
    : `${name}: корень дня ${day.day} не тот, что напечатан в документе`;
}
