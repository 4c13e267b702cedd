import { exportAppeals, type JournalLine } from '../../../shared/contract/messages/office.ts';
import { appealFormTitles, appealKindTitles, appealResultTitles } from '../../../shared/text/appeals.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { cityDay } from '../../lib/city.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import type { Fact } from '../../lib/reports/draw-report.ts';
import { type Column, fillTable } from '../../lib/tables/columns.ts';
import { coveredCases } from '../cases/index.ts';
import { lineColumns, presentLine, selectLines } from './journal.ts';

/** Both values of a day that was put right. */
const tellReceived = ({ receivedOn, receivedBefore }: JournalLine): string =>
  receivedBefore
    ? `${formatDay(receivedOn)} (исправлено, было ${formatDay(receivedBefore)})`
    : formatDay(receivedOn);

/** The day of the answer, and the one that was broken. */
const tellDue = ({ brokenDueOn, dueOn }: Row): string => {
  const due = dueOn ? formatDay(dueOn) : '';
  if (!brokenDueOn) return due;
  return brokenDueOn === dueOn ? `${due} (нарушен)` : `${due} (нарушен ${formatDay(brokenDueOn)})`.trim();
};

const tellResult = ({ isStruck, result }: JournalLine): string | null =>
  isStruck ? 'Снято: другой порядок' : result && appealResultTitles[result];

/** A line with the name and the day of the answer as the reader may see them. */
interface Row extends JournalLine {
  name: string | null;
  dueOn: string | null;
}

const columns: Column<Row>[] = [
  { title: '№', width: 12, of: ({ number }) => number },
  { title: 'Поступило', width: 12, of: tellReceived },
  { title: 'Зарегистрировано', width: 16, kind: 'date', of: ({ registeredOn }) => registeredOn },
  { title: 'Вид', width: 14, of: ({ kind }) => appealKindTitles[kind] },
  { title: 'Форма', width: 14, of: ({ form }) => appealFormTitles[form] },
  { title: 'От кого', width: 18, of: ({ name }) => name },
  { title: 'Содержание', width: 50, of: ({ title }) => title },
  { title: 'Дело', width: 16, of: ({ caseNumber }) => caseNumber },
  { title: 'Исполнитель', width: 26, of: ({ executorUnit }) => executorUnit },
  { title: 'Срок', width: 12, of: tellDue },
  { title: 'Ответ', width: 12, kind: 'date', of: ({ answeredOn }) => answeredOn },
  { title: 'Результат', width: 24, of: tellResult },
  { title: 'Коллективное', width: 14, of: ({ isCollective }) => (isCollective ? 'да' : '') },
  { title: 'Повторное к', width: 16, of: ({ repeatOf }) => repeatOf },
  { title: 'Контроль', width: 10, of: ({ isControl }) => (isControl ? 'да' : '') },
];

/** The journal by the same filter as the screen. Names are whole for who may see contacts, and it is recorded; masked for others. */
export const appealsFile = defineReport(exportAppeals, {
  journal: { action: 'office.export-appeals', object: 'journal' },
  // A journal of many years goes out year by year.
  most: 20_000,
  async make(ctx, { query }, limit) {
    const rows = await selectLines(ctx, query)
      .select(lineColumns)
      .select(coveredCases(ctx.actor, 'cases.reveal', 'cases.v_appeal').as('is_whole'))
      .orderBy('appeal.year')
      .orderBy('appeal.serial')
      .limit(limit)
      .execute();
    const lines = rows.map((row): Row => {
      const line = presentLine(ctx, { ...row, is_extended: false });
      return {
        ...line,
        name: row.is_whole ? row.person_name : line.from,
        dueOn: row.due_at && cityDay(ctx.config, row.due_at),
      };
    });
    const period = [query.from && `с ${formatDay(query.from)}`, query.to && `по ${formatDay(query.to)}`];
    const facts: Fact[] = [['Период', period.filter(Boolean).join(' ') || 'весь']];
    return {
      title: 'Журнал обращений',
      file: `Журнал обращений ${formatDay(cityDay(ctx.config, ctx.now))}`,
      facts: query.q ? [...facts, ['Поиск', query.q]] : facts,
      table: fillTable(columns, lines),
      journal: {
        objectId: `${query.from ?? ''}..${query.to ?? ''}`,
        data: { names: rows.some((row) => row.is_whole) ? 'whole' : 'masked' },
      },
    };
  },
});
