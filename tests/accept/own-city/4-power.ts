import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyChain } from '../../../server/base/audit/index.ts';
import { openDatabase, openPool } from '../../../server/lib/database/db.ts';
import { createRandom } from '../../law/random.ts';
import type { AcceptLine } from '../line.ts';
import { canHaveDisk, makeDisk, mountImage } from './machines/disk.ts';
import { clusterOf, layTown, startDatabase, startTownServer } from './machines/machine.ts';
import { type Sent, startResidents } from './machines/residents.ts';

/**
 * The power goes while residents write: the database is stopped in the middle of whatever it does, its disk is copied as it is then, and a
 * database is started on the copy. Everything acknowledged before has to be there.
 */

const CUTS = Number(process.env.POWER_CUTS ?? 10);

/** Processes that work in a folder. */
function processesOf(folder: string): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => {
      try {
        return Number.isInteger(pid) && readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        // Gone meanwhile, or a thread of the kernel.
        return false;
      }
    });
}

function signalAll(folder: string, signal: NodeJS.Signals): void {
  for (const pid of processesOf(folder)) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone meanwhile.
    }
  }
}

interface Found {
  lost: number;
  isChainWhole: boolean;
  ms: number;
}

/** Starts a database on the copy of the disk and looks for what was acknowledged. */
async function lookAt(image: string, acknowledged: readonly Sent[]): Promise<Found> {
  const disk = mountImage(image);
  try {
    const begun = performance.now();
    const server = await startDatabase(join(disk.folder, 'city'));
    const ms = performance.now() - begun;
    const pool = openPool(server.url, 2);
    try {
      const { rows } = await pool.query<{ client_key: string; number: string }>(
        'SELECT contact.client_key, file.number FROM cases.contact AS contact JOIN cases.case_file AS file ON file.id = contact.case_id',
      );
      const stored = new Map(rows.map(({ client_key: key, number }) => [key, number]));
      const { fault } = await verifyChain(openDatabase(pool));
      return {
        lost: acknowledged.filter(({ clientKey, number }) => stored.get(clientKey) !== number).length,
        isChainWhole: fault === null,
        ms,
      };
    } finally {
      await pool.end();
      await server.stop();
    }
  } finally {
    disk.drop();
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: `Питание пропадает ${CUTS} раз под нагрузкой: диск базы скопирован, как он есть; подтверждённое на месте`,
  async run({ seed, tell }) {
    if (!canHaveDisk()) return { isHeld: false, figures: ['не измерено: нужен root и устройства loop'] };
    const folder = mkdtempSync(join(tmpdir(), 'otklik-power-'));
    const image = join(folder, 'disk.img');
    const disk = makeDisk(image);
    const data = join(disk.folder, 'city');
    const random = createRandom(seed, 0);
    const found: Found[] = [];
    let acknowledgedInAll = 0;
    try {
      const server = await startDatabase(data);
      await layTown(data, server);
      const site = await startTownServer(data, server, { OTKLIK_ONLY: 'web' });
      const cluster = clusterOf(data).data;
      const residents = startResidents({
        port: () => site.port,
        seed,
        clients: 8,
        pauseMs: 5,
        pictureOf: 0,
      });
      for (let cut = 1; cut <= CUTS; cut += 1) {
        await sleep(random.int(700, 2500));
        signalAll(cluster, 'SIGSTOP');
        // What was written to the socket before may still be on its way to us: it is acknowledged as well.
        await sleep(200);
        const acknowledged = residents.sent.filter(({ doneAt }) => doneAt !== null);
        const copy = join(folder, 'copy.img');
        disk.copyTo(copy);
        signalAll(cluster, 'SIGCONT');
        const one = await lookAt(copy, acknowledged);
        found.push(one);
        acknowledgedInAll = acknowledged.length;
        tell(`пропало ${cut}: подтверждено ${acknowledged.length}, потеряно ${one.lost}`);
        rmSync(copy);
      }
      await residents.stop();
      await site.stop();
      await server.stop();
    } finally {
      disk.drop();
      rmSync(folder, { recursive: true, force: true });
    }
    const lost = found.reduce((sum, one) => sum + one.lost, 0);
    const broken = found.filter(({ isChainWhole }) => !isChainWhole).length;
    const slowest = Math.max(...found.map(({ ms }) => ms));
    return {
      isHeld: found.length === CUTS && lost === 0 && broken === 0 && acknowledgedInAll > 100,
      figures: [
        `питание пропало ${found.length} раз, подтверждено ${acknowledgedInAll}, потеряно ${lost}, цепочка журнала нарушена ${broken} раз`,
        `база поднялась на копии диска не позже чем за ${(slowest / 1000).toFixed(1)} с`,
      ],
    };
  },
};
