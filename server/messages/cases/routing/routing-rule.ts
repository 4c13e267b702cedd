/** A rule as the choice sees it. Days are `YYYY-MM-DD`, times `HH:MM`, both local. */
export interface Route {
  id: string;
  priority: number;
  factId: string | null;
  block: string | null;
  districtId: string | null;
  importance: string | null;
  weekdays: readonly number[];
  fromTime: string | null;
  toTime: string | null;
  unitId: string;
  personId: string | null;
  validFrom: string;
  validTo: string | null;
}

/** What is known of a message when its executor is chosen. */
export interface Routed {
  factId: string;
  block: string;
  districtId: string | null;
  importance: string;
  /** Local moment of arrival. */
  day: string;
  time: string;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function isWithin(time: string, from: string | null, to: string | null): boolean {
  if (from === null || to === null) return true;
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

export function covers(route: Route, file: Routed): boolean {
  const { districtId } = route;
  return (
    file.day >= route.validFrom &&
    (route.validTo === null || file.day <= route.validTo) &&
    (route.factId === null || route.factId === file.factId) &&
    (route.block === null || route.block === file.block) &&
    (districtId === null ||
      file.districtId === districtId ||
      !!file.districtId?.startsWith(`${districtId}.`)) &&
    (route.importance === null || route.importance === file.importance) &&
    (route.weekdays.length === 0 || route.weekdays.includes(weekdayOf(file.day))) &&
    isWithin(file.time, route.fromTime, route.toTime)
  );
}

/** How narrow a rule is: a topic weighs more than all the rest together. */
const narrowness = (route: Route): number =>
  (route.factId ? 16 : 0) +
  (route.block ? 8 : 0) +
  (route.districtId ? 4 : 0) +
  (route.importance ? 2 : 0) +
  (route.fromTime || route.weekdays.length > 0 ? 1 : 0);

/** The rule that decides: by priority, then the narrower, then the older; undefined when none covers. Pure. */
export const pickRoute = (routes: readonly Route[], file: Routed): Route | undefined =>
  routes
    .filter((route) => covers(route, file))
    .sort((a, b) => a.priority - b.priority || narrowness(b) - narrowness(a) || (a.id < b.id ? -1 : 1))[0];
