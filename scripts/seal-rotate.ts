import { mkdirSync, realpathSync } from 'node:fs';
import { sealedProviders, sealedSessions, sealedTotp } from '../server/base/identity/index.ts';
import { sealedPageKeys } from '../server/base/networks/index.ts';
import { sealedChannels } from '../server/base/outbox/index.ts';
import { type Config, readConfig } from '../server/lib/config.ts';
import { openDatabase, openPool } from '../server/lib/database/db.ts';
import { reseal } from '../server/lib/seal/reseal.ts';
import { changeKeyFile, forgetKeyFile } from '../server/lib/seal/seal-keys.ts';
import { sealedHelper } from '../server/messages/helper/index.ts';
import { sealedCabinetSecrets } from '../server/pages/gospubliki/index.ts';
import { sealedBallotKeys } from '../server/participation/ballots/index.ts';
import { openAccount } from './account/act.mjs';

const help = `Меняет ключ, под которым хранятся секреты, и запечатывает их заново.

  DATABASE_URL=postgres://… OTKLIK_DATA=папка npm run seal:rotate
      новый ключ в папке данных; прежний остаётся рядом, в seal-keys-old
  DATABASE_URL=… OTKLIK_SEAL_KEY=новый OTKLIK_SEAL_KEYS_OLD=прежний npm run seal:rotate
      ключи хранит оператор: секреты запечатываются новым
  … npm run seal:rotate -- --forget
      удалить прежние ключи папки данных, если ими ничего не запечатано

Сервер при этом может работать: прежние ключи он читает, новый узнаёт сам.
Код выхода: 0 — сделано, 1 — часть секретов не открылась, 2 — не удалось.
`;

async function main(args: string[]): Promise<number> {
  if (args.includes('--help') || !process.env.DATABASE_URL) {
    console.log(help);
    return args.includes('--help') ? 0 : 2;
  }
  const config = readConfig();
  const isForgetting = args.includes('--forget');
  if (config.sealKey) return rotate(config, isForgetting);
  mkdirSync(config.dataDir, { recursive: true });
  // A running server reads the new key at once, so it is never root's, not for a moment.
  return openAccount(realpathSync(config.dataDir)).act(() => rotate(config, isForgetting));
}

async function rotate(config: Config, isForgetting: boolean): Promise<number> {
  if (!config.sealKey && !isForgetting) changeKeyFile(config.dataDir);
  const pool = openPool(config.databaseUrl, 1);
  try {
    const done = await openDatabase(pool)
      .transaction()
      .execute((db) =>
        reseal(db, config, [
          sealedTotp,
          sealedProviders,
          sealedSessions,
          sealedChannels,
          sealedHelper,
          sealedPageKeys,
          sealedCabinetSecrets,
          ...sealedBallotKeys,
        ]),
      );
    for (const { table, resealed, lost } of done)
      console.log(`${table}: запечатано заново ${resealed}${lost > 0 ? `, не открылось ${lost}` : ''}`);
    if (done.some(({ lost }) => lost > 0)) {
      console.error('Часть секретов запечатана ключом, которого здесь нет: прежние ключи оставлены.');
      return 1;
    }
    if (isForgetting && !config.sealKey) forgetKeyFile(config.dataDir);
    return 0;
  } catch (error) {
    console.error(`Сменить ключ не удалось: ${(error as Error).message}`);
    return 2;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main(process.argv.slice(2));
