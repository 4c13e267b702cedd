import { sql } from 'kysely';
import { counted } from '../../../shared/text/plural.ts';
import type { SystemFacts } from '../../lib/exchange/connected-systems.ts';
import type { Ctx } from '../../lib/module/context.ts';

const titles: Readonly<Record<string, string>> = {
  email: 'Электронная почта',
  sms: 'СМС',
  push: 'Уведомления браузера',
  max: 'MAX',
};

interface Row {
  channel: string;
  is_on: boolean;
  waiting: number;
  oldest: Date | null;
  dead: number;
  unknown: number;
  last: Date | null;
}

/**
 * Channels that are set or have letters. What waits for its hour is no backlog: only what should have gone by now. Plan: letters of
 * thirty days.
 */
export async function listChannelFacts(ctx: Ctx): Promise<SystemFacts[]> {
  const { rows } = await sql<Row>`
    SELECT channel, coalesce(setting.is_active, false) OR ${ctx.config.isDemo}::boolean AS is_on,
      (count(letter.id) FILTER (WHERE state IN ('queued', 'held', 'sending')))::int AS waiting,
      min(coalesce(next_at, not_before, created_at)) FILTER (
        WHERE state = 'queued' AND coalesce(next_at, not_before, created_at) <= ${ctx.now}) AS oldest,
      (count(letter.id) FILTER (WHERE state = 'dead' AND state_at > ${ctx.now}::timestamptz - interval '7 days'))::int AS dead,
      (count(letter.id) FILTER (WHERE state = 'unknown'))::int AS unknown,
      max(state_at) FILTER (WHERE state IN ('sent', 'shown')) AS last
    FROM (SELECT * FROM outbox.letter WHERE created_at > ${ctx.now}::timestamptz - interval '30 days') letter
    FULL JOIN outbox.channel_setting setting USING (channel)
    GROUP BY channel, setting.is_active ORDER BY channel`.execute(ctx.db);
  return rows.map(({ channel, is_on: isOn, waiting, oldest, dead, unknown, last }) => ({
    code: `letters:${channel}`,
    title: titles[channel] ?? channel,
    clause: null,
    way: 'письма жителям и сотрудникам',
    link: '/staff/outbox',
    words: [
      dead > 0 ? `За неделю не отправлено: ${counted(dead, 'письмо', 'письма', 'писем')}` : '',
      unknown > 0 ? `Могли дойти, ждут решения: ${counted(unknown, 'письмо', 'письма', 'писем')}` : '',
    ]
      .filter(Boolean)
      .join('. '),
    isOn,
    lastAt: last,
    waiting,
    oldestWaitingAt: oldest,
    errors: dead + unknown,
  }));
}
