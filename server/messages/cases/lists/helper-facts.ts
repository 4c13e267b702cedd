import { formatDay } from '../../../../shared/text/dates.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { maskPersonal } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { describeSubject } from '../card/hints.ts';
import { ownCases, requireOn } from '../core/reach.ts';
import { readStatus, residentStatusTitle } from '../core/statuses.ts';

/** What may leave for a language model: words without personal data, and facts a person checks the text by. */
export interface HelperFacts {
  id: string;
  text: string;
  facts: { title: string; value: string }[];
}

/** Facts of a case the caller may act on by `permission`. */
export async function helperFacts(ctx: Ctx, id: string, permission: string): Promise<HelperFacts> {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'cases.case_file.executor_unit_id')
    .select([
      'number',
      'body',
      'status',
      'fact_id',
      'block',
      'district_id',
      'address',
      'registered_at',
      'due_at',
    ])
    .select('unit.title as unit_title')
    .where('cases.case_file.id', '=', id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!file) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  requireOn(ctx.actor, file, permission);
  const told: [string, string | null][] = [
    ['Номер', file.number],
    ['Тема', describeSubject(file.fact_id) || null],
    ['Место', file.address && maskPersonal(file.address, { by: 'words' })],
    ['Получено', formatDay(localDate(file.registered_at))],
    ['Срок ответа', file.due_at && formatDay(localDate(file.due_at))],
    ['Ведёт', file.unit_title],
    ['Состояние', residentStatusTitle(readStatus(file.status))],
  ];
  return {
    id,
    text: maskPersonal(file.body, { by: 'words' }),
    facts: told.flatMap(([title, value]) => (value ? [{ title, value }] : [])),
  };
}
