import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { findFreePort } from '../../../../scripts/support/ports.mjs';
import { startHttpService } from '../../../support/letters/letter-servers.ts';
import { askDoctor, type Said, type SaidTrouble } from './doctor.ts';
import { MAIL_PASSWORD, mailSettings, setChannel } from './furnish.ts';
import type { serviceFaults } from './list-service.ts';
import { asked, bySql, live, type Scene } from './scene.ts';
import { makeSite, pause, type Site, until } from './site.ts';
import { movedClock, type World } from './towns.ts';

const dropJobs = ({ town }: World) =>
  town.ask("DELETE FROM graphile_worker._private_jobs WHERE payload::text LIKE '%wrong%' OR key IS NULL");

/** A job whose content cannot be read fails each time it is tried. */
const failing = (most: number, tries: number) =>
  live({
    async make({ town }) {
      const { rows } = await town.ask(
        `SELECT (graphile_worker.add_job('outbox.send', '{"id":"wrong"}', max_attempts := $1)).id`,
        [most],
      );
      const where = `WHERE id = ${rows[0].id}`;
      for (let at = 1; at <= tries; at += 1) {
        await until(`попытка ${at}`, 30, async () => {
          const { rows: jobs } = await town.ask(
            `SELECT attempts FROM graphile_worker._private_jobs ${where}`,
          );
          return jobs[0].attempts >= at;
        });
        if (at < tries) await town.ask(`UPDATE graphile_worker._private_jobs SET run_at = now() ${where}`);
      }
      await pause(1000);
    },
    heal: dropJobs,
  });

/** Pages alone are begun, and twenty minutes go by. */
const withoutWorker: Scene = async ({ town }) => {
  await town.stop();
  await town.start({ args: ['--only', 'web'] });
  try {
    await town.ask(
      "UPDATE graphile_worker._private_known_crontabs SET last_execution = now() - interval '20 minutes'",
    );
    await town.ask('UPDATE backups.state SET told_at = now()');
    return await askDoctor(town);
  } finally {
    await town.ask('UPDATE graphile_worker._private_known_crontabs SET last_execution = now()');
    await town.stop();
    await town.start();
  }
};

/** Background work apart from the pages hangs, its queue grows old, and twenty minutes later somebody asks. */
const hangingWorker: Scene = async ({ town }) => {
  await town.stop();
  await town.start({ args: ['--only', 'web'] });
  const worker = makeSite({ data: town.data, port: town.port, env: town.env, log: '/dev/null' }, []);
  await worker.start({ args: ['--only', 'worker'] });
  let pid = 0;
  try {
    await until('работа по часам', 60, async () => {
      const { rows } = await town.ask(
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND classid = 398202108 AND granted",
      );
      return rows.length > 0;
    });
    await pause(3000);
    pid = (JSON.parse(readFileSync(join(town.data, 'server-worker.pid'), 'utf8')) as { pid: number }).pid;
    process.kill(pid, 'SIGSTOP');
    await town.ask(
      "SELECT graphile_worker.add_job('health.watch', '{}', run_at := now() - interval '1 hour') FROM generate_series(1, 12)",
    );
    // Background work that has only just begun is given its time, so the one who asks has the later clock.
    await town.ask(
      "UPDATE graphile_worker._private_known_crontabs SET last_execution = now() + interval '20 minutes'",
    );
    await town.ask("UPDATE backups.state SET told_at = now() + interval '20 minutes'");
    return await askDoctor(town, { env: movedClock(1 / 3) });
  } finally {
    if (pid) process.kill(pid, 'SIGCONT');
    await worker.stop();
    await town.ask('UPDATE graphile_worker._private_known_crontabs SET last_execution = now()');
    await town.stop();
    await town.start();
  }
};

/** A letter of the program goes out by a channel as it is set, or does not. */
async function tryLetter(town: Site, channel: string, recipient: string): Promise<void> {
  await town.ask(
    `INSERT INTO outbox.letter (id, channel, recipient, text, purpose, state, attempts, reason, created_at, state_at)
     VALUES (gen_random_uuid(), $1, $2, 'Проба', 'test', 'queued', 0, '', now(), now())`,
    [channel, recipient],
  );
  await town.ask(`SELECT graphile_worker.add_job('outbox.deliver', '{}')`);
  await until('попытка письма', 60, async () => {
    const { rows } = await town.ask(
      "SELECT 1 FROM outbox.letter WHERE purpose = 'test' AND (attempts > 0 OR state <> 'queued')",
    );
    return rows.length > 0;
  });
}

async function healMail({ town, cookie, mail }: World): Promise<void> {
  await town.ask('DELETE FROM graphile_worker._private_jobs WHERE attempts > 0 AND locked_at IS NULL');
  await town.ask("DELETE FROM outbox.letter WHERE purpose = 'test'");
  await town.ask("DELETE FROM outbox.channel_setting WHERE channel <> 'email'");
  await setChannel(town, cookie, 'email', {
    settings: mailSettings(mail.port),
    secret: MAIL_PASSWORD,
    isActive: true,
  });
}

