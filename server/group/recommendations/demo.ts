import { demoId } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { shiftDay } from './effect.ts';

/** An invented past of the demo city: one to decide about, one under way, one applied long enough to be measured tonight. */
const told = [
  {
    title: 'Отвечать на сообщения о дворах с фотографией',
    state: 'proposed',
    block: 'housing',
    ago: 5,
    text: 'К каждому ответу о благоустройстве двора прикладывать фотографию результата: без неё жители чаще возвращают ответ.',
    evidence: [{ title: 'Дела, возвращённые жителями', figure: '', href: '/staff/cases?block=housing' }],
    indicators: ['returned', 'rating'],
  },
  {
    title: 'Передавать сообщения о дорогах дежурному в тот же день',
    state: 'accepted',
    block: 'roads',
    ago: 20,
    text: 'Сообщения о ямах и гололёде, пришедшие до 15 часов, передавать дежурному управления дорог в тот же день.',
    evidence: [
      { title: 'Просроченные дела о дорогах', figure: '', href: '/staff/cases?block=roads&overdue=yes' },
    ],
    indicators: ['inTime'],
  },
  {
    title: 'Публиковать график вывоза по контейнерным площадкам',
    state: 'applied',
    block: 'waste',
    ago: 50,
    text: 'Публиковать график вывоза отходов по каждой площадке и обновлять его в день сбоя.',
    evidence: [{ title: 'Растущие темы', figure: '', href: '/staff/analysis' }],
    indicators: ['received'],
  },
] as const;

/** Fills an empty list of the demo city. */
export async function seedDemoRecommendations(ctx: Ctx): Promise<void> {
  const any = await ctx.db
    .selectFrom('recommendations.recommendation')
    .select('id')
    .limit(1)
    .executeTakeFirst();
  if (any) return;
  const people = await ctx.db.selectFrom('identity.v_person').select(['id', 'short_name']).execute();
  const names = new Map(people.map(({ id, short_name }) => [id!, short_name!]));
  const person = (slug: string) => ({
    id: demoId('person', slug),
    name: names.get(demoId('person', slug)) ?? '',
  });
  const [head, author] = [person('head'), person('member')];
  if (!head.name || !author.name) return;
  const today = cityDay(ctx.config, ctx.now);
  for (const { ago, evidence, indicators, ...one } of told) {
    const at = new Date(ctx.now.getTime() - ago * 86_400_000);
    await ctx.db
      .insertInto('recommendations.recommendation')
      .values({
        id: newId(),
        ...one,
        evidence: JSON.stringify(evidence),
        indicators: [...indicators],
        weeks: 4,
        addressee_id: head.id,
        addressee_name: head.name,
        proposed_at: at,
        proposed_by_id: author.id,
        proposed_by_name: author.name,
        ...(one.state !== 'proposed' && { decided_at: at, decided_by_name: head.name }),
        ...(one.state === 'applied' && { applied_on: shiftDay(today, -40) }),
      })
      .execute();
  }
  await ctx.db
    .insertInto('recommendations.practice')
    .values({
      id: newId(),
      title: 'Общий ответ с картой ремонта',
      owner: 'Управление дорог',
      block: 'roads',
      problem: 'О ямах на одной улице писали десятки жителей, каждому отвечали отдельно и по-разному.',
      action: 'Сообщения соединили в одну массовую проблему, дали один ответ с картой и сроками по участкам.',
      result: 'Срок ответа сократился с 9 до 3 дней, повторных сообщений стало вдвое меньше.',
      steps: JSON.stringify([
        { text: 'Собрать сообщения об одном месте в массовую проблему', days: 1 },
        { text: 'Осмотреть участки, составить перечень со сроками', days: 4 },
        { text: 'Показать перечень на карте и дать общий ответ', days: 6 },
        { text: 'Закрыть участки с фотографиями до и после', days: 20 },
      ]),
      made_by_id: author.id,
      made_by_name: author.name,
      made_at: ctx.now,
    })
    .execute();
}
