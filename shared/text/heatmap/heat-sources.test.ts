import { describe, expect, it, test } from 'vitest';
import { type Measure, measures } from '../../contract/heatmap/heatmap.ts';
import { toldIncidents } from '../../contract/monitoring/told-incidents.ts';
import { incidentMeasureOf, incidentsOfMeasure, sourceTakes } from './heat-sources.ts';

const days = { from: '2026-11-01', to: '2026-11-28' };

/** What incidents of networks have a number for. */
const told: Record<Measure, boolean> = {
  open: true,
  overdue: true,
  received: true,
  answered: true,
  solved: false,
  returned: false,
  'overdue-share': true,
  'solved-share': false,
  'mean-rating': false,
  'per-1000': true,
};

test.each(measures)('%s: у сообщений есть всегда, у соцсетей — где есть что считать', (measure) => {
  expect(sourceTakes('cases', measure)).toBe(true);
  expect(sourceTakes('networks', measure)).toBe(told[measure]);
  expect(sourceTakes('both', measure)).toBe(told[measure]);
});

describe('список инцидентов за числом', () => {
  it('вместе с делами — без ставших делом; каждый понятен ленте', () => {
    expect(incidentsOfMeasure('received', days, 'networks')).toBe('received:2026-11-01:2026-11-28');
    expect(incidentsOfMeasure('given', days, 'both')).toBe('answered:2026-11-01:2026-11-28:alone');
    for (const measure of ['open', 'overdue', 'received', 'given'] as const)
      for (const source of ['networks', 'both'] as const)
        expect(incidentsOfMeasure(measure, days, source)).toMatch(toldIncidents);
  });

  it('нет там, где считаны одни дела, и у чисел, которых у инцидентов нет', () => {
    expect(incidentsOfMeasure('received', days, 'cases')).toBe(null);
    for (const measure of ['settled', 'returned', 'scored', 'given-late'] as const)
      expect([incidentMeasureOf(measure), incidentsOfMeasure(measure, days, 'both')]).toEqual([
        undefined,
        null,
      ]);
  });
});
