import { sql } from 'kysely';
import type { LetterChannel } from '../../../shared/contract/base/outbox-settings.ts';
import { firstOf } from '../../../shared/lists.ts';
import type { Weight } from '../../../shared/text/letter-matrix.ts';
import { counted } from '../../../shared/text/plural.ts';
import { readCity } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { type Asked, wishesOf } from './notices.ts';
import { whenToSend } from './pace.ts';

/** Letters looked at in one run; more wait for the next one, which follows at once. */
const BATCH = 1000;
/** Letters one digest tells of; of the others it says how many. */
const TOLD = 100;

interface Unplanned extends Asked {
  id: string;
  channel: LetterChannel;
  recipient: string;
  subject: string;
  text: string;
  secret: string | null;
  purpose: string;
  case_id: string | null;
  weight: Weight;
}

/**
 * Gives every new letter its hour by the recipient's wishes, and a copy for each of their browsers that asked for one.
 * Plan: letter_unplanned, preferences by their key. Returns whether more wait.
 */
export async function planLetters(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<Unplanned>`
    SELECT letter.id, letter.channel, letter.recipient, subject, text, secret, purpose, case_id, weight,
      wish.pace, wish.quiet_from, wish.quiet_to, notice_kind, notice.pace AS notice_pace
    FROM outbox.letter LEFT JOIN outbox.preference wish
      ON wish.recipient = letter.recipient AND wish.channel = letter.channel
    LEFT JOIN outbox.notice_wish notice ON notice.recipient = letter.recipient AND notice.kind = letter.notice_kind
    WHERE state = 'queued' AND planned_at IS NULL AND coalesce(not_before <= ${ctx.now}, true)
    ORDER BY created_at LIMIT ${BATCH} FOR UPDATE OF letter SKIP LOCKED`.execute(ctx.db);
  if (rows.length === 0) return false;
  await copyToBrowsers(ctx, rows);
  const { zone } = readCity(ctx.config);
  const planned = rows.map((row) => {
    const at = whenToSend(ctx.now, wishesOf(row), zone, row.weight);
    return {
      id: row.id,
      state: at === null ? 'dropped' : at > ctx.now ? 'held' : 'queued',
      at: (at ?? ctx.now).toISOString(),
    };
  });
  await sql`
    UPDATE outbox.letter SET state = plan.state, next_at = plan.at::timestamptz, planned_at = ${ctx.now},
      state_at = CASE WHEN plan.state = letter.state THEN state_at ELSE ${ctx.now} END,
      reason = CASE WHEN plan.state = 'dropped' THEN 'Получатель отказался от таких писем' ELSE '' END
    FROM jsonb_to_recordset(${JSON.stringify(planned)}::jsonb) AS plan(id uuid, state text, at text)
    WHERE letter.id = plan.id`.execute(ctx.db);
  return rows.length === BATCH;
}

/** A secret never goes to a browser: a notice lies open on a locked screen. */
async function copyToBrowsers(ctx: Ctx, rows: Unplanned[]): Promise<void> {
  const open = rows.filter(
    (row) =>
      row.secret === null && row.notice_kind === null && (row.channel === 'sms' || row.channel === 'email'),
  );
  if (open.length === 0) return;
  const { rows: browsers } = await sql<{ id: string; contact: string } & Asked>`
    SELECT browser.id, contact, wish.pace, wish.quiet_from, wish.quiet_to,
      NULL AS notice_kind, NULL AS notice_pace
    FROM outbox.push_subscription browser CROSS JOIN unnest(browser.recipients) AS contact
    LEFT JOIN outbox.preference wish ON wish.recipient = contact AND wish.channel = 'push'
    WHERE browser.recipients && ${open.map(({ recipient }) => recipient)}::text[]`.execute(ctx.db);
  if (browsers.length === 0) return;
  const { zone } = readCity(ctx.config);
  const copies = open.flatMap((row) =>
    browsers
      .filter(({ contact }) => contact === row.recipient)
      .flatMap((browser) => {
        const at = whenToSend(ctx.now, wishesOf(browser), zone, row.weight);
        if (at === null) return [];
        return {
          id: newId(),
          channel: 'push' as const,
          recipient: browser.id,
          subject: row.subject,
          text: row.text,
          purpose: row.purpose,
          case_id: row.case_id,
          weight: row.weight,
          state: at > ctx.now ? ('held' as const) : ('queued' as const),
          planned_at: ctx.now,
          next_at: at,
          created_at: ctx.now,
          state_at: ctx.now,
        };
      }),
  );
  if (copies.length > 0) await ctx.db.insertInto('outbox.letter').values(copies).execute();
}

interface Held {
  id: string;
  channel: LetterChannel;
  recipient: string;
  subject: string;
  text: string;
  notice_kind: string | null;
}

/** Held letters whose hour has come: one goes as it is, several to one recipient become one letter that tells of all. */
export async function releaseHeld(ctx: Ctx): Promise<void> {
  const { rows } = await sql<Held>`
    SELECT id, channel, recipient, subject, text, notice_kind FROM outbox.letter
    WHERE state = 'held' AND next_at <= ${ctx.now}
    ORDER BY created_at LIMIT 5000 FOR UPDATE SKIP LOCKED`.execute(ctx.db);
  // Whoever works here may live here too: notices of work and letters to a resident are two letters.
  const groups = Map.groupBy(
    rows,
    ({ channel, recipient, notice_kind }) => `${channel} ${recipient} ${notice_kind !== null}`,
  );
  const alone: string[] = [];
  for (const letters of groups.values()) {
    if (letters.length === 1) alone.push(firstOf(letters).id);
    else await joinLetters(ctx, letters);
  }
  if (alone.length > 0)
    await ctx.db
      .updateTable('outbox.letter')
      .set({ state: 'queued', state_at: ctx.now })
      .where('id', 'in', alone)
      .execute();
}

async function joinLetters(ctx: Ctx, letters: Held[]): Promise<void> {
  const { channel, recipient, notice_kind } = firstOf(letters);
  const isNotice = notice_kind !== null;
  const id = newId();
  const told = letters
    .slice(0, TOLD)
    .map(({ subject, text }) => [channel === 'email' ? subject : '', text].filter(Boolean).join('\n'));
  const rest = letters.length - told.length;
  const more = rest > 0 ? [`И ещё ${counted(rest, 'письмо', 'письма', 'писем')}.`] : [];
  await ctx.db
    .insertInto('outbox.letter')
    .values({
      id,
      channel,
      recipient,
      subject: `Отклик: ${isNotice ? 'уведомления' : 'новости по вашим сообщениям'} (${letters.length})`,
      text: [...told, ...more].join('\n\n'),
      purpose: isNotice ? 'staff-digest' : 'digest',
      planned_at: ctx.now,
      next_at: ctx.now,
      created_at: ctx.now,
      state_at: ctx.now,
    })
    .execute();
  await ctx.db
    .updateTable('outbox.letter')
    .set({ state: 'digested', state_at: ctx.now, digest_id: id })
    .where(
      'id',
      'in',
      letters.map((letter) => letter.id),
    )
    .execute();
}