/** Mail that was set and worked goes no more. */
const mailWith = (more: (world: World) => Promise<{ settings?: object; secret?: string }>) =>
  live({
    async make(world) {
      const { town, cookie, mail } = world;
      const { settings = {}, secret = MAIL_PASSWORD } = await more(world);
      await setChannel(town, cookie, 'email', {
        settings: mailSettings(mail.port, settings),
        secret,
        isActive: true,
      });
      await tryLetter(town, 'email', 'resident@city.example');
    },
    heal: healMail,
  });

async function startExpiredMail({ authority }: World): Promise<number> {
  const server = new SMTPServer(
    Object.assign({ secure: true, authOptional: true, logger: false }, authority.issue(-1)),
  );
  server.on('error', () => {});
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  server.server.unref();
  return (server.server.address() as AddressInfo).port;
}

const deadToken = live({
  async make({ town, cookie }) {
    const max = await startHttpService();
    max.answer = { status: 401, body: '{"code":"verify.token","message":"Invalid access_token"}' };
    await setChannel(town, cookie, 'max', {
      settings: { baseUrl: max.url, mayBePrivate: true },
      secret: 'отозван',
      isActive: true,
    });
    await tryLetter(town, 'max', '12345').finally(() => max.close());
  },
  heal: healMail,
});

const smsOff = live({
  make: ({ town }) =>
    town.ask(
      `INSERT INTO outbox.letter (id, channel, recipient, text, purpose, state, attempts, reason, created_at, state_at)
       VALUES (gen_random_uuid(), 'sms', '+79000000001', 'Проба', 'test', 'held', 0, '', now(), now())`,
    ),
  heal: healMail,
});

const certificateOf = (days: number) =>
  live({
    make: ({ proxy, authority }) => proxy.show(authority.issue(days)),
    heal: ({ proxy, authority }) => proxy.show(authority.issue(60)),
  });

/** A proxy on another machine brings people, and nobody has named it: the running server alone sees that. */
const unnamedProxy: Scene = async ({ town, cookie }) => {
  const outer = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ internal, family }) => !internal && family === 'IPv4');
  if (!outer) return null;
  await town.stop();
  await town.start({ env: { HOST: '0.0.0.0' } });
  try {
    for (let at = 0; at < 60; at += 1)
      await fetch(`http://${outer.address}:${town.port}/healthz`, {
        headers: { 'x-forwarded-for': `198.51.100.${at}` },
      });
    const begun = Date.now();
    const reply = await fetch(`http://127.0.0.1:${town.port}/api/health`, { headers: { cookie } });
    const { troubles } = (await reply.json()) as { troubles?: SaidTrouble[] };
    const said: Said = {
      troubles: troubles ?? [],
      ms: Date.now() - begun,
      text: troubles ? '' : `${reply.status}`,
    };
    return said;
  } finally {
    await town.stop();
    await town.start();
  }
};

const url = (text: string) => asked({ env: { OTKLIK_URL: text } });

export const serviceScenes: Record<keyof typeof serviceFaults, Scene> = {
  'no-worker': withoutWorker,
  'queue-standing': hangingWorker,
  'job-given-up': failing(1, 1),
  'job-failing': failing(25, 4),
  'no-mail': bySql(
    'UPDATE outbox.channel_setting SET is_active = false',
    'UPDATE outbox.channel_setting SET is_active = true',
  ),
  'mail-refused': mailWith(async () => ({ settings: { port: await findFreePort(2600) } })),
  'mail-password': mailWith(async () => ({ secret: 'прежний' })),
  'mail-certificate': mailWith(async (world) => ({
    settings: { port: await startExpiredMail(world), security: 'tls' },
  })),
  'mail-unknown': mailWith(async () => ({ settings: { host: 'smtp.town.invalid' } })),
  'max-token': deadToken,
  'sms-off': smsOff,
  'url-missing': url(''),
  'url-plain': url('http://otklik.town.invalid'),
  'url-broken': url('otklik.town.invalid'),
  'url-foreign': live({
    make: ({ proxy }) => {
      proxy.target = 0;
    },
    heal: ({ proxy, town }) => {
      proxy.target = town.port;
    },
  }),
  'url-dead': live({ make: ({ proxy }) => proxy.listen(false), heal: ({ proxy }) => proxy.listen(true) }),
  'certificate-ending': certificateOf(5),
  'certificate-expired': certificateOf(-1),
  'proxy-small-body': live({
    make: ({ proxy }) => {
      proxy.largest = 1_000_000;
    },
    heal: ({ proxy }) => {
      proxy.largest = 200_000_000;
    },
  }),
  'proxy-unnamed': unnamedProxy,
  'setting-misspelt': asked({ env: { OTKLIK_TRUSTED_PROXY: '10.0.0.5' } }),
  'setting-wrong': asked({ env: { OTKLIK_POOL: 'много' } }),
  'city-unknown': asked({ env: { OTKLIK_CITY: 'atlantis' } }),
};
