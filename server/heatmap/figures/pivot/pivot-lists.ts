import {
  type AdditiveMeasure,
  isStock,
  type PivotSide,
} from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { firstOf, lastOf } from '../../../../shared/lists.ts';
import { listOfMeasure } from '../../../../shared/text/heatmap/heatmap.ts';
import { DAY } from '../../../../shared/time.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { listDistricts } from '../../../base/territory/index.ts';

/** What a line of time is counted by. */
interface Counted {
  from: string;
  to: string;
  measure: AdditiveMeasure;
  today: string;
}

/**
 * Conditions of the case list behind a line of a table, by its side and id; the period bounds lines of time. Of a stock a line of time
 * is its last day, and an age the days of registration, however long ago.
 */
export function listOfLine(side: PivotSide, id: string, period: Counted): Record<string, string> {
  switch (side) {
    case 'district':
      return { districtId: id };
    case 'subarea':
      return { districtId: listDistricts().some(({ parentId }) => parentId === id) ? `${id}.none` : id };
    case 'unit':
      return { unitId: id };
    case 'fact':
      return { factId: id };
    case 'block':
    case 'category':
    case 'channel':
    case 'importance':
    case 'outcome':
    case 'applicant':
      return { [side]: id };
    default: {
      const line = daysOfLine(side, id);
      const { measure, today } = period;
      if (side === 'age' && isStock(measure)) return line;
      const days = {
        from: lastOf([line.from, period.from].toSorted()),
        to: firstOf([line.to, period.to].toSorted()),
      };
      return listOfMeasure(measure, days, today);
    }
  }
}

const write = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** First and last local day of a line of time. */
function daysOfLine(side: PivotSide, id: string): { from: string; to: string } {
  if (side === 'day') return { from: id, to: id };
  if (side === 'age') return { from: id.slice(0, 10), to: id.slice(12) };
  if (side === 'week') return { from: id, to: write(Date.parse(`${id}T00:00Z`) + 6 * DAY) };
  const year = Number(id.slice(0, 4));
  if (side === 'year') return { from: `${id}-01-01`, to: `${id}-12-31` };
  const [first, length] =
    side === 'quarter' ? [(Number(id.slice(6)) - 1) * 3, 3] : [Number(id.slice(5)) - 1, 1];
  return { from: write(Date.UTC(year, first, 1)), to: write(Date.UTC(year, first + length, 0)) };
}

/** The line a line belongs to, for subtotals: its side and id; null = the side has no parents, or this line none. */
export function parentOf(side: PivotSide, id: string): { side: PivotSide; id: string } | null {
  if (id === 'none') return null;
  switch (side) {
    case 'subarea': {
      const district = listDistricts().find((one) => one.id === id);
      return district ? { side: 'district', id: district.parentId ?? district.id } : null;
    }
    case 'category':
      return { side: 'block', id: id.slice(0, id.indexOf('.')) };
    case 'fact': {
      const block = findFact(id)?.block;
      return block ? { side: 'block', id: block } : null;
    }
    case 'day':
      return { side: 'month', id: id.slice(0, 7) };
    case 'month':
      return { side: 'year', id: id.slice(0, 4) };
    case 'quarter':
      return { side: 'year', id: id.slice(0, 4) };
    default:
      return null;
  }
}
