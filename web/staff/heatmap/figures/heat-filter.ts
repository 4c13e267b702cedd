import {
  type HeatFilter,
  type HeatSource,
  heatSources,
  type Measure,
  measures,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { type AdditiveMeasure, isStock } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import { areaPattern } from '../../../../shared/contract/messages/map.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { incidentsOfMeasure, sourceTakes } from '../../../../shared/text/heatmap/heat-sources.ts';
import {
  type DrawnMeasure,
  heatMeasures,
  listOfMeasure,
  measureTitles,
} from '../../../../shared/text/heatmap/heatmap.ts';
import { heatRatioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { type Period, usualPeriod } from '../../../../shared/text/periods.ts';
import type { Address } from '../../../lib/page-address.ts';
import { type QueryText, stringifyQuery } from '../../../lib/url-query.ts';

export const heatViews = ['matrix', 'map', 'table'] as const;
export type HeatView = (typeof heatViews)[number];

/** What the screen shows; it lives in the address, so a link is a view. */
export interface HeatChoice {
  view: HeatView;
  /** Cases, incidents of networks, or both. */
  source: HeatSource;
  period: Period;
  channel: Channel | '';
  block: string;
  district: string;
  /** An outline drawn on the map, `lon,lat;lon,lat;…`; it narrows every view. */
  area: string;
  measure: Measure;
  /** The day it is: what lasts till now has another list than what stood at the end of a day. */
  today: string;
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/u.test(text ?? '');

/** Anything unknown in the address means the usual: four weeks, everything open. */
export function readHeatChoice(query: QueryText, today: string): HeatChoice {
  const { from, to } = query;
  const source = heatSources.find((one) => one === query.source) ?? 'cases';
  const measure = measures.find((one) => one === query.measure) ?? 'open';
  return {
    source,
    view: heatViews.find((view) => view === query.view) ?? 'matrix',
    period: isDay(from) && isDay(to) && from <= to ? { from, to } : usualPeriod(today),
    // An incident of networks has no channel of cases.
    channel: source === 'cases' ? (channels.find((one) => one === query.channel) ?? '') : '',
    block: query.block ?? '',
    district: query.district ?? '',
    area: areaPattern.test(query.area ?? '') ? (query.area ?? '') : '',
    measure: sourceTakes(source, measure) ? measure : 'open',
    today,
  };
}

/** The choice for the address; what is usual is left out, so that a link sent tomorrow still means «today». */
export function writeHeatChoice(choice: HeatChoice, today: string): QueryText {
  const { view, source, period, channel, block, district, area: outline, measure } = choice;
  const usual = usualPeriod(today);
  const isUsual = period.from === usual.from && period.to === usual.to;
  return {
    view: view === 'matrix' ? '' : view,
    source: source === 'cases' ? '' : source,
    from: isUsual ? '' : period.from,
    to: isUsual ? '' : period.to,
    channel,
    block,
    district,
    area: outline,
    measure: measure === 'open' ? '' : measure,
    // Another choice is not the saved view any more.
    saved: '',
  };
}

/** The choice as the API takes it. */
export function toHeatFilter({
  source,
  period,
  channel,
  block,
  district,
  area: outline,
  measure,
}: HeatChoice): HeatFilter {
  return {
    ...period,
    measure,
    ...(source !== 'cases' && { source }),
    ...(channel && { channel }),
    ...(block && { block }),
    ...(district && { districtId: district }),
    ...(outline && { area: outline }),
  };
}

/** Which part of the whole a number stands for; what is left out is as in the filter of the screen. */
export interface Part {
  block?: string | undefined;
  district?: string | undefined;
  cell?: string | undefined;
  /** Another measure than that of the screen: the whole a ratio is of. */
  measure?: AdditiveMeasure | undefined;
}

/** Address of the list of the very cases a number counts. */
export function writeListAddress(choice: HeatChoice, part: Part = {}): Address {
  return `/staff/cases${stringifyQuery({
    ...listOfMeasure(part.measure ?? heatMeasures[choice.measure], choice.period, choice.today),
    channel: choice.channel,
    block: part.block ?? choice.block,
    districtId: part.district ?? choice.district,
    cell: part.cell,
    area: choice.area,
  })}`;
}

/** Address of the incidents of networks a number counts; null where it counts none. */
export function writeIncidentsAddress(choice: HeatChoice, part: Part = {}): Address | null {
  const told = incidentsOfMeasure(part.measure ?? heatMeasures[choice.measure], choice.period, choice.source);
  if (told === null) return null;
  return `/staff/social${stringifyQuery({
    told,
    block: part.block ?? choice.block,
    district: part.district ?? choice.district,
    cell: part.cell,
    area: choice.area,
  })}`;
}

/** A list behind a number, and how many stand in it. */
export interface NumberList {
  words: string;
  count: number;
  href: Address;
}

/** The lists a number of so many opens, of them so many incidents of networks: one, or of both sources two. */
export function listsOf(
  choice: HeatChoice,
  part: Part,
  { count, networks }: { count: number; networks: number | undefined },
): NumberList[] {
  const incidents = writeIncidentsAddress(choice, part);
  const ofNetworks = choice.source === 'networks' ? count : (networks ?? 0);
  const all = [
    { words: 'Список дел', count: count - ofNetworks, href: writeListAddress(choice, part) },
    ...(incidents ? [{ words: 'Список инцидентов', count: ofNetworks, href: incidents }] : []),
  ];
  return all.filter((list) => list.count > 0);
}

export const measureWords: Readonly<Record<Measure, { title: string; legend: string }>> = {
  open: { title: 'все открытые', legend: 'Открыто' },
  overdue: { title: 'просрочено', legend: 'Просрочено' },
  received: { title: 'поступило', legend: 'Поступило за период' },
  answered: { title: 'дано ответов', legend: 'Дано ответов за период' },
  solved: { title: 'решено', legend: 'Решено за период' },
  returned: { title: 'возвращено жителями', legend: 'Возвращено за период' },
  'overdue-share': { title: 'доля просроченных', legend: 'Доля просроченных среди открытых' },
  'solved-share': { title: 'доля решённых', legend: 'Доля решённых в ответах за период' },
  'mean-rating': { title: 'средняя оценка', legend: 'Средняя оценка ответов за период' },
  'per-1000': { title: 'на 1000 жителей', legend: 'Поступило за период на 1000 жителей' },
};

/** What stands on the map one by one; of a ratio its part. */
const drawnWords: Readonly<Record<DrawnMeasure, string>> = {
  open: measureWords.open.legend,
  overdue: measureWords.overdue.legend,
  received: measureWords.received.legend,
  given: measureWords.answered.legend,
  settled: measureWords.solved.legend,
  returned: measureWords.returned.legend,
  scored: 'Оценено ответов за период',
};

/** What is counted by its end, and not over its days. */
export const isStockChoice = ({ measure }: Pick<HeatChoice, 'measure'>): boolean =>
  isStock(heatMeasures[measure]);

type Days = Pick<HeatChoice, 'period' | 'today'>;

/** When a stock is counted: «сейчас», «на конец 28.11.2026». */
const stockMoment = ({ period, today }: Days): string =>
  period.to >= today ? 'сейчас' : `на конец ${formatDay(period.to)}`;

/** «Открыто на конец 28.11.2026», «Открыто сейчас», «Поступило за период». */
export function describeMeasure(choice: HeatChoice): string {
  const { legend } = measureWords[choice.measure];
  return isStockChoice(choice) ? `${legend} ${stockMoment(choice)}` : legend;
}

/** What hexagons, hotspots and points are of: «Просрочено сейчас» of the share of those overdue. */
export function describeDrawn(choice: HeatChoice): string {
  const legend = drawnWords[heatMeasures[choice.measure]];
  return isStockChoice(choice) ? `${legend} ${stockMoment(choice)}` : legend;
}

/** The same of any measure, within a sentence: «все открытые на конец 28.11.2026», «поступило». */
export const describeFigure = (measure: AdditiveMeasure, days: Days): string =>
  isStock(measure) ? `${measureTitles[measure]} ${stockMoment(days)}` : measureTitles[measure];

/** The days of a former number: the end of the former period, or all of it. */
export const describeFormerDays = (measure: AdditiveMeasure, before: Period): string =>
  isStock(measure)
    ? `на конец ${formatDay(before.to)}`
    : `за ${formatDay(before.from)}–${formatDay(before.to)}`;

/** What the change is against; of what is not known it says so. */
export function describeFormer(measure: AdditiveMeasure, before: Period, isKnown: boolean): string {
  const words = describeFormerDays(measure, before);
  return isKnown ? `изменение к числу ${words}` : `${words} нет данных`;
}

/** The head of the hotspots: a stock has them at a moment, a flow in a period; of a ratio they are those of its part. */
export function describeSpots(choice: HeatChoice): string {
  if (heatRatioOf(choice.measure)) return `Очаги: ${describeDrawn(choice).toLocaleLowerCase('ru')}`;
  return isStockChoice(choice) ? `Очаги ${stockMoment(choice)}` : 'Очаги за период';
}

/** There was nothing of a stock. */
export const describeNothing = ({ measure, period, today }: HeatChoice): string =>
  `${heatMeasures[measure] === 'overdue' ? 'Просроченных' : 'Открытых'} дел ${period.to >= today ? 'нет' : 'не было'}.`;

/** Whose count of residents the numbers are over. */
export const describeResidents = (source: string | undefined): string =>
  source ? `жители: ${source}` : 'численность жителей не указана: администратор добавляет её в слой районов';
