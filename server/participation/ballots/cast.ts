import { createHash, type KeyObject } from 'node:crypto';
import { sql } from 'kysely';
import { receiptOf } from '../../../shared/ballots/ballot.ts';
import {
  type BallotRefusal,
  castBallot as castRoute,
} from '../../../shared/contract/participation/ballots.ts';
import { type Batcher, createBatcher } from '../../lib/database/batcher.ts';
import { AppError } from '../../lib/errors.ts';
import type { RawReply, RawRequest } from '../../lib/module/module.ts';
import { defineState } from '../../lib/module/state.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { missingVote } from './rows.ts';
import { isSignedPss, openRsaKey, type PublicKey } from './rsa-pss.ts';

/**
 * The slot of the box. Whoever brings an envelope is not asked who they are and their address is not looked at: the pass alone counts,
 * which the city signed blind. Envelopes go in batches and in random order.
 */

interface Envelope {
  pollId: string;
  entry: string;
  receipt: string;
  envelope: string;
}

/** `waits`: another request with the same pass is under way. */
type Outcome = 'taken' | Exclude<BallotRefusal, 'elsewhere'> | 'waits';

interface Slot {
  batcher: Batcher<Envelope, Outcome>;
  /** By vote: the key of passes never changes. */
  keys: Map<string, KeyObject>;
}

/** Votes of one time; more are guesses at ids, which are not kept. */
const MOST_KEYS = 200;
const slots = defineState<Slot>('ballots.slot');

export function startSlot(services: Services): void {
  slots.set(services, {
    batcher: createBatcher((envelopes) => storeEnvelopes(services, envelopes), { maxSize: 200 }),
    keys: new Map(),
  });
}

export const stopSlot = (services: Services): Promise<void> => slots.of(services).batcher.idle();

async function readEntryKey(services: Services, pollId: string): Promise<KeyObject> {
  const { keys } = slots.of(services);
  const known = keys.get(pollId);
  if (known) return known;
  const row = await services.database
    .selectFrom('ballots.vote')
    .select('entry_key')
    .where('poll_id', '=', pollId)
    .where('state', '<>', 'prepared')
    .executeTakeFirst();
  if (!row) throw missingVote();
  const key = openRsaKey(row.entry_key as unknown as PublicKey);
  if (keys.size < MOST_KEYS) keys.set(pollId, key);
  return key;
}

/** One statement, which is its own transaction. A vote that is being closed is waited for: nothing gets in behind its back. */
async function storeEnvelopes(services: Services, envelopes: readonly Envelope[]): Promise<Outcome[]> {
  const { rows } = await sql<{
    n: number;
    made: boolean;
    there: string | null;
    is_copy: boolean | null;
    is_open: boolean;
  }>`
    WITH incoming AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(envelopes.map((one, n) => ({ n, ...one })))}::jsonb)
        AS one (n int, "pollId" uuid, entry text, receipt text, envelope text)
    ), running AS (
      SELECT poll_id FROM ballots.vote WHERE state = 'open' AND poll_id IN (SELECT "pollId" FROM incoming) FOR SHARE
    ), made AS (
      INSERT INTO ballots.envelope (poll_id, entry, receipt, envelope)
      SELECT "pollId", entry, receipt, envelope FROM incoming JOIN running ON poll_id = "pollId" ORDER BY random()
      ON CONFLICT DO NOTHING RETURNING poll_id, entry, receipt
    )
    SELECT incoming.n, made.receipt IS NOT DISTINCT FROM incoming.receipt AS made, coalesce(made.receipt, stored.receipt) AS there,
      -- Looked for where nothing came by this pass: seldom.
      CASE WHEN coalesce(made.receipt, stored.receipt) IS NULL THEN
        EXISTS (SELECT FROM made AS other WHERE other.poll_id = incoming."pollId" AND other.receipt = incoming.receipt)
        OR EXISTS (SELECT FROM ballots.envelope AS other WHERE other.poll_id = incoming."pollId" AND other.receipt = incoming.receipt)
      END AS is_copy,
      running.poll_id IS NOT NULL AS is_open
    FROM incoming
    LEFT JOIN running ON running.poll_id = incoming."pollId"
    LEFT JOIN made ON made.poll_id = incoming."pollId" AND made.entry = incoming.entry
    LEFT JOIN ballots.envelope AS stored ON stored.poll_id = incoming."pollId" AND stored.entry = incoming.entry`.execute(
    services.database,
  );
  const outcomes = Array.from(envelopes, (): Outcome => 'waits');
  for (const { n, made, there, is_copy: isCopy, is_open: isOpen } of rows) {
    const isTaken = made || there === envelopes[n]?.receipt;
    if (isTaken) outcomes[n] = 'taken';
    else if (there !== null) outcomes[n] = 'spent';
    else if (!isOpen) outcomes[n] = 'closed';
    else if (isCopy) outcomes[n] = 'copied';
  }
  return outcomes;
}

const refusedFor = (why: BallotRefusal, words: string): AppError =>
  new AppError('lib.conflict', words, { details: { why } });

const refusals: Readonly<Record<Exclude<Outcome, 'taken'>, () => AppError>> = {
  spent: () => refusedFor('spent', 'По этому пропуску конверт уже опущен: второй раз он не годится.'),
  copied: () =>
    refusedFor(
      'copied',
      'Точно такой конверт уже в ящике: его опустили по другому пропуску. Он посчитается один раз.',
    ),
  closed: () => refusedFor('closed', 'Голосование завершено: конверты больше не принимают.'),
  waits: () =>
    new AppError('lib.unavailable', 'Этот конверт уже принимают. Повторите через несколько секунд.'),
};

function readBody(body: string) {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new AppError('lib.bad-input', 'Конверт не читается как JSON.');
  }
  const checked = castRoute.body.safeParse(parsed);
  if (!checked.success) throw new AppError('lib.bad-input', 'Это не конверт голосования.');
  return checked.data;
}

/** A raw door checks what it is asked for by itself. */
function readParams(params: RawRequest['params']): { pollId: string } {
  const checked = castRoute.params.safeParse(params);
  if (!checked.success) throw new AppError('lib.bad-input', 'Неверный номер голосования.');
  return { pollId: checked.data.id };
}

/** Door for floods: it answers when the envelope is on the disk. */
export async function castBallot(services: Services, request: RawRequest): Promise<RawReply> {
  const { pollId } = readParams(request.params);
  const body = readBody(request.body);
  const entry = Buffer.from(body.entry, 'base64url');
  const key = await readEntryKey(services, pollId);
  if (!isSignedPss(key, entry, body.signature))
    throw new AppError('lib.forbidden', 'Пропуск не от этого голосования.');
  const receipt = receiptOf(body.envelope);
  const outcome = await slots.of(services).batcher.add({
    pollId,
    entry: createHash('sha256').update(entry).digest('hex'),
    receipt,
    envelope: body.envelope,
  });
  if (outcome !== 'taken') throw refusals[outcome]();
  return { body: JSON.stringify({ receipt }), contentType: 'application/json; charset=utf-8' };
}
