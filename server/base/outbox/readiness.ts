import type { Ctx } from '../../lib/module/context.ts';
import type { ReadinessLine } from '../../lib/readiness.ts';

const inDemo = 'В демонстрации не нужно: письма показываются на экране';

const line = (isDone: boolean, words: string, isJudged = true): ReadinessLine[] => [
  {
    id: 'mail',
    title: 'Письмо доходит',
    isDone,
    isJudged,
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
      isJudged: config.publicUrl !== '' || !config.isDemo,
      isRequired: true,
      words: isDone
        ? config.publicUrl || inDemo
        : 'Не назван: ссылки в письмах не откроются. Из исходников его пишут перед npm start (OTKLIK_URL=https://…), в установке из архива — строкой OTKLIK_URL в /etc/otklik/otklik.env, затем sudo otklik restart.',
      link: { to: '/staff/state', title: 'Состояние' },
    },
  ];
}

/** Residents are answered by letters: the mail is set up, and a trial letter by these settings was taken. */
export async function listMailLines(ctx: Ctx): Promise<ReadinessLine[]> {
  if (ctx.config.isDemo) return line(true, inDemo, false);
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
