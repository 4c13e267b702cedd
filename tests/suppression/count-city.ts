import type { MonthCounts } from '../../server/heatmap/figures/open/month.ts';
import type { CityCase, RandomCity } from './random-city.ts';

/** What happened in each month of a random city, as the database counts it of a real one. */
export function countMonth(city: RandomCity, at: number): MonthCounts {
  const month = city.months[at]!;
  const places = city.blocks.length * city.districts.length;
  const isIn = (day: number | null): boolean => day !== null && day >= month.from && day < month.to;
  const tally = (of: (one: CityCase) => number): number[] => {
    const values = new Array<number>(places).fill(0);
    for (const one of city.cases) values[one.block * city.districts.length + one.district]! += of(one);
    return values;
  };
  const isKept = (one: CityCase): boolean => one.answered !== null && one.answered <= one.due;
  const title = (id: string) => ({ id, title: id });
  return {
    month: month.id,
    blocks: city.blocks.map(title),
    districts: city.districts.map(title),
    counts: {
      received: tally(({ registered }) => Number(isIn(registered))),
      answered: tally(({ answered }) => Number(isIn(answered))),
      solved: tally(({ answered, isSolved }) => Number(isIn(answered) && isSolved)),
      due: tally(({ due }) => Number(isIn(due))),
      late: tally((one) => Number(isIn(one.due) && !isKept(one))),
      rated: tally(({ scored }) => Number(isIn(scored))),
      ratedWell: tally(({ scored, score }) => Number(isIn(scored) && score! >= 4)),
      said: tally(({ said }) => Number(isIn(said))),
      saidSolved: tally(({ said, isDone }) => Number(isIn(said) && isDone === true)),
    },
    days: tally(({ answered, registered }) => (isIn(answered) ? answered! - registered : 0)),
    scores: tally(({ scored, score }) => (isIn(scored) ? score! : 0)),
    overdue: city.cases.filter(
      ({ due, answered }) => due < month.to && (answered === null || answered >= month.to),
    ).length,
    networks: null,
  };
}
