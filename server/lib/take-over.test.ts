import { describe, expect, it, vi } from 'vitest';
import { createTakeOver } from './take-over.ts';

describe('what other processes put in force', () => {
  it('is looked at every five seconds; a failure is logged and ends nothing; a stop waits for the last look', async () => {
    vi.useFakeTimers();
    try {
      const warn = vi.fn();
      let looks = 0;
      let isOver = false;
      const takeOver = createTakeOver('не перечитано');
      takeOver.start({ warn }, () => Promise.reject(new Error('прежний')));
      takeOver.start({ warn }, async () => {
        looks += 1;
        if (looks === 1) throw new Error('нет базы');
        await Promise.resolve();
        isOver = true;
      });
      await vi.advanceTimersByTimeAsync(4999);
      expect(looks).toBe(0);
      await vi.advanceTimersByTimeAsync(1);
      expect(warn.mock.calls.map(([, words]) => words)).toEqual(['не перечитано']);
      vi.advanceTimersByTime(5000);
      await takeOver.stop();
      expect([looks, isOver]).toEqual([2, true]);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(looks).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
