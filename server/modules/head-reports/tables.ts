import type { ReportFigures } from '../../../shared/contract/head-reports.ts';
import type { FreezeInput } from '../snapshots/index.ts';
import { figuresOf, type ReportRow } from './rows.ts';

type Tables = FreezeInput['tables'];

/** Frozen tables of a report: sectors whose numbers open their cases, and the figures of the group's work. */
export function snapshotTables(row: ReportRow): Tables {
  const figures = figuresOf(row)!;
  return [sectorTable(figures, row), workTable(figures)];
}

function sectorTable({ sectors, total }: ReportFigures, row: ReportRow): Tables[number] {
  const inPeriod = { from: row.from_day, to: row.to_day };
  const cells = (one: ReportFigures['total']) => [
    ...[one.received, one.answered, one.inTime, one.rating, one.open, one.overdue],
  ];
  return {
    ...{ id: 'sectors', title: 'Сообщения по сферам', rowTitle: 'Сфера' },
    columns: [
      { id: 'received', title: 'Поступило', list: inPeriod },
      { id: 'answered', title: 'Дан ответ' },
      { id: 'inTime', title: 'Из них в срок' },
      { id: 'rating', title: 'Оценка', kind: 'score' },
      { id: 'open', title: 'В работе' },
      { id: 'overdue', title: 'Просрочено', list: { overdue: 'yes' } },
    ],
    rows: [
      ...sectors.map((one) => ({
        id: one.code,
        title: one.title,
        cells: cells(one),
        list: { block: one.code },
      })),
      { id: 'total', title: 'Всего', kind: 'total' as const, cells: cells(total) },
    ],
  };
}

function workTable({ decisions, recommendations, roadmap, correspondence }: ReportFigures): Tables[number] {
  const lines: [string, string, number][] = [
    ['meetings', 'Заседаний проведено', decisions.meetings],
    ['issued', 'Поручений выдано', decisions.issued],
    ['accepted', 'Поручений исполнено', decisions.accepted],
    ['late', 'Поручений просрочено', decisions.overdue],
    ['proposed', 'Рекомендаций предложено', recommendations.proposed],
    ['applied', 'Рекомендаций применено', recommendations.applied],
    ['readiness', 'Готовность центра, %', roadmap.readiness],
    ['papers', 'Документов ждут ответа', correspondence.waiting],
  ];
  return {
    ...{ id: 'work', title: 'Работа группы', rowTitle: 'Показатель' },
    columns: [{ id: 'value', title: 'Значение' }],
    rows: lines.map(([id, title, value]) => ({ id, title, cells: [value] })),
  };
}
