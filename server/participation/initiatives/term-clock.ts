import { sql } from 'kysely';
import { formatDay } from '../../../shared/text/dates.ts';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { localDate, localDayEnd } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';

interface Row {
  id: string;
  state: 'waiting' | 'reached';
  made_at: Date;
  state_at: Date;
  due_on: string;
  district_id: string | null;
}

const titles: Readonly<Record<string, string>> = {
  'initiative-check': 'Проверить инициативу',
  'initiative-answer': 'Ответить на инициативу',
};

/** Initiatives that wait for the city: to be let out or refused, and to be answered. Plan: initiative_state. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<Row>`
    SELECT id, state, made_at, state_at, due_on::text, district_id FROM initiatives.initiative
    WHERE state IN ('waiting', 'reached') AND due_on IS NOT NULL ORDER BY due_on, id`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    clock: row.state === 'waiting' ? 'initiative-check' : 'initiative-answer',
    startedAt: row.state_at,
    dueAt: localDayEnd(row.due_on),
    name: `Инициатива жителей от ${formatDay(localDate(row.made_at))}`,
    about: row.state === 'waiting' ? 'ждёт проверки' : 'набрала поддержку',
    path: `/staff/initiatives/${row.id}`,
    districtId: row.district_id,
    whom: (word) => (word === 'owner' || word === 'coordinator' ? [{ may: 'initiatives.keep' }] : undefined),
  }));
}

/** Days by which the city promised to look at an initiative and to answer it, on the ladder of reminders. */
export const initiativeTerms: ToldSubject = {
  kind: 'initiative',
  title: (clock) => titles[clock],
  terms,
};
