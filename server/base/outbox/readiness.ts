import type { Ctx } from '../../lib/module/context.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';

const line = (isDone: boolean, words: string): ReadinessLine[] => [
  {
    id: 'mail',
    title: 'Письмо доходит',
    isDone,
    isRequired: true,
    words,
    link: { to: '/staff/letters', title: 'Каналы отправки' },
  },
];

/** Letters lead residents to their messages and staff to their passwords: by an address that is known. */
export async function listAddressLines({ config }: Ctx): Promise<ReadinessLine[]> {
  const isDone = config.publicUrl !== '' || config.isDemo;
  return [
    {
      id: 'address',
      title: 'Адрес портала',
      isDone,
      isRequired: true,
      words: isDone
        ? config.publicUrl || 'В демонстрации письма показываются на экране'
        : 'Не назван: ссылки в письмах не откроются. Его называют при установке (--url) или строкой OTKLIK_URL в настройках сервера.',
      link: { to: '/staff/state', title: 'Состояние' },
    },
  ];
}

/** Residents are answered by letters: the mail is set up, and a trial letter by these settings was taken. */
export async function listMailLines(ctx: Ctx): Promise<ReadinessLine[]> {
  if (ctx.config.isDemo) return line(true, 'В демонстрации письма показываются на экране');
  const mail = await ctx.db
    .selectFrom('outbox.channel_setting')
    .select(['is_active', 'is_tried_well'])
    .where('channel', '=', 'email')
    .executeTakeFirst();
  if (!mail?.is_active) return line(false, 'Почта не настроена: письма жителям не уходят.');
  if (mail.is_tried_well === null)
    return line(false, 'Почта включена, но не проверена: отправьте пробное письмо.');
  return mail.is_tried_well
    ? line(true, 'Пробное письмо принято')
    : line(false, 'Пробное письмо не принято: исправьте настройки и отправьте ещё раз.');
}
