/**
 * Cohen's kappa of pairs of verdicts: agreement beyond chance, 1 — full, 0 — no better than a coin. Null where there is
 * nothing to count: no pairs, or both always said the same one thing.
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | null {
  if (pairs.length === 0) return null;
  const names = [...new Set(pairs.flat())];
  const share = (count: number) => count / pairs.length;
  const observed = share(pairs.filter(([a, b]) => a === b).length);
  const expected = names.reduce(
    (sum, name) =>
      sum +
      share(pairs.filter(([a]) => a === name).length) * share(pairs.filter(([, b]) => b === name).length),
    0,
  );
  return expected === 1 ? null : (observed - expected) / (1 - expected);
}
