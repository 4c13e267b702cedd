import {
  constants,
  createPrivateKey,
  generateKeyPairSync,
  privateDecrypt,
  randomBytes,
  randomUUID,
} from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { blindSign } from '../server/participation/ballots/blind-sign.ts';
import { openHalfOf, signPss } from '../server/participation/ballots/rsa-pss.ts';
import { runLoad } from './support/load.ts';
import { requirePgbench, runPgbench } from './support/pgbench.ts';
import { type Cluster, makeDatabase, startCluster, startServer } from './support/site.ts';

/**
 * Envelopes of a secret vote on the disk a second, through the real door with the signature of each pass checked, beside pgbench's insert of
 * a row as long under a unique key on the same server; blind signatures a second beside the bare operation of node:crypto.
 */

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = 5;
const CONNECTIONS = 64;
/** More than any round takes: each pass lets in one. */
const PASSES = 90_000;
const MEASURED = 2000;

const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
const format = (value: number, digits = 0): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Bodies of requests: a pass signed by the key of the vote, and an envelope as long as that of one question. */
function writeBodies(path: string): void {
  const lines: string[] = [];
  for (let at = 0; at < PASSES; at += 1) {
    const entry = randomBytes(64);
    const part = (bytes: number) => randomBytes(bytes).toString('base64url');
    lines.push(
      JSON.stringify({
        entry: entry.toString('base64url'),
        signature: signPss(privateKey, entry),
        envelope: `${part(160)}..${part(12)}.${part(1024)}.${part(16)}`,
      }),
    );
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

async function openVote(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const id = randomUUID();
  const key = JSON.stringify(openHalfOf(privateKey));
  await client.query(
    `INSERT INTO ballots.vote (poll_id, state, entry_key, entry_secret, ballot_key, ballot_secret, protocol_key, protocol_secret, tally_key, tally_by_name,
       tally_at, size) VALUES ($1, 'open', $2, 'x', $2, 'x', $2, 'x', '{}', 'Замер', now(), 1024)`,
    [id, key],
  );
  await client.query(
    'CREATE TABLE IF NOT EXISTS public.pgbench_ballot (id uuid PRIMARY KEY, body text NOT NULL)',
  );
  await client.end();
  return id;
}

const pgbenchScript = `INSERT INTO public.pgbench_ballot (id, body) VALUES (gen_random_uuid(), '${'x'.repeat(1650)}');\n`;

interface Round {
  pgbench: number;
  perSecond: number;
  p99: number;
}

async function runRound(cluster: Cluster, pgbench: string, bodies: string): Promise<Round> {
  const url = await makeDatabase(cluster, 'bench_ballots');
  const site = await startServer(url, { OTKLIK_ONLY: 'web', OTKLIK_POOL: '12' });
  try {
    const id = await openVote(url);
    process.env.LOAD_BODIES = bodies;
    const load = {
      port: site.port,
      script: 'ballot',
      connections: CONNECTIONS,
      path: `/api/open/ballots/${id}/envelopes`,
    } as const;
    // Code is compiled as it runs; what was let in then is not counted.
    process.env.LOAD_FROM = '1';
    const warmed = await runLoad({ ...load, seconds: 2 });
    process.env.LOAD_FROM = String(Math.ceil(warmed.perSecond * 2) + 1000);
    const measured = await runLoad({ ...load, seconds: SECONDS });
    return {
      ...measured,
      pgbench: runPgbench(pgbench, url, pgbenchScript, { clients: CONNECTIONS, seconds: SECONDS }),
    };
  } finally {
    await site.stop();
  }
}

/** Signatures a second: ours, and the operation of RSA alone. */
function measureSigning(): { blind: number; raw: number } {
  const key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const blinded = Buffer.concat([Buffer.of(0), randomBytes(255)]);
  const rate = (act: () => unknown): number => {
    const begun = performance.now();
    for (let at = 0; at < MEASURED; at += 1) act();
    return MEASURED / ((performance.now() - begun) / 1000);
  };
  const raw = () => privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, blinded);
  const blind = () => blindSign(key, blinded);
  const rounds = Array.from({ length: 5 }, () => ({ blind: rate(blind), raw: rate(raw) }));
  return { blind: median(rounds.map((one) => one.blind)), raw: median(rounds.map((one) => one.raw)) };
}

function report(rounds: readonly Round[], signing: { blind: number; raw: number }): string {
  const [pgbench, ballots] = [
    median(rounds.map((one) => one.pgbench)),
    median(rounds.map((one) => one.perSecond)),
  ];
  const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
  const holds = (isTrue: boolean) => (isTrue ? 'да' : '**нет**');
  return [
    '# Тайное голосование',
    '',
    `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. PostgreSQL 17 встроенный, fsync и synchronous_commit включены. ${rounds.length} раундов, медианы. Дата ${new Date().toISOString().slice(0, 10)}.`,
    '',
    row('что', 'в секунду', 'p99, мс'),
    row('---', '---:', '---:'),
    row('pgbench, вставка строки той же длины с ключом', format(pgbench), '–'),
    row('конверты с проверкой пропуска', format(ballots), format(median(rounds.map(({ p99 }) => p99)), 1)),
    row('RSA-2048 без подкладки, node:crypto', format(signing.raw), '–'),
    row('подпись вслепую', format(signing.blind), '–'),
    '',
    row('цель', 'достигнуто', 'выполнено'),
    row('---', '---:', '---'),
    row('конверты ≥ 0,6 × pgbench', `${format(ballots / pgbench, 2)} ×`, holds(ballots >= 0.6 * pgbench)),
    row(
      'подпись вслепую ≥ 0,8 × RSA',
      `${format(signing.blind / signing.raw, 2)} ×`,
      holds(signing.blind >= 0.8 * signing.raw),
    ),
    '',
  ].join('\n');
}

const pgbench = requirePgbench();
const folder = mkdtempSync(join(tmpdir(), 'otklik-ballots-'));
const cluster = await startCluster();
try {
  const bodies = join(folder, 'bodies.txt');
  writeBodies(bodies);
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await runRound(cluster, pgbench, bodies));
    console.log(`раунд ${round + 1} из ${ROUNDS}`);
  }
  const text = report(rounds, measureSigning());
  writeFileSync(join(import.meta.dirname, 'results/ballots.md'), text);
  console.log(text);
} finally {
  rmSync(folder, { recursive: true, force: true });
  await cluster.stop();
}
