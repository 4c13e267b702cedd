import type { GroupRole } from '../../../../shared/contract/group/working-group.ts';
import { knownIn } from '../../../../shared/known.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { demoId } from '../../../base/identity/index.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { seedDemoMeetings } from './demo-meetings.ts';

/** The composition as the decree has it, six people of the administration, with invented names; and one change since. */
const acts = [
  {
    number: '398',
    signed_on: '2021-05-20',
    title: 'О создании рабочей группы по взаимодействию с Центром управления региона',
  },
  { number: '112', signed_on: '2026-02-10', title: 'О внесении изменений в состав рабочей группы' },
] as const;

interface Line {
  slug: string;
  role: GroupRole;
  position: string;
  organisation?: string;
  act: 0 | 1;
  from: string;
  to?: string;
  blocks?: string[];
  substitute?: string;
}

const since = '2021-05-20';
const lines: readonly Line[] = [
  { slug: 'chair', role: 'chair', position: 'Руководитель аппарата Администрации', act: 0, from: since },
  {
    slug: 'deputy',
    role: 'deputy',
    act: 0,
    from: since,
    position: 'Начальник отдела организационной работы и связей с общественностью',
  },
  {
    slug: 'secretary',
    role: 'secretary',
    act: 0,
    from: since,
    position: 'Главный специалист отдела организационной работы и связей с общественностью',
  },
  {
    slug: 'member',
    role: 'member',
    act: 0,
    from: since,
    substitute: 'editor',
    position: 'Начальник отдела информационно-аналитической работы',
  },
  {
    slug: 'member-it',
    role: 'member',
    act: 0,
    from: since,
    position: 'Начальник отдела информационных технологий, связи и защиты информации',
  },
  {
    slug: 'member-law',
    role: 'member',
    act: 0,
    from: since,
    to: '2026-02-10',
    position: 'Ведущий специалист отдела по взаимодействию с административными органами',
  },
  {
    slug: 'member-roads',
    role: 'member',
    act: 1,
    from: '2026-02-11',
    substitute: 'reviewer',
    position: 'Заместитель начальника управления',
    organisation: 'Управление дорог',
    blocks: ['roads'],
  },
];

/** Fills an empty demo group; does nothing where there is any act. */
export async function seedDemoGroup(ctx: Ctx): Promise<void> {
  const any = await ctx.db.selectFrom('working_group.act').select('id').limit(1).executeTakeFirst();
  if (any) return;
  const people = await ctx.db
    .selectFrom('identity.v_person')
    .select(['id', 'short_name'])
    .where('kind', '=', 'staff')
    .execute();
  const nameOf = new Map(people.map(({ id, short_name }) => [id, short_name!]));
  const held = lines.filter(({ slug }) => nameOf.has(demoId('person', slug)));
  // An installation with staff of its own is no demo city.
  if (held.length < lines.length) return;
  const made = { made_at: ctx.now, made_by_name: 'Отклик' };
  const actIds = acts.map(() => newId());
  await ctx.db
    .insertInto('working_group.act')
    .values(acts.map((act, at) => ({ id: itemAt(actIds, at), ...act, ...made })))
    .execute();
  await ctx.db
    .insertInto('working_group.membership')
    .values(
      held.map((line) => ({
        id: newId(),
        person_id: demoId('person', line.slug),
        role: line.role,
        position: line.position,
        person_name: knownIn(nameOf, demoId('person', line.slug)),
        organisation: line.organisation ?? '',
        blocks: line.blocks ?? [],
        from_day: line.from,
        to_day: line.to ?? null,
        act_id: itemAt(actIds, line.act),
        end_act_id: line.to ? itemAt(actIds, 1) : null,
        ...made,
        substitute_id: line.substitute ? demoId('person', line.substitute) : null,
        substitute_name: line.substitute ? knownIn(nameOf, demoId('person', line.substitute)) : null,
      })),
    )
    .execute();
  await seedDemoMeetings(ctx);
}
