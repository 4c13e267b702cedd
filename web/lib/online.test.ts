import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isOnline, noteReached, noteUnreached, watchOnline } from './online.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('addEventListener', () => {});
  vi.stubGlobal('removeEventListener', () => {});
});
afterEach(() => {
  noteReached();
  vi.useRealTimers();
});

test('a call that found no network tells, whatever the device believes; one that got through tells again', () => {
  const heard: boolean[] = [];
  const stop = watchOnline(() => heard.push(isOnline()));
  noteUnreached();
  noteUnreached();
  noteReached();
  noteReached();
  stop();
  noteUnreached();
  expect(heard).toEqual([false, true]);
});

test('looks by itself until the server answers', async () => {
  const fetch = vi.fn().mockRejectedValueOnce(new TypeError('no network')).mockResolvedValue({ status: 503 });
  vi.stubGlobal('fetch', fetch);
  noteUnreached();
  await vi.advanceTimersByTimeAsync(2900);
  expect([fetch.mock.calls.length, isOnline()]).toEqual([0, false]);
  await vi.advanceTimersByTimeAsync(200);
  expect([fetch.mock.calls.length, isOnline()]).toEqual([1, false]);
  await vi.advanceTimersByTimeAsync(3000);
  expect([fetch.mock.calls.length, isOnline()]).toEqual([2, true]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test('is offline where the device says so', () => {
  vi.stubGlobal('navigator', { onLine: false });
  expect(isOnline()).toBe(false);
});
