import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { errorCode } from '../../server/lib/error-code.ts';
import type { AgeKeys } from './age-stream.ts';
import { writeNew } from './durable.ts';
import { BackupRefusal } from './refusal.ts';
import { describeUnopened } from './unopened.ts';

/** What opens a place of backups and proves that what lies there is ours. */
export interface Keyring extends AgeKeys {
  macKey: Buffer;
}

/** The keys of a place, sealed by the passphrase: `age -d key.age` prints them. */
export const KEY_FILE = 'key.age';
const MAC_LINE = '# otklik-mac ';
const SHORTEST = 12;

/** How slow a guess of the passphrase is: 2^18 rounds of scrypt, a second; tests take fewer. */
const workFactor = (): number => Number(process.env.OTKLIK_BACKUP_WORK ?? 18);

/** Keys of a new place. */
export async function makeKeyring(): Promise<Keyring> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity), macKey: randomBytes(32) };
}

async function sealKeyring(keyring: Keyring, passphrase: string): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor());
  // Read by `age -i` as it is: a line of comment is no key to it.
  return encrypter.encrypt(`${MAC_LINE}${keyring.macKey.toString('base64url')}\n${keyring.identity}\n`);
}

/** Throws where the passphrase opens nothing, or the file is not what was sealed. */
async function unsealKeyring(sealed: Uint8Array, passphrase: string): Promise<Keyring> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const lines = (await decrypter.decrypt(sealed, 'text')).split('\n');
  const identity = lines.find((line) => line.startsWith('AGE-SECRET-KEY-1')) ?? '';
  const mac = lines.find((line) => line.startsWith(MAC_LINE))?.slice(MAC_LINE.length) ?? '';
  const macKey = Buffer.from(mac, 'base64url');
  if (macKey.length !== 32) throw new Error('нет ключа проверки');
  return { identity, recipient: await identityToRecipient(identity), macKey };
}

function readKeyFile(place: string): Buffer | null {
  try {
    return readFileSync(join(place, KEY_FILE));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Opens the keys of a place of backups that is there. */
export async function openKeyring(place: string, passphrase: string): Promise<Keyring> {
  const sealed = readKeyFile(place);
  if (!sealed)
    throw new BackupRefusal(
      `В папке ${place} нет файла ${KEY_FILE}: без него из этих копий не откроется ничего — ни база, ни файлы, ни ключи. ` +
        `Не откроются: ${describeUnopened(place)}. Это точно папка копий? Верните файл на место, если он лежит отдельно.`,
    );
  try {
    return await unsealKeyring(sealed, passphrase);
  } catch {
    throw new BackupRefusal(
      `Файл ${join(place, KEY_FILE)} этим паролем не открылся: пароль не тот или файл изменён. ` +
        `Без него не откроется ничего: ни база, ни файлы, ни ключи. Закрыты: ${describeUnopened(place)}.`,
    );
  }
}

/**
 * Opens the keys of a place, or makes them where it is new. Several may come to a new one at once (the keeper, a copy by hand): whose keys
 * lie there first are everybody's.
 */
export async function settleKeyring(place: string, passphrase: string): Promise<Keyring> {
  if (readKeyFile(place)) return openKeyring(place, passphrase);
  if (passphrase.length < SHORTEST)
    throw new BackupRefusal(
      `Пароль копий короче ${SHORTEST} знаков: задайте длиннее, например четыре слова.`,
    );
  const keyring = await makeKeyring();
  writeNew(join(place, KEY_FILE), Buffer.from(await sealKeyring(keyring, passphrase)));
  // What the disk holds is what will be there in need.
  return openKeyring(place, passphrase);
}

/** What is written beside a thing to know it again: of `context`, where it lies, and of its SHA-256 in hex. */
export const macOf = ({ macKey }: Pick<Keyring, 'macKey'>, context: string, sha256: string): string =>
  createHmac('sha256', macKey).update(`${context}\n${sha256}`).digest('hex').slice(0, 32);
