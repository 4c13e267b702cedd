import type { Expectation, RoleId } from './role-ids.ts';

/** Who reads passports and the analysis; a part of the table of all routes. Whose the cases are: objects.db.test.ts, analysis.db.test.ts. */
export const objectRoutes = (
  readers: readonly RoleId[],
  analysts: readonly RoleId[],
): Record<string, Expectation> => ({
  'objects.search-objects': { door: readers },
  'objects.list-top-objects': { door: readers },
  'objects.get-object': { door: readers },
  'objects.get-passport': { door: readers },
  'analysis.list-rising': { door: readers },
  'analysis.list-causes': { door: readers },
  'analysis.list-clusters': { door: readers },
  'analysis.list-fullness': { door: readers },
  'analysis.list-ageing': { door: readers },
  'analysis.export-analysis': { door: analysts },
});

/** A place of the city is everybody's; its cases are told each by what they may read. */
export const objectThings = ['objects.get-object', 'objects.get-passport'];
