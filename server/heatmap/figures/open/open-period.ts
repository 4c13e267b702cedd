/** The local day `days` before another. */
export const dayBefore = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

/** The last `count` calendar months that are over, the oldest first. */
export function monthsBefore(today: string, count: number): { id: string; from: string; to: string }[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: count }, (_, at) => {
    const first = (shift: number) =>
      new Date(Date.UTC(year, month - 1 - count + at + shift, 1)).toISOString().slice(0, 10);
    const from = first(0);
    return { id: from.slice(0, 7), from, to: dayBefore(first(1), 1) };
  });
}
