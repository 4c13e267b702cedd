import setup from '../support/template.ts';
import { createCoverage } from './coverage.ts';
import { planWalk } from './plan.ts';
import { readWorld } from './site.ts';
import { playChunk } from './walk.ts';

const t0 = performance.now();
await setup();
const n = Number(process.argv[2] ?? 40),
  from = Number(process.argv[3] ?? 0),
  seed = 1;
const t1 = performance.now();
const plans = Array.from({ length: n }, (_, i) => planWalk(seed, from + i));
const coverage = createCoverage();
const r = await playChunk(readWorld(), { seed, number: 0, plans }, coverage);
const t2 = performance.now();
const bad = r.players.filter((p) => p.found.length);
const kinds = new Map<string, string[]>();
for (const p of bad) {
  const f = p.found[0]!;
  const k = `${p.plan.regime} | ${f.what} | ${f.article} | exp ${f.expected.slice(0, 80)} | seen ${f.seen.slice(0, 150)} | last ${p.course
    .filter((c) => c.round <= f.round)
    .map((c) => c.act.kind + ':' + c.outcome + '@' + c.stage)
    .join(',')}`;
  kinds.set(k, [...(kinds.get(k) ?? []), String(p.plan.index)]);
}
for (const [k, v] of [...kinds].slice(0, 60)) console.log(v.length, v[0], k);
console.log({ bad: bad.length, n, steps: r.steps, setup: t1 - t0, ms: t2 - t1, per: (t2 - t1) / n });
process.exit(0);
