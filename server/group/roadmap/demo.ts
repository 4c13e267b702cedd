import { demoId } from '../../base/identity/index.ts';
import { cityDay } from '../../lib/city.ts';
import { newId } from '../../lib/ids.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { packMeasuresOn } from './pack.ts';
import { addMonths } from './state.ts';

/** How far the invented centre is; what is not named here has not begun to be told of. */
const told: Readonly<Record<string, { readiness: number; note: string; evidence?: string; owner: string }>> =
  {
    group: {
      readiness: 80,
      note: 'Состав утверждён, ищем представителей здравоохранения и энергетики',
      owner: 'chair',
    },
    staff: { readiness: 100, note: 'Роли выданы', evidence: 'Распоряжение № 34-р', owner: 'chair' },
    dvp: { readiness: 60, note: 'Порядок на согласовании в департаменте', owner: 'deputy' },
    meetings: { readiness: 70, note: 'Заседания идут каждый месяц', owner: 'secretary' },
    'pos-analysis': { readiness: 75, note: 'Анализ входит в отчёт главе', owner: 'member' },
    'pos-decisions': { readiness: 40, note: 'Решения ссылаются на дела с сентября', owner: 'secretary' },
    'map-taxonomy': {
      readiness: 100,
      note: 'Классификатор введён',
      evidence: 'Приказ № 12 о классификаторе',
      owner: 'member-it',
    },
    'map-terms': { readiness: 65, note: 'Доля в срок видна по подразделениям', owner: 'deputy' },
    'pages-make': { readiness: 50, note: 'Страницы есть, ответственные назначены не везде', owner: 'member' },
  };

/** Fills an empty roadmap of the demo city: begun five months ago, some of it late. */
export async function seedDemoRoadmap(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('roadmap.measure').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const people = await ctx.db.selectFrom('identity.v_person').select(['id', 'short_name']).execute();
  const names = new Map(people.map(({ id, short_name }) => [id, short_name]));
  if (!names.has(demoId('person', 'secretary'))) return;
  const today = cityDay(ctx.config, ctx.now);
  const start = addMonths(`${today.slice(0, 7)}-01`, -5);
  for (const [at, { fromMonth, months, ...one }] of packMeasuresOn(start).entries()) {
    const id = newId();
    const words = told[one.code];
    const owner = words ? demoId('person', words.owner) : null;
    const due = addMonths(start, fromMonth + months);
    await ctx.db
      .insertInto('roadmap.measure')
      .values({
        id,
        ...one,
        place: at + 1,
        made_at: ctx.now,
        made_by_name: 'Отклик',
        due_on: due,
        from_day: addMonths(start, fromMonth),
        ...(owner && names.has(owner) && { owner_id: owner, owner_name: names.get(owner) ?? null }),
        readiness: words?.readiness ?? 0,
        evidence: words?.evidence ?? '',
        done_on: words?.readiness === 100 ? due : null,
      })
      .execute();
    if (words)
      await ctx.db
        .insertInto('roadmap.progress')
        .values({
          id: newId(),
          measure_id: id,
          readiness: words.readiness,
          note: words.note,
          evidence: words.evidence ?? '',
          at: ctx.now,
          by_name: names.get(owner!) ?? 'Отклик',
        })
        .execute();
  }
}
