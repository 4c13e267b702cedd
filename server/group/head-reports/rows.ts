import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ReportFigures } from '../../../shared/contract/group/head-report-figures.ts';
import type * as contract from '../../../shared/contract/group/head-reports.ts';
import { assignmentNumber } from '../../../shared/text/group/assignments.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { tellAsks } from './changes.ts';
import { movesOf, type ReportMove, reportMoves } from './workflow.ts';

/** Steps of a composition, in order; each is a job of its own, so that progress is seen. */
export const stepTitles = [
  'Поток по сферам',
  'Где болит',
  'Решения и поручения',
  'Красные зоны',
  'Показатели',
  'Темы для публикаций',
  'Рекомендации и план',
] as const;

export interface ReportRow {
  id: string;
  year: number;
  serial: number;
  from_day: string;
  to_day: string;
  state: contract.ReportState;
  parts: Partial<ReportFigures>;
  step: number;
  previous_id: string | null;
  changes: string[];
  comments: Partial<Record<contract.ReportBlock, string>>;
  snapshot: string | null;
  fingerprint: string | null;
  document_id: string | null;
  signed_at: Date | null;
  signed_by_id: string | null;
  signed_by_name: string | null;
  signed_position: string | null;
  sent_at: Date | null;
  resolution: string | null;
  resolved_at: Date | null;
  resolved_by_name: string | null;
  assignment_ids: string[];
  made_at: Date;
  made_by_name: string;
  version: number;
}

/** «ОГ-3/2026». */
export const reportNumber = ({ serial, year }: Pick<ReportRow, 'serial' | 'year'>): string =>
  `ОГ-${serial}/${year}`;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Whoever does not keep reports reads those that went to the head. */
export const readableStates = ({ actor }: Ctx): contract.ReportState[] =>
  isStaff(actor) && !actor.permissions.has('head-reports.keep')
    ? ['sent', 'resolution']
    : ['collecting', 'draft', 'chair_signed', 'sent', 'resolution'];

const missing = () => new AppError('lib.not-found', 'Такого отчёта нет. Откройте список отчётов.');

/** A report the reader may see. */
export async function findReport(ctx: Ctx, id: string): Promise<ReportRow> {
  const { rows } = await sql<ReportRow>`SELECT * FROM head_reports.report WHERE id = ${id}
    AND state = ANY(${readableStates(ctx)}::text[])`.execute(ctx.db);
  if (!rows[0]) throw missing();
  return rows[0];
}

const reportRecord: RecordKind = { words: 'Отчёт', object: 'report', module: 'head-reports' };

/** Locks a report for a move. Throws on a stale version and on a move its state does not allow. */
export async function lockReport(
  ctx: Ctx,
  id: string,
  version: number,
  move: ReportMove,
): Promise<ReportRow> {
  const { rows } = await sql<ReportRow>`SELECT * FROM head_reports.report WHERE id = ${id}
    AND state = ANY(${readableStates(ctx)}::text[]) FOR UPDATE`.execute(ctx.db);
  const row = rows[0];
  if (!row) throw missing();
  requireReportMove(row, version, move);
  return row;
}

/** Throws on a stale version and on a move its state does not allow. */
export function requireReportMove(row: ReportRow, version: number, move: ReportMove): void {
  refuseStale(reportRecord, row, version);
  if (!reportMoves[move].from.includes(row.state)) throw new AppError('lib.conflict', refusals[move]);
}

const refusals: Readonly<Record<ReportMove, string>> = {
  compose: 'Отчёт подписан: собрать его заново нельзя.',
  comment: 'Отчёт подписан или ещё собирается: слова в нём не меняются.',
  sign: 'Подписывают собранный отчёт, один раз.',
  send: 'Главе отправляют подписанный отчёт, один раз.',
  resolve: 'Резолюцию накладывают на отправленный отчёт, один раз.',
};

/** All figures, once every step is through. */
export function figuresOfReport({ state, parts }: Pick<ReportRow, 'state' | 'parts'>): ReportFigures | null {
  return state === 'collecting' ? null : (parts as ReportFigures);
}

export const presentReportRow = (row: ReportRow): contract.ReportRow => ({
  id: row.id,
  number: reportNumber(row),
  from: row.from_day,
  to: row.to_day,
  state: row.state,
  madeAt: row.made_at.toISOString(),
  madeBy: row.made_by_name,
  signedAt: iso(row.signed_at),
  resolvedAt: iso(row.resolved_at),
});

/** A report with what its reader may do with it. */
export async function presentReport(ctx: Ctx, row: ReportRow): Promise<contract.ReportCard> {
  const figures = figuresOfReport(row);
  const [previous, assignments] = await Promise.all([findPrevious(ctx, row), listAssignments(ctx, row)]);
  return {
    ...presentReportRow(row),
    step: row.step,
    steps: stepTitles.length,
    stepTitle: stepTitles[row.step] ?? '',
    figures,
    previous,
    changes: row.changes,
    comments: row.comments,
    snapshot: row.snapshot,
    assignments,
    asks: figures ? tellAsks(figures) : [],
    signedBy: row.signed_by_name,
    signedPosition: row.signed_position,
    fingerprint: row.fingerprint,
    documentId: row.document_id,
    sentAt: iso(row.sent_at),
    resolution: row.resolution,
    resolvedBy: row.resolved_by_name,
    version: row.version,
    can: isStaff(ctx.actor) ? movesOf(row.state, ctx.actor.permissions) : [],
  };
}

async function findPrevious(ctx: Ctx, { previous_id }: ReportRow) {
  if (!previous_id) return null;
  const { rows } =
    await sql<ReportRow>`SELECT id, serial, year FROM head_reports.report WHERE id = ${previous_id}`.execute(
      ctx.db,
    );
  return rows[0] ? { id: rows[0].id, number: reportNumber(rows[0]) } : null;
}

async function listAssignments(ctx: Ctx, { assignment_ids }: ReportRow) {
  if (assignment_ids.length === 0) return [];
  const { rows } = await sql<{
    id: string;
    year: number;
    serial: number;
    text: string;
    name: string;
    due_on: string;
  }>`
    SELECT id, year, serial, text, responsible_name AS name, due_on FROM assignments.v_assignment
    WHERE id = ANY(${assignment_ids}::uuid[]) ORDER BY serial`.execute(ctx.db);
  return rows.map(({ id, year, serial, text, name, due_on }) => ({
    id,
    number: assignmentNumber(serial, year),
    text,
    responsible: name,
    dueOn: due_on,
  }));
}

/** SHA-256 of what a report says: number, period, figures, changes, words. The file that carries it has a hash of its own. */
export function hashOfReport(row: ReportRow): string {
  const said = [reportNumber(row), row.from_day, row.to_day, row.parts, row.changes, row.comments];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}
