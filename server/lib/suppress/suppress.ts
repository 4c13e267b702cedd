import { firstOf, itemAt, numberAt } from '../../../shared/lists.ts';
import { float64At, int32At } from '../typed-arrays.ts';
import { type Change, findWay, flowOf, makeNet, type Net, type Sign, takeWay } from './rounds.ts';
import { isTotal, placesOf, type Table, WHOLE } from './table.ts';

/**
 * Which numbers of published tables are not shown. First those of few people, those that anybody gets by subtraction too;
 * then as few others as keep each hidden number apart from being solved: all that is shown being equal, it could be any of a
 * range at least `width` wide. Every range is proved by an example: numbers of people that add up to all that is shown. Pure:
 * the same counts are always hidden alike.
 */
export interface Rules {
  /** Fewer people, but somebody, are hidden. Nobody is no one in particular. */
  smallest: number;
  /** How wide the range of each hidden number stays. */
  width: number;
  /** The total of the whole is told elsewhere and never hidden; it is at least `smallest` and `width`. */
  isWholeKept?: boolean;
  /** All totals are: then a number may have nothing to be hidden among, and all inner numbers of the table are hidden. */
  areTotalsKept?: boolean;
  /** Places of the first sheet that are hidden whatever their numbers. */
  also?: readonly number[];
}

/** For each sheet, whether each place is hidden; of what nobody publishes nothing is. */
export type Hidden = boolean[][];

interface State {
  table: Table;
  net: Net;
  rules: Rules;
  hidden: Hidden;
  /** By move, what each place costs: numbers it would hide anew, and a little more for greater ones. */
  costs: Float64Array[];
  /** The same with Infinity for whatever is shown. */
  free: Float64Array[];
  /** Everything that may be hidden is. */
  isGivenUp: boolean;
}

interface Target {
  sheet: number;
  place: number;
}

export function suppress(table: Table, rules: Rules): Hidden {
  const primary = findPrimary(table, rules);
  const orders: ((one: Target, other: Target) => number)[] = [
    (one, other) => numberOf(table, other) - numberOf(table, one),
    (one, other) => numberOf(table, one) - numberOf(table, other),
    (one, other) => one.place - other.place,
  ];
  const found = orders.map((order) => cover(table, rules, primary, order));
  return firstOf(found.toSorted((one, other) => countHidden(one) - countHidden(other)));
}

export const countHidden = (hidden: Hidden): number =>
  hidden.reduce((sum, sheet) => sum + sheet.filter(Boolean).length, 0);

const numberOf = (table: Table, { sheet, place }: Target): number =>
  numberAt(itemAt(table.sheets, sheet).values, place);

/** Nobody is no one in particular: a zero is shown. */
const isSmall = (value: number, smallest: number): boolean => value > 0 && value < smallest;

/** Numbers that are told, or could be by subtracting one from another, and are small. */
function findPrimary(table: Table, rules: Rules): Target[] {
  const also = new Set(rules.also);
  return table.sheets.flatMap(({ values }, sheet) =>
    values.flatMap((value, place) =>
      (isSmall(value, rules.smallest) || (sheet === WHOLE && also.has(place))) &&
      isTold(table, sheet, place) &&
      !isKept(table, rules, place)
        ? [{ sheet, place }]
        : [],
    ),
  );
}

const isKept = (table: Table, { isWholeKept, areTotalsKept }: Rules, place: number): boolean =>
  (areTotalsKept === true && isTotal(table, place)) ||
  (isWholeKept === true && place === placesOf(table) - 1);

/** Whether anybody would be told a number, or could subtract it, were it not hidden. */
const isTold = (table: Table, sheet: number, place: number): boolean =>
  itemAt(table.sheets, sheet).isInnerTold || isTotal(table, place);

function cover(
  table: Table,
  rules: Rules,
  primary: readonly Target[],
  order: (one: Target, other: Target) => number,
): Hidden {
  const hidden = table.sheets.map(() => new Array<boolean>(placesOf(table)).fill(false));
  const state: State = { table, net: makeNet(table), rules, hidden, costs: [], free: [], isGivenUp: false };
  for (const { sheet, place } of primary)
    if (itemAt(table.sheets, sheet).isPublished) itemAt(hidden, sheet)[place] = true;
  weigh(state);
  const isPrimary = new Set(primary.map(({ sheet, place }) => `${sheet} ${place}`));
  const targets = (): Target[] => {
    const own = hidden.flatMap((sheet, at) =>
      sheet.flatMap((is, place) => (is ? [{ sheet: at, place }] : [])),
    );
    return [...own, ...primary.filter(({ sheet }) => !itemAt(table.sheets, sheet).isPublished)];
  };
  // Hiding one number to protect another makes it one to protect: until nothing is added, at most every number.
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (const target of targets().sort(order)) isChanged = protect(state, target) || isChanged;
  }
  if (state.isGivenUp) return hidden;
  const seconds = targets().filter(({ sheet, place }) => !isPrimary.has(`${sheet} ${place}`));
  seconds.sort((one, other) => numberOf(table, other) - numberOf(table, one));
  for (const second of seconds) showAgain(state, second, targets);
  return hidden;
}

