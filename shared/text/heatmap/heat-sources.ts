import type { HeatSource, Measure } from '../../contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../contract/heatmap/heatmap-pivot.ts';
import { heatMeasures } from './heatmap.ts';
import { heatRatioOf } from './ratios.ts';

/** Where the numbers of the heat map come from. */

export const sourceTitles: Readonly<Record<HeatSource, string>> = {
  cases: 'Сообщения',
  networks: 'Соцсети',
  both: 'Вместе',
};

/** What a measure counts of incidents of networks; undefined = they have no such number. */
export function incidentMeasureOf(
  measure: AdditiveMeasure,
): 'open' | 'overdue' | 'received' | 'answered' | undefined {
  switch (measure) {
    case 'open':
    case 'overdue':
    case 'received':
      return measure;
    case 'given':
      return 'answered';
    default:
      return undefined;
  }
}

/** Whether a source has numbers of a measure: an incident has neither an outcome, nor a rating, nor a return. */
export function sourceTakes(source: HeatSource, measure: Measure): boolean {
  if (source === 'cases') return true;
  const ratio = heatRatioOf(measure);
  const parts = ratio
    ? [ratio.part, ...(ratio.whole === 'residents' ? [] : [ratio.whole])]
    : [heatMeasures[measure]];
  return parts.every((part) => incidentMeasureOf(part) !== undefined);
}

/** The incidents behind a number of the heat map, as the feed of networks is asked for them; null where there are none. */
export function incidentsOfMeasure(
  measure: AdditiveMeasure,
  { from, to }: { from: string; to: string },
  source: HeatSource,
): string | null {
  const own = incidentMeasureOf(measure);
  if (!own || source === 'cases') return null;
  return `${own}:${from}:${to}${source === 'both' ? ':alone' : ''}`;
}
