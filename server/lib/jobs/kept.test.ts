import { expect, test } from 'vitest';
import type { Ctx } from '../module/context.ts';
import { createKept } from './kept.ts';

const at = (second: number) =>
  ({ config: { databaseUrl: 'one' }, now: new Date(second * 1000) }) as unknown as Ctx;

function makeSource() {
  const replies: ((value: string) => void)[] = [];
  const fail: ((error: Error) => void)[] = [];
  const make = () =>
    new Promise<string>((done, refuse) => {
      replies.push(done);
      fail.push(refuse);
    });
  return { make, replies, fail };
}

test('a fresh value serves all; an old one is waited for, made by one asker', async () => {
  const keep = createKept<string>(10);
  const { make, replies } = makeSource();
  const both = [keep(at(0), 'a', { fresh: 10_000 }, make), keep(at(1), 'a', { fresh: 10_000 }, make)];
  expect(replies).toHaveLength(1);
  replies[0]!('first');
  expect(await Promise.all(both)).toEqual(['first', 'first']);
  expect(await keep(at(9), 'a', { fresh: 10_000 }, make)).toBe('first');
  const next = keep(at(10), 'a', { fresh: 10_000 }, make);
  replies[1]!('second');
  expect(await next).toBe('second');
});

test('a stale value serves while it is made anew; what failed is not kept', async () => {
  const keep = createKept<string>(10);
  const ages = { fresh: 10_000, stale: 60_000 };
  const { make, replies, fail } = makeSource();
  const first = keep(at(0), 'a', ages, make);
  replies[0]!('first');
  await first;
  expect(await keep(at(20), 'a', ages, make)).toBe('first');
  fail[1]!(new Error('away'));
  await new Promise(setImmediate);
  expect(await keep(at(21), 'a', ages, make)).toBe('first');
  replies[2]!('second');
  await new Promise(setImmediate);
  expect(await keep(at(22), 'a', ages, make)).toBe('second');
  const late = keep(at(100), 'a', ages, make);
  fail[3]!(new Error('away'));
  await expect(late).rejects.toThrow('away');
});

test('databases and names are kept apart, and no more than so many', async () => {
  const keep = createKept<string>(2);
  const { make, replies } = makeSource();
  for (const name of ['a', 'b', 'c']) {
    const made = keep(at(0), name, { fresh: 1000 }, make);
    replies.at(-1)!(name);
    expect(await made).toBe(name);
  }
  void keep(at(0), 'a', { fresh: 1000 }, make);
  expect(replies).toHaveLength(4);
});
