import { afterEach, expect, test, vi } from 'vitest';
import { waitUntil } from './processes.mjs';

afterEach(() => vi.restoreAllMocks());

test('a wait lasts as long as it was told to, wherever the clock of the machine goes meanwhile', async () => {
  let now = Date.now();
  vi.spyOn(Date, 'now').mockImplementation(() => {
    now -= 3_600_000;
    return now;
  });
  const begun = performance.now();
  expect(await waitUntil(() => performance.now() - begun > 3000, 200)).toBe(false);
});
