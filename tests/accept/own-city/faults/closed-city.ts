// Run in a network namespace of its own: node closed-city.ts FOLDER SECONDS. Prints one line of JSON.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { playLoad } from './mixed-load.ts';
import { countLeft, layWay, listSpokenTo } from './outward.ts';
import { makeSite, pause } from './site.ts';

export interface ClosedReport {
  seconds: number;
  requests: number;
  routes: number;
  messages: number;
  failures: string[];
  /** Packets that left while nothing of ours worked, while the city worked, and once a stranger was asked. */
  before: number;
  left: number;
  planted: number;
  spokenTo: string[];
  plantedTo: string[];
}

/** Packets that leave while the work is done, and to whom. */
async function watch<T>(work: () => Promise<T>): Promise<{ left: number; spokenTo: string[]; done: T }> {
  const from = countLeft();
  const seen = new Set<string>();
  const timer = setInterval(() => {
    for (const one of listSpokenTo()) seen.add(one);
  }, 100);
  try {
    const done = await work();
    return { left: countLeft() - from, spokenTo: [...seen], done };
  } finally {
    clearInterval(timer);
  }
}

const [folder = '', seconds = '300'] = process.argv.slice(2);
layWay(folder);
const data = join(folder, 'closed');
mkdirSync(data, { recursive: true });
const env = { DATABASE_URL: '', OTKLIK_REQUESTS_PER_MINUTE: '0', LOG_LEVEL: 'error' };
const site = makeSite({ data, port: 3000, env, log: join(folder, 'closed.log') }, []);
const idle = await watch(() => pause(3000));
const worked = await watch(async () => {
  await site.start();
  const begun = Date.now();
  const load = await playLoad('http://127.0.0.1:3000', begun + Number(seconds) * 1000);
  await site.stop();
  return { load, seconds: Math.round((Date.now() - begun) / 1000) };
});
const planted = await watch(async () => {
  await site.start({ env: { NODE_OPTIONS: `--import=${join(import.meta.dirname, 'planted-fetch.mjs')}` } });
  await pause(3000);
  await site.stop();
});
const { load } = worked.done;
const report: ClosedReport = {
  seconds: worked.done.seconds,
  requests: load.requests,
  routes: load.routes.size,
  messages: load.messages,
  failures: load.failures,
  before: idle.left,
  left: worked.left,
  planted: planted.left,
  spokenTo: worked.spokenTo,
  plantedTo: planted.spokenTo,
};
console.log(JSON.stringify(report));
process.exit(0);
