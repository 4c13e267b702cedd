import { mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { choosePlace } from '../../postgres/account.mjs';
import { projectRoot } from '../../support/places.mjs';
import { cityZone, readCityFacts } from '../city-facts.ts';
import { settleKeyring } from '../keyring.ts';
import { BackupRefusal, describeFailure } from '../refusal.ts';
import { takeBackup } from '../take.ts';
import { serverUrl } from './report.ts';

/** A copy before the program changes the database: run by `npm start`, with the settings of the keeper. */

const data = process.env.OTKLIK_DATA ?? '';
const to = process.env.OTKLIK_BACKUP_TO ?? '';

async function copy(): Promise<void> {
  const url = serverUrl(choosePlace(join(data, 'postgres')));
  if (url === null) return;
  const facts = await readCityFacts(url);
  const last = readdirSync(join(projectRoot, 'migrations')).sort().at(-1) ?? '';
  // Nothing is changed, or nothing is there yet.
  if (facts.migration === '' || facts.migration >= last) return;
  const passphrase = process.env.OTKLIK_BACKUP_PASSPHRASE;
  if (!passphrase) throw new BackupRefusal('не задан пароль копий (OTKLIK_BACKUP_PASSPHRASE)');
  console.log('· новая версия меняет базу, сначала снимаю копию');
  mkdirSync(to, { recursive: true });
  const place = realpathSync(to);
  const keyring = await settleKeyring(place, passphrase);
  const { manifest } = await takeBackup({ place, keyring, data, zone: cityZone(facts), facts, rate: null });
  console.log(`· копия до изменения базы: ${join(place, 'base', manifest.id)}`);
}

try {
  await copy();
} catch (error) {
  console.error(`Копия до изменения базы не снята: ${describeFailure(error, to)}`);
  process.exitCode = 1;
}
