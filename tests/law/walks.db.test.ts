import { expect, test } from 'vitest';
import { runWalks } from './run.ts';

/** A small share of what `npm run -s check:law` plays: enough to see a command that breaks the law as it is written. */
test('three hundred lives of cases break no law', { timeout: 900_000 }, async () => {
  const { walks, violations, told } = await runWalks({ seed: 59, walks: 300, share: 0, of: 1, toTell: 3 });
  expect(told.join('\n')).toBe('');
  expect({ walks, violations }).toEqual({ walks: 300, violations: 0 });
});
