import type { createOutage } from '../../shared/contract/messages/outages.ts';
import type { RouteInput } from '../../shared/contract/route.ts';

export type OutageBody = RouteInput<typeof createOutage>['body'];

/** Hot water off at Titova, 10–28, on 24 November 2026 from 06:40 to 18:00, as the form writes it. */
export const outageBody = (more: Partial<OutageBody> = {}): OutageBody => ({
  resource: 'hot-water',
  isPlanned: false,
  reason: 'порыв трубы у дома 18',
  unitId: null,
  repairer: '«Тепло Синары»',
  beginsOn: '2026-11-24',
  beginsAt: '06:40',
  untilOn: '2026-11-24',
  untilAt: '18:00',
  addresses: 'Титова, 10–28',
  wholeDistricts: [],
  ...more,
});
