import { z } from 'zod';
import { DAY } from '../../../shared/time.ts';
import { hashToken, newId, newToken } from '../../lib/ids.ts';
import { listClocks } from '../lives/clock-steps.ts';
import type { DemoCase, DemoPhoto, JournalLine } from '../lives/demo-case.ts';
import { planCases } from '../lives/plan.ts';
import type { DecisionRow, FileRow } from '../world/rows.ts';
import type { World } from '../world/world.ts';
import { type DemoTable, writeLine } from './columns.ts';

/** Decisions are kept two days, for the figures of the day (cases/sorting/undo.ts). */
const DECISIONS_KEPT = 2 * DAY;

const storedPicture = z.object({
  sha256: z.string(),
  kind: z.string(),
  bytes: z.number(),
  width: z.number(),
  height: z.number(),
});

/** What is to be made; plain data, so that another thread can make it. */
export const batchInput = z.object({
  seed: z.string(),
  count: z.number().int().positive(),
  now: z.number(),
  days: z.number().int().positive(),
  lastNumbers: z.record(z.string(), z.number()),
  /** Every step of a case into the journal, or only its registration. */
  journal: z.enum(['all', 'registration']),
  /** Pictures on disk by `kind:variant:role`; empty = cases without photos. */
  pictures: z.record(z.string(), storedPicture),
  /** Cases in a batch. */
  size: z.number().int().positive(),
});
export type BatchInput = z.output<typeof batchInput>;

/** Cases as lines of COPY by table. */
export interface Batch {
  cases: number;
  ids: string[];
  lines: Partial<Record<DemoTable, Uint8Array>>;
  journal: JournalLine[];
  /** Last numbers given so far, by month. */
  lastNumbers: Record<string, number>;
}

export const pictureKey = ({ kind, variant, role }: Pick<DemoPhoto, 'kind' | 'variant' | 'role'>): string =>
  `${kind}:${variant}:${role}`;

/** Cuts the plan into batches of lines. */
export function* makeBatches(world: World, input: BatchInput): Generator<Batch> {
  const lastNumbers = { ...input.lastNumbers };
  let texts = new Map<DemoTable, string[]>();
  let ids: string[] = [];
  let journal: JournalLine[] = [];
  const add = (table: DemoTable, row: object) => {
    const lines = texts.get(table);
    const line = writeLine(table, row);
    if (lines) lines.push(line);
    else texts.set(table, [line]);
  };
  const close = (): Batch => {
    const lines = Object.fromEntries(
      [...texts].map(([table, rows]) => [table, new TextEncoder().encode(`${rows.join('\n')}\n`)]),
    );
    const batch = { cases: ids.length, ids, lines, journal, lastNumbers: { ...lastNumbers } };
    [texts, ids, journal] = [new Map(), [], []];
    return batch;
  };
  for (const one of planCases(world, input)) {
    addCase(one, input, world, add);
    ids.push(one.file.id);
    journal.push(...(input.journal === 'all' ? one.journal : one.journal.slice(0, 1)));
    lastNumbers[one.file.number.slice(0, 7)] = Number(one.file.number.slice(8));
    if (ids.length === input.size) yield close();
  }
  if (ids.length > 0) yield close();
}

function addCase(
  one: DemoCase,
  { pictures, now }: BatchInput,
  world: World,
  add: (table: DemoTable, row: object) => void,
): void {
  add('cases.case_file', one.file);
  for (const row of one.contacts) add('cases.contact', row);
  for (const row of listClocks(one, now)) add('cases.clock', row);
  for (const row of one.events) add('cases.event', row);
  for (const row of one.answers) add('cases.answer', row);
  for (const row of one.promises) add('cases.promise', row);
  for (const row of one.interims) add('cases.interim', row);
  for (const row of one.parts) add('cases.part', row);
  for (const row of one.marks) add('cases.answer_mark', row);
  for (const row of one.forwardings) add('cases.forwarding', row);
  for (const row of one.ratings) add('cases.rating', row);
  for (const at of one.decisions) {
    if (at > now - DECISIONS_KEPT) add('cases.decision', describeDecision(at, world.crew.operator.id));
  }
  for (const photo of one.photos) {
    const picture = pictures[pictureKey(photo)];
    if (!picture) continue;
    const { id, caseId, role, answerId, addedBy, at, isReleased } = photo;
    const uploader = addedBy === 'staff' ? `staff:${one.file.executor_id}` : 'anonymous';
    const token_hash = hashToken(newToken());
    const file: FileRow = {
      ...picture,
      id,
      uploader,
      token_hash,
      claimed: true,
      released: isReleased,
      created_at: at,
    };
    add('files.file', file);
    add('cases.attachment', {
      case_id: caseId,
      file_id: id,
      role,
      answer_id: answerId,
      added_by: addedBy,
      added_at: at,
    });
  }
}

/** Decisions of the last days, as the inbox counts them; nobody knows their tokens, so none can be taken back. */
const describeDecision = (at: number, ownerId: string): DecisionRow => ({
  id: newId(),
  owner_id: ownerId,
  at,
  kind: 'triage',
  token_hash: hashToken(newToken()),
  case_count: 1,
  former: [],
});
