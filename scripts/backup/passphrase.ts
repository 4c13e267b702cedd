import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { BackupRefusal } from './refusal.ts';

/** Asks on the terminal; what is typed is not shown. */
function ask(question: string): Promise<string> {
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  process.stderr.write(question);
  return new Promise((resolve, reject) => {
    lines.once('SIGINT', () => {
      lines.close();
      reject(new BackupRefusal('Прервано.'));
    });
    lines.question('', (words) => {
      lines.close();
      process.stderr.write('\n');
      resolve(words);
    });
  });
}

/** The passphrase of OTKLIK_BACKUP_PASSPHRASE, or typed. A new place is asked for it twice. */
export async function readPassphrase(isNew: boolean): Promise<string> {
  const given = process.env.OTKLIK_BACKUP_PASSPHRASE;
  if (given) return given;
  if (!process.stdin.isTTY)
    throw new BackupRefusal('Не задан пароль копий. Назовите его в переменной OTKLIK_BACKUP_PASSPHRASE.');
  const words = await ask('Пароль копий: ');
  if (isNew && (await ask('Ещё раз: ')) !== words) throw new BackupRefusal('Пароли разные: повторите.');
  return words;
}
