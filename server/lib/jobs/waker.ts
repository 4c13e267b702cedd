import type { z } from 'zod';
import type { JobType } from '../module/context.ts';
import { runMutation, type Services } from '../module/unit-of-work.ts';

/**
 * Wakes a job for work that waits in a table of its own: a flood wakes it four times a second, not with each batch. What
 * a process that died left unwoken is found by the job's cron line.
 */
export interface Waker {
  wake: () => void;
  /** Wakes at once if a wake is due; called before the process stops. */
  flush: () => Promise<void>;
}

type EmptyPayload = z.ZodObject<Record<never, never>>;

/** ms */
const DELAY = 250;
const wakers = new WeakMap<Services, Set<Waker>>();

/** @param job one that takes all that waits; its payload is empty. */
export function createWaker(services: Services, job: JobType<EmptyPayload>): Waker {
  const caller = { actor: { kind: 'system', name: job.name } as const, requestId: 'wake', ip: '' };
  let timer: NodeJS.Timeout | null = null;
  const waker: Waker = {
    wake() {
      timer ??= setTimeout(() => {
        waker
          .flush()
          .catch((error) => services.log.error({ err: error, job: job.name }, 'работа ждёт обхода'));
      }, DELAY);
    },
    async flush() {
      if (!timer) return;
      clearTimeout(timer);
      timer = null;
      await runMutation(services, caller, async (ctx) => ctx.enqueue(job, {}, { key: job.name }));
    },
  };
  const own = wakers.get(services) ?? new Set();
  wakers.set(services, own.add(waker));
  return waker;
}

/** Wakes whatever is due: for who drains the jobs and waits for no timer. */
export async function flushWakers(services: Services): Promise<void> {
  for (const waker of wakers.get(services) ?? []) await waker.flush();
}
