import { tableOf } from '../../../shared/charts/chart-table.ts';
import { reportTrends } from '../../../shared/charts/indicator-charts.ts';
import { sectorChart } from '../../../shared/charts/report-charts.ts';
import type { ReportFigures } from '../../../shared/contract/group/head-report-figures.ts';
import { firstOf, itemAt } from '../../../shared/lists.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../shared/text/group/assignments.ts';
import { socialWords, zoneWords } from '../../../shared/text/group/reports.ts';
import {
  formatIndicator,
  goalWords,
  indicatorCode,
  sectorIndicators,
} from '../../../shared/text/heatmap/indicators.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import type { Block } from '../../lib/documents/model.ts';

/** What the figures of a report say on paper, block by block. What a report signed before has not is told so. */

const share = (part: number, whole: number): string => (whole === 0 ? '—' : formatPercent(part / whole));
const score = (value: number | null): string => (value === null ? '—' : formatDecimal(value));
const uncounted: Block = { kind: 'text', text: 'В этом отчёте не считалось.' };

/** Items, or a sentence where there are none. */
export const listBlock = (items: readonly string[], empty: string): Block =>
  items.length > 0 ? { kind: 'list', items } : { kind: 'text', text: empty };

/** The flow as numbers and as bars. */
export function sectorBlocks(figures: ReportFigures): Block[] {
  const chart = sectorChart(figures);
  return [
    sectorTable(figures),
    { kind: 'charts', caption: `Рисунок 1. ${chart.title}`, charts: [chart], size: 'full' },
  ];
}

function sectorTable({ sectors, total, zones }: ReportFigures): Block {
  const line = (title: string, one: ReportFigures['total'], red: number | undefined): string[] => [
    title,
    formatNumber(one.received),
    formatNumber(one.answered),
    share(one.inTime, one.answered),
    score(one.rating),
    formatNumber(one.open),
    formatNumber(one.overdue),
    red === undefined ? '—' : formatNumber(red),
  ];
  return {
    kind: 'table',
    caption: 'Таблица 1. Сообщения по сферам',
    hasTotal: true,
    head: ['Сфера', 'Поступило', 'Дан ответ', 'В срок', 'Оценка', 'В работе', 'Просрочено', 'Красных зон'],
    rows: [
      ...sectors.map((one) => line(one.title, one, one.zones)),
      line('Всего, вместе с прочими', total, zones?.red),
    ],
    widths: [21, 14, 8, 9, 11, 10, 15, 12],
    figures: [1, 2, 3, 4, 5, 6, 7],
  };
}

/** Meetings, what they gave, what is late of all. */
export function decisionBlocks({ decisions }: ReportFigures): Block[] {
  const { late } = decisions;
  const told = `Проведено ${counted(decisions.meetings, 'заседание', 'заседания', 'заседаний')}. Выдано ${counted(decisions.issued, 'поручение', 'поручения', 'поручений')}, исполнено ${formatNumber(decisions.accepted)}. На контроле ${formatNumber(decisions.open)}, из них просрочено ${formatNumber(decisions.overdue)}.`;
  const made = decisions.made ?? [];
  return [
    { kind: 'text', text: told },
    ...(made.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'Таблица 6. Выдано за период',
            hasTotal: false,
            head: ['№', 'Основание и поручение', 'Ответственный', 'Срок', 'Состояние'],
            rows: made.map((one) => [
              one.number,
              `${one.basis}: ${one.text}`,
              one.responsible,
              formatDay(one.dueOn),
              assignmentStateTitles[one.state].toLocaleLowerCase('ru'),
            ]),
            widths: [14, 36, 20, 14, 16],
            figures: [],
          },
        ]
      : []),
    ...(late.length > 0 ? [lateTable(late)] : []),
  ];
}

function lateTable(late: ReportFigures['decisions']['late']): Block {
  return {
    kind: 'table',
    caption: 'Таблица 7. Просроченные поручения',
    hasTotal: false,
    head: ['№', 'Поручение', 'Ответственный', 'Срок', 'Дней'],
    rows: late.map((one) => [
      one.number,
      one.text,
      one.responsible,
      formatDay(one.dueOn),
      String(one.lateDays),
    ]),
    widths: [14, 42, 20, 14, 10],
    figures: [4],
  };
}