/** What each place costs each move now. */
function weigh(state: State): void {
  const { table, hidden, rules } = state;
  state.costs = table.moves.map(({ more, less }) =>
    Float64Array.from({ length: placesOf(table) }, (_, place) => {
      if (isKept(table, rules, place)) return Number.POSITIVE_INFINITY;
      let cost = 0;
      for (const sheet of [...more, ...less]) {
        const { values, isPublished } = itemAt(table.sheets, sheet);
        if (isPublished && isTold(table, sheet, place) && !itemAt(hidden, sheet)[place])
          cost += 1 + numberAt(values, place) / 1e6;
      }
      return cost;
    }),
  );
  state.free = state.costs.map((costs) => costs.map((cost) => (cost === 0 ? 0 : Number.POSITIVE_INFINITY)));
}

/** How a number of a sheet can change: by which moves, and which way for `sign` of it. */
function changesOf({ moves }: Table, { sheet, place }: Target, sign: Sign): Change[] {
  return moves.flatMap(({ more, less }, move): Change[] => {
    if (more.includes(sheet)) return [{ move, place, sign }];
    return less.includes(sheet) ? [{ move, place, sign: sign === 1 ? -1 : 1 }] : [];
  });
}

/** How far a number can be higher (or lower) than it is, up to the width. */
function reach({ table, net, rules, free }: State, target: Target, sign: Sign): number {
  let far = 0;
  for (const change of changesOf(table, target, sign)) {
    if (far >= rules.width) break;
    if (itemAt(free, change.move)[target.place] !== 0) continue;
    far = Math.max(far, flowOf(net, change, itemAt(free, change.move), rules.width));
  }
  return far;
}

const isSafe = (state: State, target: Target): boolean => {
  const far = reach(state, target, 1);
  return far >= state.rules.width || far + reach(state, target, -1) >= state.rules.width;
};

interface Plan {
  move: number;
  cost: number;
  places: Set<number>;
}

/** Hides what a number needs to be safe, the cheapest way; false when it was safe. */
function protect(state: State, target: Target): boolean {
  const { table, rules, hidden } = state;
  if (state.isGivenUp) return false;
  const [up, down] = [reach(state, target, 1), reach(state, target, -1)];
  if (up + down >= rules.width) return false;
  const best = listPlans(state, target, up, down).toSorted((one, other) => one.cost - other.cost)[0];
  // There is always one: the place, a place beside it and their totals, hidden together.
  if (!best) return giveUp(state);
  const { more, less } = itemAt(table.moves, best.move);
  for (const place of best.places)
    for (const sheet of [...more, ...less])
      if (itemAt(table.sheets, sheet).isPublished && isTold(table, sheet, place))
        itemAt(hidden, sheet)[place] = true;
  weigh(state);
  return true;
}

/** Where totals are kept there may be no way: then all they are totals of is hidden. */
function giveUp(state: State): true {
  const { table, rules, hidden } = state;
  if (!rules.areTotalsKept) throw new Error('a number of people cannot be hidden in its table');
  for (const [sheet, { isPublished }] of table.sheets.entries())
    for (let place = 0; isPublished && place < placesOf(table); place += 1)
      if (!isTotal(table, place)) itemAt(hidden, sheet)[place] = true;
  state.isGivenUp = true;
  weigh(state);
  return true;
}

/** Ways to the width: what lacks it in one direction, or a part of it in each over the same places. */
function listPlans(state: State, target: Target, up: number, down: number): Plan[] {
  const { width } = state.rules;
  const one = ([1, -1] as const).flatMap((sign) => {
    const lacks = width - (sign === 1 ? down : up);
    return changesOf(state.table, target, sign).flatMap((change) => [
      ...planFlows(state, [[change, lacks]], 1),
      ...planFlows(state, [[change, lacks]], lacks),
    ]);
  });
  const both = changesOf(state.table, target, 1).flatMap((change) =>
    Array.from({ length: width - 1 }, (_, at) => {
      const back: Change = { ...change, sign: change.sign === 1 ? -1 : 1 };
      return planFlows(state, [[change, at + 1] as const, [back, width - 1 - at] as const], 1);
    }).flat(),
  );
  return [...one, ...both];
}

/** What hiding it takes for a place to change by so much each way; ways narrower than `least` are not tried. */
function planFlows(
  { net, costs }: State,
  wanted: readonly (readonly [Change, number])[],
  least: number,
): Plan[] {
  const [{ move, place: own }] = firstOf(wanted);
  const left = Float64Array.from(itemAt(costs, move));
  const places = new Set<number>();
  let cost = 0;
  const hide = (place: number): void => {
    cost += float64At(left, place);
    left[place] = 0;
    places.add(place);
  };
  hide(own);
  for (const [change, amount] of wanted) {
    if (int32At(itemAt(change.sign === 1 ? net.up : net.down, move), own) < amount) return [];
    const moved = new Int32Array(net.places);
    for (let flow = 0; flow < amount; ) {
      const way = findWay(net, change, { costs: left, moved, least });
      if (!way) return [];
      const taken = Math.min(way.room, amount - flow);
      takeWay(net, change, way, taken, moved);
      flow += taken;
      for (const place of way.places) hide(place);
    }
  }
  return [{ move, cost, places }];
}

/** A number hidden for others is shown again where, with what was hidden later, it is needed no more. */
function showAgain(state: State, second: Target, targets: () => Target[]): void {
  itemAt(state.hidden, second.sheet)[second.place] = false;
  weigh(state);
  if (targets().every((target) => isSafe(state, target))) return;
  itemAt(state.hidden, second.sheet)[second.place] = true;
  weigh(state);
}
