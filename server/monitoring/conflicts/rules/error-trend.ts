/** Errors of communication that one review found. */
export interface FoundErrors {
  /** Whose answer it was; null = not known. */
  unitId: string | null;
  /** `YYYY-MM`. */
  month: string;
  errors: readonly string[];
}

interface Kind {
  id: string;
  title: string;
}

/** So many months up to this one, the oldest first. */
export function monthsTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  return Array.from({ length: count }, (_, at) => {
    const number = last - count + 1 + at;
    return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  });
}

const countKinds = (rows: readonly FoundErrors[], kinds: readonly Kind[]) =>
  kinds
    .map((kind) => ({ ...kind, count: rows.filter(({ errors }) => errors.includes(kind.id)).length }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count);

/** Errors by body and month, those with most first; a review with two errors counts as two. */
export function addUpErrors(
  found: readonly FoundErrors[],
  given: { months: readonly string[]; kinds: readonly Kind[]; titles: ReadonlyMap<string, string> },
) {
  const { months, kinds, titles } = given;
  const within = found.filter(({ month, errors }) => months.includes(month) && errors.length > 0);
  const bodies = [...Map.groupBy(within, ({ unitId }) => unitId)].map(([unitId, rows]) => ({
    unitId,
    unit: (unitId === null ? undefined : titles.get(unitId)) ?? 'орган не указан',
    counts: months.map((month) =>
      rows.reduce((sum, row) => sum + (row.month === month ? row.errors.length : 0), 0),
    ),
    total: rows.reduce((sum, { errors }) => sum + errors.length, 0),
    byError: countKinds(rows, kinds),
  }));
  return {
    bodies: bodies.toSorted(
      (one, other) => other.total - one.total || one.unit.localeCompare(other.unit, 'ru'),
    ),
    byError: countKinds(within, kinds),
  };
}
