import { counted } from '../../../../shared/text/plural.ts';
import { cityDay } from '../../../lib/city.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { missingOr, type ReadinessLine } from '../../../lib/readiness.ts';
import { findUnprotected } from './health.ts';
import { rolesWith } from './roles.ts';

/** Without whom a message gets no answer. */
const needed = [
  { permission: 'cases.triage', title: 'кто разбирает входящие (оператор)' },
  { permission: 'cases.answer', title: 'кто исполняет (исполнитель)' },
  { permission: 'cases.approve', title: 'кто утверждает ответы' },
] as const;

/** How many hold any of these roles today. */
async function countHolders(ctx: Ctx, roles: readonly string[]): Promise<number> {
  const today = cityDay(ctx.config, ctx.now);
  const row = await ctx.db
    .selectFrom('identity.role_grant as held')
    .innerJoin('identity.person as person', 'person.id', 'held.person_id')
    .select(({ fn }) => fn.count<string>('person.id').distinct().as('n'))
    .where('person.is_active', '=', true)
    .where('held.role', 'in', [...roles])
    .where('held.revoked_at', 'is', null)
    .where('held.valid_from', '<=', today)
    .where((eb) => eb.or([eb('held.valid_to', 'is', null), eb('held.valid_to', '>=', today)]))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** People with the roles a message passes, and an administrator whose password alone opens nothing. */
export async function listPeopleLines(ctx: Ctx): Promise<ReadinessLine[]> {
  const held = await Promise.all(needed.map(({ permission }) => countHolders(ctx, rolesWith(permission))));
  const missing = needed.flatMap(({ title }, at) => (held[at] === 0 ? [title] : []));
  const [operators = 0, executors = 0, approvers = 0] = held;
  const isOpenToThieves = await findUnprotected(ctx);
  return [
    {
      id: 'people',
      title: 'Люди с ролями',
      isDone: missing.length === 0,
      isRequired: true,
      words: missingOr(
        missing,
        `${counted(operators, 'разбирает', 'разбирают', 'разбирают')}, ${counted(executors, 'исполняет', 'исполняют', 'исполняют')}, ${counted(approvers, 'утверждает', 'утверждают', 'утверждают')}`,
      ),
      link: { to: '/staff/people', title: 'Люди и роли' },
    },
    {
      id: 'second-factor',
      title: 'Второй фактор у администратора',
      isDone: !isOpenToThieves,
      isJudged: !ctx.config.isDemo,
      isRequired: false,
      words: ctx.config.isDemo
        ? 'В демонстрации не нужен'
        : isOpenToThieves
          ? 'Нет ни у одного: украденного пароля хватит, чтобы взять всё.'
          : 'Есть',
      link: { to: '/staff/security', title: 'Мой вход' },
    },
  ];
}
