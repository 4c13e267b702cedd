import { sql } from 'kysely';
import {
  kindsFor,
  type NoticeKind,
  type NoticePace,
  noticeKindRow,
  pacesOf,
  usualNight,
} from '../../../shared/text/notice-kinds.ts';
import { firstRow } from '../../lib/database/first-row.ts';
import { AppError } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Wishes } from './pace.ts';

/** Notices the list shows: of the last weeks, the newest. */
const SHOWN = 100;
const KEPT_DAYS = 60;

/** What is known of a letter's reader when it gets its hour. */
export interface Asked {
  notice_kind: string | null;
  /** Chosen for the kind. */
  notice_pace: string | null;
  /** Chosen for the address; null = nothing was. */
  pace: Wishes['pace'] | null;
  quiet_from: number | null;
  quiet_to: number | null;
}

/** When a letter may come: of a notice, as was chosen for its kind, else for the address, else as is usual for it. */
export function wishesOf(row: Asked): Wishes {
  const kind = noticeKindRow(row.notice_kind ?? '');
  const night = kind && !kind.isAtNight ? usualNight : null;
  const hasHours = row.pace !== null;
  return {
    pace: (row.notice_pace as Wishes['pace'] | null) ?? row.pace ?? kind?.usual ?? 'instant',
    quietFrom: hasHours ? row.quiet_from : (night?.from ?? null),
    quietTo: hasHours ? row.quiet_to : (night?.to ?? null),
  };
}

interface Choices {
  kinds: { kind: NoticeKind; pace: NoticePace }[];
  quiet: { from: number; to: number } | null;
}

/** How the notices of these kinds come to an address, and in which hours none do. */
export async function readNoticeWishes(
  ctx: Ctx,
  recipient: string,
  permissions: ReadonlySet<string>,
): Promise<Choices> {
  const [chosen, address] = await Promise.all([
    ctx.db
      .selectFrom('outbox.notice_wish')
      .select(['kind', 'pace'])
      .where('recipient', '=', recipient)
      .execute(),
    ctx.db
      .selectFrom('outbox.preference')
      .select(['pace', 'quiet_from', 'quiet_to'])
      .where('recipient', '=', recipient)
      .where('channel', '=', 'email')
      .executeTakeFirst(),
  ]);
  const hours = address ? { from: address.quiet_from, to: address.quiet_to } : usualNight;
  return {
    kinds: kindsFor(permissions).map((kind) => {
      const pace = chosen.find((one) => one.kind === kind)?.pace ?? address?.pace;
      const isOffered = pacesOf(kind).some((one) => one === pace);
      return { kind, pace: isOffered ? (pace as NoticePace) : noticeKindRow(kind)!.usual };
    }),
    quiet: hours.from !== null && hours.to !== null ? { from: hours.from, to: hours.to } : null,
  };
}

/** Keeps what was chosen; of kinds that are owed «никогда» is refused, and nothing of the rest is kept. */
export async function keepNoticeWishes(
  ctx: Ctx,
  recipient: string,
  { kinds, quiet }: Choices,
): Promise<void> {
  const refused = kinds.find(({ kind, pace }) => !pacesOf(kind).includes(pace));
  if (refused)
    throw new AppError(
      'lib.bad-input',
      `«${noticeKindRow(refused.kind)!.title}»: эти письма можно получать реже, отключить их нельзя.`,
    );
  const hours = { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, changed_at: ctx.now };
  await ctx.db
    .insertInto('outbox.preference')
    .values({ recipient, channel: 'email', pace: 'instant', ...hours })
    .onConflict((conflict) => conflict.columns(['recipient', 'channel']).doUpdateSet(hours))
    .execute();
  if (kinds.length === 0) return;
  await ctx.db
    .insertInto('outbox.notice_wish')
    .values(kinds.map(({ kind, pace }) => ({ recipient, kind, pace, changed_at: ctx.now })))
    .onConflict((conflict) =>
      conflict.columns(['recipient', 'kind']).doUpdateSet((eb) => ({
        pace: eb.ref('excluded.pace'),
        changed_at: eb.ref('excluded.changed_at'),
      })),
    )
    .execute();
}

/** Notices to an address, the newest first, whatever became of their letters. Plan: letter_notice. */
export async function listNotices(ctx: Ctx, recipient: string) {
  const [rows, seenAt] = await Promise.all([
    ctx.db
      .selectFrom('outbox.letter')
      .select(['id', 'notice_kind', 'subject', 'text', 'created_at', 'state', 'next_at'])
      .where('recipient', '=', recipient)
      .where('notice_kind', 'is not', null)
      .where('created_at', '>', new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000))
      .orderBy('created_at', 'desc')
      .limit(SHOWN)
      .execute(),
    findSeen(ctx, recipient),
  ]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.notice_kind as NoticeKind,
    subject: row.subject,
    text: row.text,
    at: row.created_at,
    state: row.state,
    nextAt: row.state === 'held' ? row.next_at : null,
    isNew: seenAt === null || row.created_at > seenAt,
  }));
}

async function findSeen(ctx: Ctx, recipient: string): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('outbox.notice_seen')
    .select('seen_at')
    .where('recipient', '=', recipient)
    .executeTakeFirst();
  return row?.seen_at ?? null;
}

/** How many have come since the list was last read. Plan: letter_notice. */
export async function countNewNotices(ctx: Ctx, recipient: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT FROM outbox.letter WHERE recipient = ${recipient} AND notice_kind IS NOT NULL
        AND created_at > greatest(${new Date(ctx.now.getTime() - KEPT_DAYS * 86_400_000)},
          (SELECT seen_at FROM outbox.notice_seen WHERE recipient = ${recipient}))
      ORDER BY created_at DESC LIMIT ${SHOWN}) AS fresh`.execute(ctx.db);
  return firstRow(rows).count;
}

/** The list has been read as far as this moment. */
export async function markNoticesSeen(ctx: Ctx, recipient: string): Promise<void> {
  await ctx.db
    .insertInto('outbox.notice_seen')
    .values({ recipient, seen_at: ctx.now })
    .onConflict((conflict) => conflict.column('recipient').doUpdateSet({ seen_at: ctx.now }))
    .execute();
}
