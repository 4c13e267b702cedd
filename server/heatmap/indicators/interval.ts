/**
 * Where a share seen in so many cases lies (Wilson's score interval): a place by its lower end is not won by a few lucky cases,
 * nor by closing many that nobody confirmed. Null of nothing.
 */
export function shareInterval(part: number, whole: number, z: number): { low: number; high: number } | null {
  if (whole === 0) return null;
  const share = part / whole;
  const square = (z * z) / whole;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / whole + square / (4 * whole));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
