import { describe, expect, it } from 'vitest';
import { createBatcher } from './batcher.ts';

/** A batch handler whose batches end when the test says so. */
function makeGate() {
  const batches: { items: number[]; end: () => void }[] = [];
  let running = 0;
  let most = 0;
  const run = async (items: number[]): Promise<number[]> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((end) => batches.push({ items, end }));
    running -= 1;
    return items.map((item) => item * 10);
  };
  return { batches, run, most: () => most };
}
const turn = () => new Promise((done) => setImmediate(done));

describe('createBatcher', () => {
  it('carries all of one turn together and answers each with its own result', async () => {
    const { batches, run } = makeGate();
    const batcher = createBatcher(run);
    const results = Promise.all([3, 1, 2].map((item) => batcher.add(item)));
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([[3, 1, 2]]);
    batches[0]!.end();
    expect(await results).toEqual([30, 10, 20]);
  });

  it('keeps two batches in flight at most; what comes meanwhile goes together, in order', async () => {
    const { batches, run, most } = makeGate();
    const batcher = createBatcher(run);
    const results: Promise<number>[] = [];
    for (const item of [1, 2, 3, 4, 5]) {
      results.push(batcher.add(item));
      await turn();
    }
    expect(batches.map(({ items }) => items)).toEqual([[1], [2]]);
    batches[0]!.end();
    await results[0];
    await turn();
    expect(batches.map(({ items }) => items)).toEqual([[1], [2], [3, 4, 5]]);
    for (const { end } of batches.slice(1)) end();
    expect(await Promise.all(results)).toEqual([10, 20, 30, 40, 50]);
    expect(most()).toBe(2);
  });

  it('sends a second batch once it is as large as the one under way, or that one has come back', async () => {
    const { batches, run } = makeGate();
    const batcher = createBatcher(run);
    const add = async (...items: number[]) => {
      const results = items.map((item) => batcher.add(item));
      await turn();
      return Promise.all(results);
    };
    const sizes = () => batches.map(({ items }) => items.length);
    const all = [add(1, 2, 3)];
    await turn();
    all.push(add(4, 5));
    await turn();
    expect(sizes()).toEqual([3]);
    all.push(add(6));
    await turn();
    await turn();
    expect(sizes()).toEqual([3, 3]);
    all.push(add(7));
    for (const { end } of batches) end();
    await turn();
    expect(sizes()).toEqual([3, 3, 1]);
    batches[2]!.end();
    expect(await Promise.all(all)).toEqual([[10, 20, 30], [40, 50], [60], [70]]);
  });

  it('cuts a crowd into batches of the greatest size', async () => {
    const sizes: number[] = [];
    const batcher = createBatcher<number, number>(
      async (items) => {
        sizes.push(items.length);
        return items;
      },
      { maxSize: 4, maxInFlight: 1 },
    );
    const items = Array.from({ length: 10 }, (_, at) => at);
    expect(await Promise.all(items.map((item) => batcher.add(item)))).toEqual(items);
    expect(sizes).toEqual([4, 4, 2]);
  });

  it('tries each alone when a batch fails: one bad item fails only its own caller', async () => {
    const tried: number[][] = [];
    const batcher = createBatcher<number, number>(async (items) => {
      tried.push(items);
      if (items.includes(13)) throw new Error('13 не пройдёт');
      return items.map((item) => item + 1);
    });
    const results = await Promise.allSettled([1, 13, 2].map((item) => batcher.add(item)));
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
      2,
      '13 не пройдёт',
      3,
    ]);
    expect(tried).toEqual([[1, 13, 2], [1], [13], [2]]);
    // The next one is served as if nothing had happened.
    expect(await batcher.add(5)).toBe(6);
  });

  it('is idle only when nothing is queued or running', async () => {
    const { batches, run } = makeGate();
    const batcher = createBatcher(run, { maxInFlight: 1 });
    await batcher.idle();
    const first = batcher.add(1);
    await turn();
    const second = batcher.add(2);
    let isIdle = false;
    const idle = batcher.idle().then(() => {
      isIdle = true;
    });
    batches[0]!.end();
    await first;
    await turn();
    expect(isIdle).toBe(false);
    batches[1]!.end();
    await second;
    await idle;
    expect(isIdle).toBe(true);
  });

  it('asks a database that is away once more and no oftener, however many wait', async () => {
    let runs = 0;
    const away = Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
    const batcher = createBatcher<number, number>(async () => {
      runs += 1;
      throw away;
    });
    const results = await Promise.allSettled([1, 2, 3, 4].map((item) => batcher.add(item)));
    expect(results.map((result) => result.status === 'rejected' && result.reason)).toEqual([
      away,
      away,
      away,
      away,
    ]);
    expect(runs).toBe(2);
  });

  it('saves those whom a connection that was cut took along', async () => {
    let runs = 0;
    const batcher = createBatcher<number, number>(async (items) => {
      runs += 1;
      if (runs === 1) throw Object.assign(new Error('cut'), { code: '57P01' });
      return items;
    });
    expect(await Promise.all([1, 2, 3].map((item) => batcher.add(item)))).toEqual([1, 2, 3]);
    expect(runs).toBe(4);
  });
});
