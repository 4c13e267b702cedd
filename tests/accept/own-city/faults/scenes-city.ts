import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../../../server/lib/config.ts';
import { seal } from '../../../../server/lib/seal/sealed.ts';
import { startHttpService } from '../../../support/letters/letter-servers.ts';
import { root } from '../../run-program.ts';
import { askDoctor } from './doctor.ts';
import { copyPerson } from './furnish.ts';
import type { cityFaults } from './list-city.ts';
import { asked, bySql, changedJson, live, ruined, type Scene, seeing } from './scene.ts';
import { pause, type Site, until } from './site.ts';
import type { World } from './towns.ts';

const readJson = (path: string) => (): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<string, unknown>;

const CALENDAR = 'packs/base/calendar/ru-2019-2027.json';

/** The program came without the next year, and nobody has loaded it. */
const withoutCalendar: Scene = async (world) => {
  const { town } = world;
  const { rows } = await town.ask(
    'DELETE FROM deadlines.calendar_year RETURNING year, data, source, saved_at',
  );
  const cut = changedJson(world, CALENDAR, readJson(CALENDAR), (pack) =>
    Object.assign({}, pack, {
      validTo: `${new Date().getFullYear()}-12-31`,
      years: (pack.years as { year: number }[]).filter(({ year }) => year <= new Date().getFullYear()),
    }),
  );
  try {
    return await askDoctor(town, { before: seeing([cut]) });
  } finally {
    for (const { year, data, source, saved_at: at } of rows)
      await town.ask(
        'INSERT INTO deadlines.calendar_year (year, data, source, saved_at) VALUES ($1, $2, $3, $4)',
        [year, JSON.stringify(data), source, at],
      );
  }
};

const ENDING = 'packs/pages/memorable-days';

function endedPack(world: World): [string, string] {
  const name = readdirSync(join(root, ENDING)).find((one) => one.endsWith('.json')) ?? '';
  const path = `${ENDING}/${name}`;
  return changedJson(world, path, readJson(path), (pack) =>
    Object.assign({}, pack, {
      versions: (pack.versions as object[]).map((one) => Object.assign({}, one, { validTo: '2026-01-31' })),
    }),
  );
}

const somebody = "SELECT id FROM identity.person WHERE staff_email = 'first@city.example'";
const dutyOf = (person: string, from: string, to: string) =>
  `INSERT INTO clocks.duty (id, person_id, from_at, to_at, made_at, made_by_name)
   SELECT gen_random_uuid(), (${person}), now() + interval '${from}', now() + interval '${to}', now(), 'т'`;
const noDuty = 'DELETE FROM clocks.duty';

/** Somebody who worked here and does not any more stands on the roster. */
const dutyOfGone = live({
  async make({ town }) {
    const id = await copyPerson(town, 'third@city.example', { is_active: false });
    await town.ask(dutyOf(`SELECT '${id}'::uuid`, '-9 days', '9 days'));
  },
  async heal({ town }) {
    await town.ask(noDuty);
    await town.ask("DELETE FROM identity.person WHERE staff_email = 'third@city.example'");
  },
});

const active = (is: boolean, who: string) =>
  `UPDATE identity.person SET is_active = ${is} WHERE kind = 'staff' AND ${who}`;
const second = "staff_email = 'second@city.example'";
const factorsOf = (who: string, is: string) =>
  `UPDATE identity.totp SET confirmed_at = ${is} WHERE person_id IN (SELECT id FROM identity.person WHERE ${who})`;

const page = (town: Site, id: string, baseUrl: string) =>
  town.ask(
    `INSERT INTO networks.page (id, network, external_id, title, is_own, next_pull_at, created_at, created_by_name, base_url)
     VALUES ($1, 'vk', '1', 'Администрация', true, now(), now(), 'т', $2)`,
    [id, baseUrl],
  );
const dropPages = async ({ town }: World) => {
  await town.ask('DELETE FROM graphile_worker._private_jobs WHERE attempts > 0 AND locked_at IS NULL');
  await town.ask('DELETE FROM networks.page_key');
  await town.ask('DELETE FROM networks.page');
};
const pulled = (town: Site) => async (): Promise<boolean> =>
  (await town.ask("SELECT 1 FROM networks.page WHERE trouble <> '' OR failures > 0")).rows.length > 0;

