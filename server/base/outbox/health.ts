import { defineCheck, foundIf, notInDemo } from '../../lib/health/health-check.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { activeChannels, findLostSecrets } from './channel.ts';

/** Letters that were tried lately tell how a channel works. */
const LATELY = 24 * 60 * 60_000;

const channelWords: Readonly<Record<string, string>> = {
  email: 'почта',
  sms: 'СМС',
  max: 'MAX',
  push: 'уведомления браузера',
};

/** Channels whose letters wait after a try that failed, each with what its server said last. */
async function listFailing(ctx: Ctx): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('outbox.letter')
    .distinctOn('channel')
    .select(['channel', 'reason'])
    .where('state', '=', 'queued')
    .where('attempts', '>', 0)
    .where('state_at', '>', new Date(ctx.now.getTime() - LATELY))
    .orderBy('channel')
    .orderBy('state_at', 'desc')
    .execute();
  return rows.map(
    ({ channel, reason }) => `${channelWords[channel] ?? channel}: ${reason || 'причина не названа'}`,
  );
}

/** Channels that are off though letters wait for them. */
async function listWaitingForOff(
  ctx: Ctx,
  active: Awaited<ReturnType<typeof activeChannels>>,
): Promise<string[]> {
  const rows = await ctx.db
    .selectFrom('outbox.letter')
    .select('channel')
    .distinct()
    .where('state', 'in', ['queued', 'held'])
    .where('channel', 'not in', [...active, 'email'])
    .orderBy('channel')
    .execute();
  return rows.map(({ channel }) => channelWords[channel] ?? channel);
}

export const lettersCheck = defineCheck({
  id: 'outbox.letters',
  looksAt: 'Почта, СМС, MAX',
  faults: {
    'no-mail': {
      severity: 'error',
      title: 'Почта не настроена: письма не уходят',
      cure: 'Впишите почтовый сервер города в «Каналы отправки» и включите его. Ждущие письма уйдут сами.',
      link: '/staff/letters',
    },
    failing: {
      severity: 'error',
      title: 'Письма не уходят',
      cure: 'Исправьте названное в «Каналах отправки» (чаще всего сменился пароль) и нажмите «Проверить». Ждущие письма уйдут сами.',
      link: '/staff/letters',
    },
    off: {
      severity: 'warning',
      title: 'Письма ждут выключенного канала',
      cure: 'Включите канал в «Каналах отправки»: до этого они не уйдут.',
      link: '/staff/letters',
    },
    'secret-lost': {
      severity: 'error',
      title: 'Пароль канала не открывается: ключа секретов больше нет',
      cure: 'Верните прежний seal-key из копии или впишите пароль в «Каналах отправки» заново.',
      link: '/staff/letters',
    },
  },
  run: async (ctx) => {
    // Of a demo nothing leaves, whatever is set.
    if (ctx.config.isDemo) return notInDemo;
    const active = await activeChannels(ctx);
    const failing = await listFailing(ctx);
    const off = await listWaitingForOff(ctx, active);
    const lost = await findLostSecrets(ctx);
    return [
      ...foundIf('no-mail', !active.includes('email')),
      ...foundIf('failing', failing.length > 0, `${failing.join('; ')}.`),
      ...foundIf('off', off.length > 0, `${off.join(', ')}.`),
      ...foundIf(
        'secret-lost',
        lost.length > 0,
        `${lost.map((one) => channelWords[one] ?? one).join(', ')}.`,
      ),
    ];
  },
});
