import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import type { Published } from './recount.ts';

export interface AskedBudget {
  options: { id: string; cost: number }[];
  total: number;
  whenShort: 'next' | 'stop';
}

export interface PageRecount {
  recount: (
    published: Published,
    code: string,
  ) => Promise<{ faults: string[]; counts: Map<string, Map<string, number>> }>;
  shareOut: (
    question: AskedBudget,
    tally: Map<string, number>,
  ) => { funded: string[]; left: number; tied: string[] };
}

/** What the page of the recount computes with, without its screen. */
export function loadRecountPage(): PageRecount {
  const html = readFileSync(join(import.meta.dirname, '../../web/public/recount.html'), 'utf8');
  const script = /<script>([\s\S]*)<\/script>/u.exec(html)?.[1] ?? '';
  const part = { textContent: '', addEventListener: () => {} };
  const document = { getElementById: () => part };
  const context = createContext({ document, crypto, TextEncoder, atob, btoa, Uint8Array });
  return runInContext(`${script}; ({ recount, shareOut })`, context);
}