/** A page of the city in a network that says the key is withdrawn. */
const refusedPage = live({
  async make({ town }) {
    const network = await startHttpService();
    network.answer = {
      status: 200,
      body: '{"error":{"error_code":5,"error_msg":"User authorization failed: access_token was revoked"}}',
      headers: { 'content-type': 'application/json' },
    };
    const id = randomUUID();
    const place = `networks.page_key:${id}:token`;
    const config = readConfig({ DATABASE_URL: 'postgres://nobody', OTKLIK_DATA: town.data });
    await page(town, id, network.url);
    await town.ask(
      `INSERT INTO networks.page_key (page_id, name, sealed, place, entered_at, entered_by_name) VALUES ($1, 'token', $2, $3, now(), 'т')`,
      [id, seal(config, place, 'отозван'), place],
    );
    await town.ask(`SELECT graphile_worker.add_job('networks.pull-due', '{}')`);
    await until('отказ сети', 40, pulled(town)).finally(() => network.close());
  },
  heal: dropPages,
});

const keylessPage = live({
  async make({ town }) {
    await page(town, randomUUID(), 'http://127.0.0.1:9');
    await town.ask(`SELECT graphile_worker.add_job('networks.pull-due', '{}')`);
    await until('чтение страницы', 40, pulled(town)).catch(() => {});
  },
  heal: dropPages,
});

/** As the owner of the tables may: the guard of what is only added to is taken off and put back. */
async function pastGuard(town: Site, table: string, text: string): Promise<void> {
  await town.ask(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  await town.ask(text).finally(() => town.ask(`ALTER TABLE ${table} ENABLE TRIGGER USER`));
}
const oneRecord = 'seq = (SELECT min(seq) + 1 FROM audit.record)';
const rewritten =
  (back: boolean) =>
  ({ town }: World) =>
    pastGuard(
      town,
      'audit.record',
      `UPDATE audit.record SET payload = ${back ? "replace(payload, 'zzz', '\"at\"')" : "replace(payload, '\"at\"', 'zzz')"} WHERE ${oneRecord}`,
    );

const moved = (pathOf: (world: World) => string) =>
  live({
    make: (world) => renameSync(pathOf(world), `${pathOf(world)}.away`),
    heal: (world) => {
      rmSync(pathOf(world), { recursive: true, force: true });
      renameSync(`${pathOf(world)}.away`, pathOf(world));
    },
  });

/** The process of the keeper of copies of this installation. */
function findKeeper({ data }: Site): number {
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/u.test(one)))
    try {
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8');
      const env = readFileSync(`/proc/${name}/environ`, 'utf8');
      if (command.includes('keeper.ts') && env.includes(`OTKLIK_DATA=${data}\0`)) return Number(name);
    } catch {
      // Gone meanwhile.
    }
  throw new Error('Хранителя копий нет');
}

/** A program just begun opens its folder of copies within half a minute; a fault comes to one that has worked for long. */
const waitOpen = ({ ask }: Site): Promise<void> =>
  until('хранитель открыл папку копий', 120, async () => {
    const { rows } = await ask("SELECT 1 FROM backups.state WHERE (facts->>'isOpen')::boolean");
    return rows.length > 0;
  });

/** The keeper hangs, and what it has said last is changed. */
const hanging =
  (change: string): Scene =>
  async ({ town }) => {
    await waitOpen(town);
    const keeper = findKeeper(town);
    process.kill(keeper, 'SIGSTOP');
    try {
      await town.ask(`UPDATE backups.state SET ${change}`);
      return await askDoctor(town);
    } finally {
      process.kill(keeper, 'SIGCONT');
      await pause(25_000);
    }
  };

/** Begun again with other settings of copies; the command is told the same. */
const restarted =
  (env: Record<string, string>, wait: number): Scene =>
  async ({ town }) => {
    await town.stop();
    await town.start({ env });
    try {
      if (env.OTKLIK_BACKUP_TO === '') await town.ask('DELETE FROM backups.state');
      await pause(wait * 1000);
      return await askDoctor(town, { env });
    } finally {
      await town.renew();
    }
  };

