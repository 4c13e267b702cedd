import { sql } from 'kysely';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import { localDayEnd, localDayStart } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { unanswered } from './papers.ts';

interface Row {
  id: string;
  number: string;
  subject: string;
  partner_name: string;
  dated_on: string;
  due_on: string;
  responsible_id: string | null;
}

/** Papers an answer is awaited of, theirs and ours. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<Row>`
    SELECT id, number, subject, partner_name, dated_on, due_on, responsible_id FROM interaction.paper AS paper
    WHERE ${unanswered} ORDER BY due_on, id`.execute(ctx.db);
  return rows.map((row) => ({
    id: row.id,
    clock: 'paper-answer',
    startedAt: localDayStart(row.dated_on),
    dueAt: localDayEnd(row.due_on),
    name: `Документ № ${row.number}`,
    about: `${row.partner_name}: ${row.subject}`,
    path: `/staff/interaction?q=${encodeURIComponent(row.number)}`,
    whom: (word) => {
      const keepers = [{ role: 'secretary' }, { may: 'working-group.keep' }];
      if (word === 'owner') return [{ people: [row.responsible_id] }, ...keepers];
      return word === 'coordinator' ? keepers : undefined;
    },
  }));
}

/** Days by which papers are to be answered, on the ladder of reminders. */
export const paperTerms: ToldSubject = {
  kind: 'paper',
  title: (clock) => (clock === 'paper-answer' ? 'Ответ на документ' : undefined),
  terms,
};
