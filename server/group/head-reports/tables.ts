import type { IndicatorLine, ReportFigures } from '../../../shared/contract/group/head-report-figures.ts';
import { indicatorCode } from '../../../shared/text/heatmap/indicators.ts';
import type { FreezeInput } from '../../base/snapshots/index.ts';
import { figuresOfReport, type ReportRow } from './rows.ts';

type Tables = FreezeInput['tables'];

/** Frozen tables of a report: sectors whose numbers open their cases, and the figures of the group's work. */
export function snapshotTables(row: ReportRow): Tables {
  const figures = figuresOfReport(row)!;
  return [sectorTable(figures, row), ...indicatorTable(figures), workTable(figures)];
}

function sectorTable({ sectors, total, zones }: ReportFigures, row: ReportRow): Tables[number] {
  const inPeriod = { from: row.from_day, to: row.to_day };
  const cells = (one: ReportFigures['total'], zones: number | null) => [
    one.received,
    one.answered,
    one.inTime,
    one.rating,
    one.open,
    one.overdue,
    zones,
  ];
  return {
    id: 'sectors',
    title: 'Сообщения по сферам',
    rowTitle: 'Сфера',
    columns: [
      { id: 'received', title: 'Поступило', list: inPeriod },
      { id: 'answered', title: 'Дан ответ' },
      { id: 'inTime', title: 'Из них в срок' },
      { id: 'rating', title: 'Оценка', kind: 'score' },
      { id: 'open', title: 'В работе' },
      { id: 'overdue', title: 'Просрочено', list: { overdue: 'yes' } },
      { id: 'zones', title: 'Красных зон' },
    ],
    rows: [
      ...sectors.map((one) => ({
        id: one.code,
        title: one.title,
        cells: cells(one, one.zones ?? null),
        list: { block: one.code },
      })),
      { id: 'total', title: 'Всего', kind: 'total' as const, cells: cells(total, zones?.red ?? null) },
    ],
  };
}

/** Indicators with their units in their names, since a column of a snapshot has one kind of number; shares in per cent. */
function indicatorTable({ indicators, sectors }: ReportFigures): Tables {
  if (!indicators || indicators.length === 0) return [];
  const inUnit = (value: number | null, unit: IndicatorLine['unit']): number | null =>
    value === null ? null : Math.round(value * (unit === 'share' ? 10_000 : 100)) / 100;
  return [
    {
      id: 'indicators',
      title: 'Показатели',
      rowTitle: 'Показатель',
      columns: [{ id: 'city', title: 'Город' }, ...sectors.map(({ code, title }) => ({ id: code, title }))],
      rows: indicators.map(({ id, title, unit, value, bySector }) => ({
        id,
        title: `${indicatorCode(id)}. ${title}${unitWords[unit]}`,
        cells: [value, ...bySector].map((one) => inUnit(one, unit)),
      })),
    },
  ];
}

const unitWords: Readonly<Record<IndicatorLine['unit'], string>> = {
  share: ', %',
  days: ', дней',
  hours: ', часов',
  minutes: ', минут',
  score: '',
  times: ', раз',
  count: '',
};

function workTable({
  decisions,
  recommendations,
  roadmap,
  correspondence,
  zones,
}: ReportFigures): Tables[number] {
  const lines: [string, string, number][] = [
    ['meetings', 'Заседаний проведено', decisions.meetings],
    ['issued', 'Поручений выдано', decisions.issued],
    ['accepted', 'Поручений исполнено', decisions.accepted],
    ['late', 'Поручений просрочено', decisions.overdue],
    ...(zones
      ? ([
          ['red', 'Красных зон', zones.red],
          ['opened', 'Красных зон открыто', zones.opened],
          ['closed', 'Красных зон закрыто данными', zones.closed],
        ] as [string, string, number][])
      : []),
    ['proposed', 'Рекомендаций предложено', recommendations.proposed],
    ['applied', 'Рекомендаций применено', recommendations.applied],
    ['readiness', 'Готовность центра, %', roadmap.readiness],
    ['papers', 'Документов ждут ответа', correspondence.waiting],
  ];
  return {
    id: 'work',
    title: 'Работа группы',
    rowTitle: 'Показатель',
    columns: [{ id: 'value', title: 'Значение' }],
    rows: lines.map(([id, title, value]) => ({ id, title, cells: [value] })),
  };
}
