import { sql } from 'kysely';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { secondDueAt } from './lines.ts';

interface OpenRow {
  id: string;
  number: string;
  started_at: Date;
  due_at: Date;
  block: string | null;
  district_id: string | null;
  made_by: string;
  second_by: string | null;
}

/** Objections nobody has decided. Plan: appeal_open. */
async function readOpenAppeals(ctx: Ctx): Promise<OpenRow[]> {
  const { rows } = await sql<OpenRow>`
    SELECT act.id, act.number, appeal.made_at AS started_at, appeal.due_at, incident.block, incident.district_id,
      act.made_by, act.second_by
    FROM moderation.appeal JOIN moderation.act ON act.id = appeal.act_id
    JOIN incidents.v_incident AS incident ON incident.id = act.incident_id
    WHERE appeal.outcome IS NULL`.execute(ctx.db);
  return rows;
}

/** Decisions another person has not looked at. Plan: act_waiting. */
async function readOpenSeconds(ctx: Ctx): Promise<OpenRow[]> {
  const { rows } = await sql<Omit<OpenRow, 'due_at'>>`
    SELECT act.id, act.number, act.made_at AS started_at, incident.block, incident.district_id,
      act.made_by, act.second_by
    FROM moderation.act JOIN incidents.v_incident AS incident ON incident.id = act.incident_id
    WHERE act.state = 'second'`.execute(ctx.db);
  return rows.map((row) => ({ ...row, due_at: secondDueAt(row.started_at) }));
}

interface Told {
  kind: string;
  title: string;
  /** Before the number of the decision. */
  name: string;
  about: string;
  read: (ctx: Ctx) => Promise<OpenRow[]>;
}

/** What waits for one of those who judge; not for whoever decided, or looked, before. */
function judgedTerms({ kind, title, name, about, read }: Told): ToldSubject {
  const judges = [{ may: 'moderation.judge' }];
  const toTerm = (row: OpenRow): SubjectTerm => ({
    id: row.id,
    clock: kind,
    startedAt: row.started_at,
    dueAt: row.due_at,
    name: `${name} ${row.number}`,
    about,
    path: `/staff/moderation/${row.id}`,
    block: row.block,
    districtId: row.district_id,
    notTo: [row.made_by, row.second_by],
    whom: (word) => (word === 'owner' || word === 'coordinator' ? judges : undefined),
  });
  return {
    kind,
    title: (clock) => (clock === kind ? title : undefined),
    terms: async (ctx) => (await read(ctx)).map(toTerm),
  };
}

/** Objections on the ladder of reminders. */
export const appealTerms = judgedTerms({
  kind: 'moderation-appeal',
  title: 'Решить о возражении',
  name: 'Возражение по решению',
  about: 'комментарий, убранный со страницы',
  read: readOpenAppeals,
});

/** Second looks on it: meanwhile the comment stands. */
export const secondTerms = judgedTerms({
  kind: 'moderation-second',
  title: 'Второй взгляд',
  name: 'Второй взгляд на решение',
  about: 'комментарий, который предложено убрать со страницы',
  read: readOpenSeconds,
});