/** Red zones: how many, which run, who leads each out and by when. */
export function zoneBlocks({ zones }: ReportFigures): Block[] {
  if (!zones) return [uncounted];
  if (zones.running.length === 0) return [{ kind: 'text', text: zoneWords(zones) }];
  return [
    { kind: 'text', text: zoneWords(zones) },
    {
      kind: 'table',
      caption: 'Таблица 2. Красные зоны',
      hasTotal: false,
      head: ['Зона', 'С какого дня', 'Почему', 'Владелец', 'Выход до'],
      rows: zones.running.map((one) => [
        one.title,
        formatDay(one.openedOn),
        one.reason,
        one.owner ?? 'не назначен',
        one.exitOn ? `${formatDay(one.exitOn)}${one.isLate ? ', прошёл' : ''}` : 'плана нет',
      ]),
      widths: [24, 14, 28, 18, 16],
      figures: [],
    },
  ];
}

/** Indicators of the city beside their goals, and some of them by sector. */
export function indicatorBlocks(figures: ReportFigures): Block[] {
  const { indicators, sectors } = figures;
  if (!indicators) return [uncounted];
  if (indicators.length === 0) return [{ kind: 'text', text: 'За период считать нечего.' }];
  const shown = indicators.filter(({ id }) => sectorIndicators.includes(id));
  return [
    {
      kind: 'table',
      caption: 'Таблица 3. Показатели города',
      hasTotal: false,
      head: ['Показатель', 'Значение', 'Цель'],
      rows: indicators.map((one) => [
        `${indicatorCode(one.id)}. ${one.title}`,
        formatIndicator(one.value, one.unit),
        goalWords(one) ?? '—',
      ]),
      widths: [60, 20, 20],
      figures: [1],
    },
    ...(shown.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'Таблица 4. Показатели по сферам',
            hasTotal: false,
            // By their codes: the table above says what each is.
            head: ['Сфера', ...shown.map(({ id }) => indicatorCode(id))],
            rows: sectors.map(({ title }, at) => [
              title,
              ...shown.map(({ bySector, unit }) => formatIndicator(bySector[at] ?? null, unit)),
            ]),
            widths: [30, ...shown.map(() => Math.floor(70 / shown.length))],
            figures: shown.map((_, at) => at + 1),
          },
        ]
      : []),
    ...trendBlocks(figures),
  ];
}

/** How they went by month: pictures, and the same in numbers. */
function trendBlocks(figures: ReportFigures): Block[] {
  const charts = reportTrends(figures);
  if (charts.length === 0) return [];
  const tables = charts.map(tableOf);
  return [
    {
      kind: 'charts',
      caption: 'Рисунок 2. Показатели по месяцам, их цель и обычный разброс',
      charts,
      size: 'small',
    },
    {
      kind: 'table',
      caption: 'Таблица 5. Показатели по месяцам',
      hasTotal: false,
      head: ['Месяц', ...charts.map(({ title }) => firstOf(title.split('.')))],
      rows: firstOf(charts).categories.map(({ title }, at) => [
        title,
        ...tables.map(({ rows }) => itemAt(itemAt(rows, at), 1)),
      ]),
      widths: [30, ...charts.map(() => Math.floor(70 / charts.length))],
      figures: charts.map((_, at) => at + 1),
    },
  ];
}

/** Topics residents wrote of most: what the pages of the city should speak of. */
export function socialBlocks({ social }: ReportFigures): Block[] {
  if (!social) return [uncounted];
  return [
    { kind: 'text', text: socialWords(social) },
    ...(social.topics.length > 0
      ? [
          {
            kind: 'table' as const,
            caption: 'Таблица 8. О чём рассказать',
            hasTotal: false,
            head: ['Тема', 'Сообщений', 'Было'],
            rows: social.topics.map((one) => [
              one.title,
              formatNumber(one.received),
              formatNumber(one.former),
            ]),
            widths: [64, 18, 18],
            figures: [1, 2],
          },
        ]
      : []),
  ];
}
