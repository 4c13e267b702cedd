import { knownIn } from '../../../shared/known.ts';
import { keepSystem } from '../../base/exchange/index.ts';
import { demoId } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { partnersOn } from './pack.ts';

const later = (day: string, count: number): string =>
  new Date(Date.parse(`${day}T00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

interface DemoPaper {
  direction: 'in' | 'out';
  kind: 'task' | 'letter' | 'request' | 'report';
  partner: string;
  number: string;
  /** Days ago; of the term, days ahead. */
  ago: number;
  due?: number;
  subject: string;
  to: string;
  answers?: string;
}

/** Invented correspondence: answered in time, answered late, waited for, overdue. */
const papers: readonly DemoPaper[] = [
  {
    direction: 'in',
    kind: 'task',
    partner: 'cur',
    number: '01-12/418',
    ago: 40,
    due: -33,
    subject: 'О проверке ответов по теме «Дороги» за квартал',
    to: 'deputy',
  },
  {
    direction: 'out',
    kind: 'report',
    partner: 'cur',
    number: 'И-77/2026',
    ago: 34,
    subject: 'О результатах проверки ответов по дорогам',
    to: 'deputy',
    answers: '01-12/418',
  },
  {
    direction: 'in',
    kind: 'request',
    partner: 'dvp',
    number: '21-03/1170',
    ago: 25,
    due: -18,
    subject: 'О составе рабочей группы и представителях отраслей',
    to: 'secretary',
  },
  {
    direction: 'out',
    kind: 'letter',
    partner: 'dvp',
    number: 'И-81/2026',
    ago: 15,
    subject: 'О составе рабочей группы',
    to: 'secretary',
    answers: '21-03/1170',
  },
  {
    direction: 'in',
    kind: 'task',
    partner: 'dip',
    number: '07-05/233',
    ago: 12,
    due: -3,
    subject: 'О размещении публикаций о переписи на официальных страницах',
    to: 'member',
  },
  {
    direction: 'in',
    kind: 'task',
    partner: 'cur',
    number: '01-12/502',
    ago: 4,
    due: 4,
    subject: 'О готовности к отопительному сезону: сводка по сообщениям',
    to: 'deputy',
  },
  {
    direction: 'out',
    kind: 'request',
    partner: 'cur',
    number: 'И-90/2026',
    ago: 6,
    due: 8,
    subject: 'О предоставлении доступа к системе «Инцидент Менеджмент»',
    to: 'chair',
  },
  {
    direction: 'in',
    kind: 'letter',
    partner: 'dip',
    number: '07-05/201',
    ago: 30,
    subject: 'О рекомендациях по оформлению страниц',
    to: 'member',
  },
];

/** Fills an empty register of the demo city. */
export async function seedDemoInteraction(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('interaction.paper').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const people = await ctx.db.selectFrom('identity.v_person').select(['id', 'short_name']).execute();
  const names = new Map(people.map(({ id, short_name }) => [id!, short_name!]));
  if (!names.has(demoId('person', 'secretary'))) return;
  const today = cityDay(ctx.config, ctx.now);
  const titles = new Map(partnersOn(today).map(({ code, title }) => [code, title]));
  const made = { made_at: ctx.now, made_by_name: 'Отклик' };
  const ids = new Map<string, string>();
  for (const one of papers) {
    const id = newId();
    ids.set(one.number, id);
    await ctx.db
      .insertInto('interaction.paper')
      .values({
        id,
        direction: one.direction,
        kind: one.kind,
        partner: one.partner,
        number: one.number,
        partner_name: knownIn(titles, one.partner),
        dated_on: later(today, -one.ago),
        subject: one.subject,
        responsible_id: demoId('person', one.to),
        responsible_name: names.get(demoId('person', one.to)) ?? null,
        due_on: one.due === undefined ? null : later(today, one.due),
        reply_to_id: one.answers ? (ids.get(one.answers) ?? null) : null,
        ...made,
      })
      .execute();
  }
  const chair = demoId('person', 'chair');
  const attendee = { attendee_id: chair, attendee_name: knownIn(names, chair) };
  await ctx.db
    .insertInto('interaction.event')
    .values([
      {
        id: newId(),
        day: later(today, -20),
        starts_at: '11:00',
        partner: 'dvp',
        place: 'видеосвязь',
        partner_name: knownIn(titles, 'dvp'),
        title: 'О работе муниципальных центров управления',
        state: 'attended',
        outcome: 'Поручено до конца месяца включить в состав группы представителей всех восьми сфер.',
        ...attendee,
        ...made,
      },
      {
        id: newId(),
        day: later(today, 6),
        starts_at: '15:00',
        partner: 'cur',
        place: 'видеосвязь',
        partner_name: knownIn(titles, 'cur'),
        title: 'О сроках ответов в социальных сетях',
        state: 'planned',
        ...attendee,
        ...made,
      },
    ])
    .execute();
  const it = demoId('person', 'member-it');
  if (names.has(it))
    for (const code of ['pos', 'files']) await keepSystem(ctx, code, { personId: it, note: '' });
}
