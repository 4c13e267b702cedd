import type { Expectation, RoleId } from './role-ids.ts';

/**
 * Who reads the indicators and works in red zones; a part of the table of all routes. Numbers are of the whole city, as the heat
 * map's. Work on a zone is its owner's and the leaders': whose it is, is checked in server/heatmap/zones/zones.db.test.ts.
 */
export const indicatorRoutes = (
  watchers: readonly RoleId[],
  leaders: readonly RoleId[],
  analysts: readonly RoleId[],
): Record<string, Expectation> => ({
  'indicators.list-indicators': { door: watchers },
  'indicators.list-trend': { door: watchers },
  'indicators.list-performance': { door: watchers },
  'indicators.export-performance': { door: analysts },
  'indicators.list-network-answers': { door: watchers },
  'indicators.export-network-answers': { door: analysts },
  'zones.list-scores': { door: watchers },
  'zones.list-zones': { door: watchers },
  'zones.get-zone': { door: watchers },
  'zones.count-zones': { door: leaders },
  'zones.set-owner': { door: leaders },
  'zones.plan-zone': { door: watchers },
  'zones.claim-exit': { door: watchers },
  'zones.note-zone': { door: watchers },
  'zones.prove-zone': { door: watchers },
});

/** A zone is of the whole organisation: no block, no unit of its own limits who reads it. */
export const zoneThings = [
  'zones.get-zone',
  'zones.set-owner',
  'zones.plan-zone',
  'zones.claim-exit',
  'zones.note-zone',
  'zones.prove-zone',
];
