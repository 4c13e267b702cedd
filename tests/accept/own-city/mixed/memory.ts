import { readdirSync, readFileSync } from 'node:fs';
import type { Part } from './installation.ts';

/** What the processes of a city keep of the machine's memory: PSS, where a page that several have in common is counted once. */

function readChildren(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

const withChildren = (pid: number): number[] => [pid, ...readChildren(pid).flatMap(withChildren)];

/** MB; of one that has ended meanwhile, nothing. */
function pssOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

export interface Weight {
  /** The servers themselves. */
  servers: number;
  /** What they have begun: the browser that prints. */
  children: number;
  /** The start scripts that watch over them. */
  starters: number;
}

export const wholeOf = ({ servers, children, starters }: Weight): number => servers + children + starters;

export function weigh({ starter, server }: Part): Weight {
  const pid = server();
  const [own = 0, ...begun] = pid === null ? [] : withChildren(pid);
  return {
    servers: own ? pssOf(own) : 0,
    children: begun.reduce((sum, child) => sum + pssOf(child), 0),
    starters: pssOf(starter),
  };
}

export const addUp = (weights: readonly Weight[]): Weight =>
  weights.reduce(
    (sum, one) => ({
      servers: sum.servers + one.servers,
      children: sum.children + one.children,
      starters: sum.starters + one.starters,
    }),
    { servers: 0, children: 0, starters: 0 },
  );

export interface Sample {
  /** Since the beginning of the load, ms. */
  at: number;
  parts: readonly { name: string; weight: Weight }[];
}

/** Of all the parts whose names begin so. */
export const weightOf = ({ parts }: Sample, begins = ''): Weight =>
  addUp(parts.filter(({ name }) => name.startsWith(begins)).map(({ weight }) => weight));

/** The least of each of so many equal parts of a course: what stays after the collections in it. */
export function floorsOf(values: readonly number[], parts: number): number[] {
  const size = Math.ceil(values.length / parts);
  return Array.from({ length: parts }, (_, at) => values.slice(at * size, (at + 1) * size))
    .filter((part) => part.length > 0)
    .map((part) => Math.min(...part));
}

/** The least squares line through the samples, MB an hour; null of too few. */
export function slopeOf(samples: readonly { at: number; mb: number }[]): number | null {
  if (samples.length < 4) return null;
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const [x, y] = [mean(samples.map(({ at }) => at)), mean(samples.map(({ mb }) => mb))];
  const above = samples.reduce((sum, { at, mb }) => sum + (at - x) * (mb - y), 0);
  const below = samples.reduce((sum, { at }) => sum + (at - x) ** 2, 0);
  return (above / below) * 3_600_000;
}
