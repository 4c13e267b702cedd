import type { z } from 'zod';
import { exportReadings, type listReadings as listRoute } from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { personalReadings } from '../../../shared/text/journal/readings.ts';
import { describeAction, describeObject } from '../../../shared/text/journal.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { cityDay } from '../../lib/city.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { definePort } from '../../lib/module/port.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import type { Fact } from '../../lib/reports/draw-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { listJournalPeople, type ReadingRecord, selectReadings } from '../audit/index.ts';

/** What one wants to know the readings of, as cases know it: the ids by which the journal names it; null = no such case. */
export const readingCases =
  definePort<
    (ctx: Ctx, asked: { number: string; isOfResident: boolean }) => Promise<readonly string[] | null>
  >('breaches.reading-cases');

type Asked = Omit<z.output<(typeof exportReadings)['query']>, 'format'>;

async function objectsOf(ctx: Ctx, { number, whose }: Asked): Promise<readonly string[] | undefined> {
  if (!number) return undefined;
  const found = await ctx.ports.find(readingCases)?.(ctx, { number, isOfResident: whose === 'resident' });
  if (!found) throw badField('number', 'Такого дела нет. Проверьте номер.');
  return found;
}

async function findReadings(ctx: Ctx, asked: Asked, limit: number, seen?: number): Promise<ReadingRecord[]> {
  const { actor, from, to } = asked;
  const objectIds = await objectsOf(ctx, asked);
  return selectReadings(ctx, { actions: personalReadings, objectIds, actor, from, to }, limit, seen);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Why it was read, by what it was looked for, how many: what the journal keeps of a reading. */
export function tellReading({ reason, by, count, format }: Record<string, unknown>): string {
  const ways: Record<string, string> = {
    phone: 'телефон',
    email: 'почта',
    name: 'имя',
    recipient: 'получатель',
  };
  const sought = Array.isArray(by) ? by.map((one) => ways[text(one)] ?? text(one)).filter(Boolean) : [];
  return [
    text(reason),
    sought.length > 0 && `искали: ${sought.join(', ')}`,
    typeof count === 'number' && `записей: ${count}`,
    text(format) && `файл ${text(format)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

const numberOf = ({ data }: ReadingRecord): string | null => text(data.number) || null;

/** Work of the system itself goes under its own name, whoever is no member of staff under what they are. */
function tellReader({ actor, actorName }: ReadingRecord): string {
  if (actor.startsWith('system:')) return 'Отклик';
  if (actor.startsWith('link:')) return actorName || 'исполнитель по ссылке';
  return actorName || 'житель';
}

/** Route. Plan: record_object for a case, record_actor for a person, else record_action. */
export async function listReadings(
  ctx: Ctx,
  { query }: HandlerInput<typeof listRoute>,
): Promise<RouteReplyInput<typeof listRoute>> {
  const { cursor, limit, ...asked } = query;
  const seen = cursor && /^\d{1,18}$/u.test(cursor) ? Number(cursor) : undefined;
  const rows = await findReadings(ctx, asked, limit + 1, seen);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    readings: shown.map((row) => ({
      seq: row.seq,
      at: row.at.toISOString(),
      who: tellReader(row),
      action: describeAction(row.action),
      number: numberOf(row),
      object: describeObject(row.object),
      details: tellReading(row.data),
    })),
    next: rows.length > limit && last ? String(last.seq) : null,
    people: await listJournalPeople(ctx),
  };
}

const columns: Column<ReadingRecord>[] = [
  { title: '№ записи журнала', width: 12, kind: 'number', of: ({ seq }) => seq },
  { title: 'Когда', width: 18, kind: 'datetime', of: ({ at }) => at },
  { title: 'Кто', width: 28, of: tellReader },
  { title: 'Учётная запись', width: 46, of: ({ actor }) => actor },
  { title: 'Что сделал', width: 36, of: ({ action }) => describeAction(action) },
  { title: 'Над чем', width: 20, of: ({ object }) => describeObject(object) },
  {
    title: 'Дело',
    width: 18,
    of: (row) => {
      const number = numberOf(row);
      return number && formatCaseNumber(number);
    },
  },
  { title: 'Ид', width: 40, of: ({ objectId }) => objectId },
  { title: 'Зачем, сколько', width: 50, of: ({ data }) => tellReading(data) },
];

/** Who saw what as a file, by the filter of the screen. */
export const readingsFile = defineReport(exportReadings, {
  journal: { action: 'breaches.export-readings', object: 'journal' },
  most: 50_000,
  perMinute: 10,
  async make(ctx, { query: { format: _, ...asked } }, limit) {
    const facts: Fact[] = [
      ['С', asked.from && formatDay(asked.from)],
      ['По', asked.to && formatDay(asked.to)],
      ['Кто', asked.actor],
      ['Дело', asked.number],
      ['Чьё', asked.number && asked.whose === 'resident' ? 'все дела этого жителя' : undefined],
    ].flatMap(([name, value]): Fact[] => (name && value ? [[name, value]] : []));
    return {
      title: 'Кто что видел: чтения личных данных',
      file: `Кто что видел ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts,
      table: fillTable(columns, await findReadings(ctx, asked, limit)),
      journal: { objectId: `${asked.from ?? ''}..${asked.to ?? ''}`, data: asked },
    };
  },
});
