import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AcceptLine, AcceptOptions, AcceptOutcome } from '../line.ts';
import { type Disk, mountDisk } from './faults/disk.ts';
import { type Installation, openInstallation } from './faults/installation.ts';
import { judge, type Ledger, startLoad } from './faults/load.ts';

/** Real faults of each kind; each is followed by a recovery without a hand. */
const ROUNDS = 10;
/** What the whole is bound by: from a database that answers again to a message accepted and read. */
const RECOVERY_MS = 10_000;

const kinds = {
  fast: 'перезапуск (fast)',
  immediate: 'перезапуск (immediate)',
  backend: 'kill -9 одного процесса',
} as const;
type Kind = keyof typeof kinds;

interface Series {
  name: string;
  recoveries: number[];
}

const worst = ({ recoveries }: Series): number => Math.max(0, ...recoveries);
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).replace('.', ',')} с`;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function breakDatabase(installation: Installation, kind: Kind): Promise<void> {
  if (kind === 'backend') return installation.killBackend();
  await installation.stopDatabase(kind === 'fast' ? 'SIGINT' : 'SIGQUIT');
}

/** Restarts and kills under load, in turn. */
async function playRestarts(
  installation: Installation,
  ledger: Ledger,
  { tell }: AcceptOptions,
): Promise<Series[]> {
  const all: Series[] = [];
  for (const kind of Object.keys(kinds) as Kind[]) {
    const series: Series = { name: kinds[kind], recoveries: [] };
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(700);
      await breakDatabase(installation, kind);
      await installation.waitDatabase();
      series.recoveries.push(await ledger.timeRecovery());
    }
    tell(`${series.name}: ${series.recoveries.length} раз, дольше всего ${seconds(worst(series))}`);
    all.push(series);
  }
  return all;
}

/** The disk of the data folder is filled to the last byte and freed again, under load. */
async function playFullDisk(disk: Disk, ledger: Ledger, { tell }: AcceptOptions): Promise<Series> {
  const series: Series = { name: 'заполненный диск', recoveries: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(700);
    disk.fill();
    await ledger.waitTrouble(4000);
    disk.free();
    series.recoveries.push(await ledger.timeRecovery());
  }
  tell(`${series.name}: ${series.recoveries.length} раз, дольше всего ${seconds(worst(series))}`);
  return series;
}

/** One installation under load from its start to the judgement of all that was acknowledged. */
async function playAt(
  data: string,
  play: (installation: Installation, ledger: Ledger) => Promise<Series[]>,
): Promise<{ series: Series[]; verdict: Awaited<ReturnType<typeof judge>> }> {
  const installation = await openInstallation(data);
  try {
    const ledger = await startLoad(installation);
    const series = await play(installation, ledger);
    await ledger.stop();
    return { series, verdict: await judge(installation, ledger) };
  } finally {
    await installation.close();
  }
}

async function run(options: AcceptOptions): Promise<AcceptOutcome> {
  const figures: string[] = [];
  let isHeld = true;
  const tally = ({ series, verdict }: Awaited<ReturnType<typeof playAt>>) => {
    for (const one of series) {
      const count = one.recoveries.length;
      const late = one.recoveries.filter((ms) => ms > RECOVERY_MS).length;
      isHeld &&= count === ROUNDS && late === 0;
      figures.push(
        `${one.name}: ${count} раз, снова работает не позже чем через ${seconds(worst(one))} (нужно 10 с)`,
      );
    }
    isHeld &&= verdict.isWhole;
    figures.push(...verdict.figures);
  };
  const folder = mkdtempSync(join(tmpdir(), 'otklik-faults-'));
  // The account that runs the database has to get through.
  chmodSync(folder, 0o711);
  try {
    tally(await playAt(join(folder, 'restarts'), (site, ledger) => playRestarts(site, ledger, options)));
    const disk = mountDisk(join(folder, 'disk'));
    if (!disk) {
      figures.push('диск не заполнялся: подключить малый диск здесь нельзя (нужен root)');
      return { isHeld: false, figures };
    }
    try {
      tally(await playAt(disk.path, async (_site, ledger) => [await playFullDisk(disk, ledger, options)]));
    } finally {
      disk.unmount();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  figures.push('все 40 сбоев настоящие; страницы и фоновая работа — один процесс, запущенный как npm start');
  return { isHeld, figures };
}

export const line: AcceptLine = {
  title: 'База перезапускается и диск заполняется под нагрузкой: подтверждённое цело, всё поднимается само',
  run,
};
