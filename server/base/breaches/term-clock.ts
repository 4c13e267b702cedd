import { sql } from 'kysely';
import type { Ctx } from '../../lib/module/context.ts';
import type { SubjectTerm, ToldSubject } from '../clocks/index.ts';

interface Row {
  id: string;
  serial: number;
  state: 'open' | 'notified';
  discovered_at: Date;
  initial_due_at: Date;
  results_due_at: Date;
}

const titles: Readonly<Record<string, string>> = {
  'breach-initial': 'Уведомить Роскомнадзор об инциденте',
  'breach-results': 'Сообщить Роскомнадзору итоги расследования',
};

/** Notices that are still owed: of the first, and of the results, which run from the discovery too. A city has a few at once. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const { rows } = await sql<Row>`
    SELECT id, serial, state, discovered_at, initial_due_at, results_due_at FROM breaches.breach
    WHERE state IN ('open', 'notified') ORDER BY initial_due_at, id`.execute(ctx.db);
  return rows.flatMap((row) => {
    const term = (clock: string, dueAt: Date): SubjectTerm => ({
      id: row.id,
      clock,
      startedAt: row.discovered_at,
      dueAt,
      name: `Инцидент с персональными данными № ${row.serial}`,
      about: row.state === 'open' ? 'Роскомнадзор ещё не уведомлён' : 'идёт внутреннее расследование',
      path: `/staff/breaches/${row.id}`,
      whom: (word) => (word === 'owner' ? [{ may: 'breaches.keep' }] : undefined),
    });
    const results = term('breach-results', row.results_due_at);
    return row.state === 'open' ? [term('breach-initial', row.initial_due_at), results] : [results];
  });
}

/** The two terms of a breach on the ladder of reminders: whoever keeps breaches is told before and at the end of each. */
export const breachTerms: ToldSubject = {
  kind: 'breach',
  title: (clock) => titles[clock],
  terms,
};
