import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { HOUR } from '../../../../shared/time.ts';
import { hashPrivate, residentSince } from '../../../base/identity/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { defineState } from '../../../lib/module/state.ts';
import { runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { pollRulesToday } from '../pack.ts';
import { netOf } from './net.ts';
import { BEAT } from './pulse.ts';

/**
 * How people come to a poll, as sums (decision 0060). Whoever answers is added to a sum in memory, and sums are written when their ten
 * minutes are over, in a transaction of their own: nothing that is written bears the mark of an answer or of a row of the roll. A process that dies
 * takes ten minutes of them with it.
 */

interface Beat {
  pollId: string;
  /** ms */
  at: number;
  taken: number;
  fresh: number;
  /** By the hash of a net. */
  nets: Map<string, number>;
}

interface Waiting {
  beats: Map<string, Beat>;
  timer: NodeJS.Timeout | null;
}

const waiting = defineState<Waiting>('polls.pulse', () => ({ beats: new Map(), timer: null }));
const FLUSH_EVERY = 60_000;

/** A poll opens: in the transaction that opens it. */
export async function beginPulse(ctx: Ctx, pollId: string): Promise<void> {
  await ctx.db
    .insertInto('polls.pulse_salt')
    .values({ poll_id: pollId, salt: randomBytes(32).toString('base64url') })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** A person has just answered, or taken a ballot. Neither they nor their address is written down. Plans: primary keys. */
export async function noteComing(ctx: Ctx, pollId: string, personId: string): Promise<void> {
  const row = await ctx.db
    .selectFrom('polls.pulse_salt')
    .select('salt')
    .where('poll_id', '=', pollId)
    .executeTakeFirst();
  if (!row) return;
  const since = await residentSince(ctx, personId);
  const { freshHours } = pollRulesToday(ctx).signs;
  const isFresh = since !== null && ctx.now.getTime() - since.getTime() < freshHours * HOUR;
  const net = netOf(ctx.ip);
  const at = Math.floor(ctx.now.getTime() / BEAT) * BEAT;
  const { beats } = waiting.of(ctx);
  const key = `${pollId} ${at}`;
  const beat = beats.get(key) ?? { pollId, at, taken: 0, fresh: 0, nets: new Map<string, number>() };
  beats.set(key, beat);
  beat.taken += 1;
  if (isFresh) beat.fresh += 1;
  if (net === null) return;
  const name = hashPrivate(ctx.config, `poll-net:${pollId}:${row.salt}`, net);
  beat.nets.set(name, (beat.nets.get(name) ?? 0) + 1);
}

/** Writes what is over; `isAll` what is not over too. */
export async function flushPulse(services: Services, { isAll = false } = {}): Promise<void> {
  const { beats } = waiting.of(services);
  const now = services.now().getTime();
  const due = [...beats].filter(([, { at }]) => isAll || at + BEAT <= now);
  if (due.length === 0) return;
  for (const [key] of due) beats.delete(key);
  const caller = { actor: { kind: 'system', name: 'polls.pulse' } as const, requestId: 'pulse', ip: '' };
  try {
    await runMutation(services, caller, async (ctx) => {
      for (const [, beat] of due) await writeBeat(ctx, beat);
    });
  } catch (error) {
    // Written with the next.
    for (const [key, beat] of due) if (!beats.has(key)) beats.set(key, beat);
    throw error;
  }
}

/** Several processes of one city add to the same sums. */
async function writeBeat(ctx: Ctx, { pollId, at, taken, fresh, nets }: Beat): Promise<void> {
  await sql`
    INSERT INTO polls.pulse (poll_id, at, taken, fresh) VALUES (${pollId}::uuid, ${new Date(at)}, ${taken}, ${fresh})
    ON CONFLICT (poll_id, at) DO UPDATE SET taken = pulse.taken + EXCLUDED.taken, fresh = pulse.fresh + EXCLUDED.fresh`.execute(
    ctx.db,
  );
  const hour = new Date(Math.floor(at / HOUR) * HOUR);
  for (const [net, count] of [...nets].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    await sql`
      INSERT INTO polls.pulse_net (poll_id, net, hour, taken)
      -- Its salt is gone: so is what it named.
      SELECT poll_id, ${net}, ${hour}, ${count} FROM polls.pulse_salt WHERE poll_id = ${pollId}::uuid
      ON CONFLICT (poll_id, net, hour) DO UPDATE SET taken = pulse_net.taken + EXCLUDED.taken`.execute(
      ctx.db,
    );
}

export function startPulse(services: Services): void {
  const own = waiting.of(services);
  own.timer = setInterval(() => {
    flushPulse(services).catch((error) =>
      services.log.error({ err: error }, 'суммы приходов к опросам ждут следующей минуты'),
    );
  }, FLUSH_EVERY);
  own.timer.unref();
}

export async function stopPulse(services: Services): Promise<void> {
  const own = waiting.of(services);
  if (own.timer) clearInterval(own.timer);
  await flushPulse(services, { isAll: true });
}
