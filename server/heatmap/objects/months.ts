/** Most months a passport shows: two winters, so that what comes back each year is seen; a young history has a year. */
const MONTHS = { most: 24, least: 12 } as const;

export interface MonthCount {
  /** `YYYY-MM` */
  month: string;
  count: number;
  solved: number;
}

/** Months from the first case up to that of a local day, the oldest first; those without cases are zero. */
export function fillMonths(counted: readonly MonthCount[], today: string): MonthCount[] {
  const byMonth = new Map(counted.map((one) => [one.month, one]));
  const [year = 0, month = 1] = today.split('-').map(Number);
  const [first = today] = [...byMonth.keys()].sort();
  const [firstYear = year, firstMonth = month] = first.split('-').map(Number);
  const known = (year - firstYear) * 12 + month - firstMonth + 1;
  const months = Math.min(MONTHS.most, Math.max(MONTHS.least, known));
  return Array.from({ length: months }, (_, at) => {
    const first = new Date(Date.UTC(year, month - months + at, 1));
    const name = first.toISOString().slice(0, 7);
    return byMonth.get(name) ?? { month: name, count: 0, solved: 0 };
  });
}
