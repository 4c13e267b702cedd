import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, vi } from 'vitest';
import type { Switch } from './driver.ts';

// Runs before every file of tests: says which mutant is awake in it, or writes down which ones it meets.

declare module 'vitest' {
  interface ProvidedContext {
    mutation: Switch;
  }
}

const { awake, isFresh, met, limit } = inject('mutation');
const whileRead = new Set<string>();
const whileRun = new Set<string>();
const at = { seen: whileRead, asked: 0 };

if (isFresh) vi.resetModules();
(globalThis as { __mutation?: (id: string) => boolean }).__mutation = (id) => {
  at.asked += 1;
  if (at.asked > limit) throw new Error('goes on and on');
  if (met) at.seen.add(id);
  return id === awake;
};

if (met) {
  beforeAll(() => {
    at.seen = whileRun;
  });
  afterAll(() => {
    const path = expect.getState().testPath ?? '';
    writeFileSync(
      join(met, encodeURIComponent(path)),
      JSON.stringify({ asked: at.asked, whileRead: [...whileRead], whileRun: [...whileRun] }),
    );
  });
}
