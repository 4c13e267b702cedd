import {
  type IncidentListId,
  type IndicatorUnit,
  type IndicatorWords,
  incidentLists,
  type Listed,
} from '../../contract/heatmap/indicators.ts';
import { formatDay } from '../dates.ts';
import { formatDecimal, formatNumber, formatPercent } from '../numbers.ts';
import { counted, nbsp, plural } from '../plural.ts';

/** Words of the indicators. */

/** «К1»: the number of an indicator as Russian readers write it. */
export const indicatorCode = (id: string): string => id.replace('K', 'К');

/** «12 %», «9,2 дн.», «—»: a value with its unit. */
export function formatIndicator(value: number | null, unit: IndicatorUnit): string {
  if (value === null) return '—';
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'days':
      return `${formatDecimal(value)}${nbsp}дн.`;
    case 'hours':
      return `${formatDecimal(value)}${nbsp}ч`;
    case 'minutes':
      return `${formatNumber(value)}${nbsp}мин`;
    case 'score':
    case 'times':
      return formatDecimal(value, 2);
    case 'count':
      return formatNumber(value);
  }
}

/** «лучше, чем было»: where a change leads, in words; null where there is nothing to compare. */
export function directionWords(
  now: number | null,
  before: number | null | undefined,
  better: IndicatorWords['better'],
): 'лучше' | 'хуже' | 'так же' | null {
  if (now === null || before === null || before === undefined) return null;
  const change = now - before;
  if (Math.abs(change) <= Math.abs(before) * 0.005) return 'так же';
  return change > 0 === (better === 'up') ? 'лучше' : 'хуже';
}

/** «цель ≥ 60 %» and whether it is met. */
export function goalWords({
  target,
  unit,
  better,
}: Pick<IndicatorWords, 'target' | 'unit' | 'better'>): string | null {
  if (target === null) return null;
  return `цель ${better === 'up' ? '≥' : '≤'} ${formatIndicator(target, unit)}`;
}

export const isMet = (
  value: number,
  { target, better }: Pick<IndicatorWords, 'target' | 'better'>,
): boolean => target === null || (better === 'up' ? value >= target : value <= target);

export const casesWords = (count: number): string => counted(count, 'дело', 'дела', 'дел');

export const incidentsWords = (count: number): string =>
  counted(count, 'инцидент', 'инцидента', 'инцидентов');

/** What the list behind an indicator is of. */
export const isOfIncidents = (id: string): id is IncidentListId => incidentLists.some((one) => one === id);

/** What opens behind a number of incidents: «12 инцидентов», «14 комментариев в 12 инцидентах». */
export function behindIncidents(id: IncidentListId, events: number, { all, own }: Listed): string {
  const told =
    id === 'K7' || events === all
      ? incidentsWords(all)
      : `${counted(events, 'комментарий', 'комментария', 'комментариев')} в ${counted(all, 'инциденте', 'инцидентах', 'инцидентах')}`;
  return own === all ? told : `${told}, вам ${plural(own, 'виден', 'видны', 'видно')} ${formatNumber(own)}`;
}

const toldTitles: Readonly<Record<string, string>> = {
  kept: 'Ответ в срок',
  prolonged: 'Срок перенесён',
  broken: 'Обещание нарушено',
  unsolved: '«Не решено»',
  flagged: 'С признаками',
};

/** A definition of a list (`toldPattern`) as a condition: «К9, 01.10.2026 — 31.10.2026». */
export function toldWords(told: string): string {
  const [id = '', from = '', to = ''] = told.split(':');
  return `${toldTitles[id] ?? indicatorCode(id)}, ${formatDay(from)} — ${formatDay(to)}`;
}

/** What opens behind a number: «108 дел»; several events of one case, or a reader who sees fewer, are said. */
export function behindWords(events: number, { all, own }: Listed): string {
  const told =
    events === all
      ? casesWords(all)
      : `${counted(events, 'событие', 'события', 'событий')} по ${counted(all, 'делу', 'делам', 'делам')}`;
  return own === all ? told : `${told}, вам ${plural(own, 'видно', 'видны', 'видно')} ${formatNumber(own)}`;
}

/** What the report to the head shows of each sector. */
export const sectorIndicators: readonly string[] = ['K1', 'K2', 'K3', 'K8', 'K10'];