/** A byte of the largest file of the last copy is turned over; then the copy is checked, as each night. */
const damagedCopy = ruined(async ({ town, copies }) => {
  await waitOpen(town);
  const files = execFileSync('find', [join(copies, 'base'), '-type', 'f'], { encoding: 'utf8' })
    .trim()
    .split('\n');
  const largest = files.toSorted((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';
  const at = Math.floor(statSync(largest).size / 2);
  const was = readFileSync(largest)[at] ?? 0;
  const file = openSync(largest, 'r+');
  writeSync(file, Buffer.from([was ^ 0xff]), 0, 1, at);
  closeSync(file);
  await town.ask("INSERT INTO backups.request (kind, asked_at, asked_by) VALUES ('check', now(), 'т')");
  await until('проверка копии', 120, async () => {
    const { rows } = await town.ask(
      "SELECT 1 FROM backups.run WHERE kind = 'check' AND outcome <> 'running'",
    );
    return rows.length > 0;
  });
});

/** The disk of copies is taken away: its folder is there no more. */
const goneCopies = ruined(async ({ copies, town }) => {
  await waitOpen(town);
  renameSync(copies, `${copies}.away`);
  writeFileSync(copies, '');
  await town.ask('SELECT 1');
  await pause(90_000);
  rmSync(copies);
  renameSync(`${copies}.away`, copies);
});

const sameDisk: Scene = async (world) => {
  const copies = mkdtempSync(join(world.folder, 'copies-'));
  return restarted({ OTKLIK_BACKUP_TO: copies }, 60)(world);
};

const changedFile: Scene = async ({ town, file }) => {
  const was = readFileSync(file);
  writeFileSync(file, Buffer.alloc(was.length, 'x'));
  try {
    return await askDoctor(town);
  } finally {
    writeFileSync(file, was);
  }
};

const machineKey = `INSERT INTO machines.key (id, title, prefix, key_hash, scopes, per_minute, expires_on, created_at, created_by, created_by_name, last_used_at)
  SELECT gen_random_uuid(), 'Витрина', 'otk_abcdef', 'x', '{cases.read}', 60, (now() + interval '7 days')::date, now(), id, 'т', now()
  FROM identity.person WHERE kind = 'staff' LIMIT 1`;

export const cityScenes: Record<keyof typeof cityFaults, Scene> = {
  'calendar-missing': withoutCalendar,
  'pack-ended': live({ question: (world) => ({ before: seeing([endedPack(world)]) }) }),
  'duty-gap': bySql(dutyOf(somebody, '-9 days', '1 day'), noDuty),
  'duty-nobody': dutyOfGone,
  'topic-unassigned': bySql(
    'UPDATE cases.routing_rule SET is_on = false',
    'UPDATE cases.routing_rule SET is_on = true',
  ),
  'one-administrator': bySql(active(false, second), active(true, second)),
  'no-administrator': bySql(active(false, 'true'), active(true, 'true')),
  'no-second-factor': bySql(factorsOf('true', 'NULL'), factorsOf('true', 'created_at')),
  'half-second-factor': bySql(factorsOf(second, 'NULL'), factorsOf(second, 'created_at')),
  'key-ending': bySql(machineKey, 'DELETE FROM machines.key'),
  'page-refused': refusedPage,
  'page-no-token': keylessPage,
  'demo-inside': bySql(
    "INSERT INTO lib.setting (name, value) VALUES ('demo', '{}')",
    "DELETE FROM lib.setting WHERE name = 'demo'",
  ),
  'record-changed': live({ make: rewritten(false), heal: rewritten(true) }),
  'sheet-lost': moved(({ town }) => join(town.data, 'day-roots')),
  'days-open': ruined(({ town }) => pastGuard(town, 'audit.day_root', 'DELETE FROM audit.day_root')),
  'roots-untold': asked({ env: { OTKLIK_RECORD_LETTERS: '' } }),
  'file-lost': moved(({ file }) => file),
  'file-changed': changedFile,
  'copies-off': restarted({ OTKLIK_BACKUP_TO: '', OTKLIK_BACKUP_PASSPHRASE: '' }, 1),
  'copies-passphrase': restarted({ OTKLIK_BACKUP_PASSPHRASE: '' }, 90),
  'copies-short-passphrase': restarted({ OTKLIK_BACKUP_PASSPHRASE: 'коротко' }, 90),
  'copies-gone': goneCopies,
  'copies-damaged': damagedCopy,
  'copies-old': hanging(
    `told_at = now(), facts = jsonb_set(facts::jsonb, '{spans}', jsonb_build_array(jsonb_build_object(
      'from', extract(epoch FROM now() - interval '5 days') * 1000, 'to', extract(epoch FROM now() - interval '3 days') * 1000)))`,
  ),
  'copies-same-disk': sameDisk,
  'keeper-dead': hanging("told_at = now() - interval '10 minutes'"),
};
