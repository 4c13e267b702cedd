import { beforeEach, describe, expect, it } from 'vitest';
import { HostResting } from './failures.ts';
import { createHostBook, type HostOutcome } from './host-book.ts';

const limits = { atOnce: 2, failures: 3, rest: 1000, longestRest: 5000, longestAsked: 8000 };
const never = new AbortController().signal;
let at: number;
let book: ReturnType<typeof createHostBook>;
beforeEach(() => {
  at = 1;
  book = createHostBook(limits, () => at);
});

async function ask(outcome: HostOutcome, host = 'a'): Promise<void> {
  (await book.enter(host, never))(outcome);
}
async function ruin(times = limits.failures): Promise<void> {
  for (let n = 0; n < times; n += 1) await ask('failed');
}

describe('a host', () => {
  it('rests after so many failures in a row, not before, and others do not', async () => {
    await ruin(2);
    expect(book.restOf('a')).toBe(0);
    await ask('failed');
    expect([book.restOf('a'), book.restOf('b')]).toEqual([1000, 0]);
    at += 999;
    expect(book.restOf('a')).toBe(1);
  });

  it('is forgiven its failures by one success between', async () => {
    await ruin(2);
    await ask('served');
    await ruin(2);
    expect(book.restOf('a')).toBe(0);
  });

  it('is tried by one request after its rest; a failure doubles the rest up to the longest, a success ends it', async () => {
    await ruin();
    at += 1000;
    expect(book.restOf('a')).toBe(0);
    const leave = await book.enter('a', never);
    expect(book.restOf('a')).toBe(limits.rest);
    await expect(book.enter('a', never)).rejects.toThrow(HostResting);
    leave('failed');
    expect(book.restOf('a')).toBe(2000);
    for (const rest of [4000, 5000, 5000]) {
      at += 10_000;
      await ask('failed');
      expect(book.restOf('a')).toBe(rest);
    }
    at += 5000;
    await ask('served');
    await ruin(2);
    expect(book.restOf('a')).toBe(0);
    await ask('failed');
    expect(book.restOf('a')).toBe(1000);
  });

  it('is left alone for as long as it asks, no longer than it may ask; a person forgives it', async () => {
    const [first, second] = [await book.enter('a', never), await book.enter('a', never)];
    first({ restFor: 3000 });
    expect(book.restOf('a')).toBe(3000);
    second({ restFor: 100_000 });
    expect(book.restOf('a')).toBe(8000);
    book.forgive('a');
    expect(book.restOf('a')).toBe(0);
    book.forgive('unknown');
  });

  it('is not forgotten among many while it asked to be left alone', async () => {
    await ask({ restFor: 3000 });
    for (let n = 0; n < 1100; n += 1) await ask('served', `other ${n}`);
    expect(book.restOf('a')).toBe(3000);
  });

  it('is not judged by what says nothing of it', async () => {
    await ruin(2);
    await ask(null);
    await ask('failed');
    expect(book.restOf('a')).toBe(1000);
  });

  it('refuses those who waited for a turn when its rest begins', async () => {
    await ruin(2);
    const [first, second] = [await book.enter('a', never), await book.enter('a', never)];
    const waiting = [book.enter('a', never), book.enter('a', never)];
    first('failed');
    second('failed');
    for (const one of waiting) await expect(one).rejects.toThrow(HostResting);
    await expect(book.enter('a', never)).rejects.toThrow(HostResting);
    at += 10_000;
    (await book.enter('a', never))('served');
  });

  it('has so many requests at once; the next waits for its turn or for its own end', async () => {
    const leaves = [await book.enter('a', never), await book.enter('a', never)];
    let isIn = false;
    const third = book.enter('a', never).then((leave) => {
      isIn = true;
      return leave;
    });
    const end = new AbortController();
    const fourth = book.enter('a', end.signal);
    await book.enter('b', never);
    expect(isIn).toBe(false);
    end.abort(new Error('late'));
    await expect(fourth).rejects.toThrow('late');
    leaves[0]!('served');
    (await third)('served');
    leaves[1]!('served');
    // All turns are free again.
    await book.enter('a', never);
    await book.enter('a', never);
    expect(isIn).toBe(true);
  });
});
