import { errorCode } from '../../server/lib/error-code.ts';

/** A sentence for who looks after the installation: what is wrong and what to do. Exit code 1. */
export class BackupRefusal extends Error {}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'на диске кончилось место. Освободите его или укажите папку на другом диске и повторите',
  EDQUOT: 'кончилось отведённое место. Увеличьте его или укажите папку на другом диске и повторите',
  EACCES: 'папка закрыта для этой учётной записи. Откройте её или запустите от другой записи',
  EPERM: 'папка принадлежит другой учётной записи. Откройте её или запустите от другой записи',
  EROFS: 'диск открыт только для чтения. Подключите его для записи или укажите другую папку',
  ENOENT: 'папки нет. Диск отключён? Подключите его или укажите другую папку',
  EIO: 'диск отвечает ошибкой. Проверьте его и укажите другую папку',
  ENOTDIR: 'на месте папки лежит файл. Укажите другую папку',
  ECONNREFUSED: 'база данных не отвечает. Запустите Отклик и повторите',
  ECONNRESET: 'база данных прервала связь. Посмотрите, работает ли Отклик, и повторите',
  '57P01': 'база данных остановлена. Запустите Отклик и повторите',
  '57P03': 'база данных ещё запускается. Подождите минуту и повторите',
  '28P01': 'база данных не приняла пароль копирования. Перезапустите Отклик и повторите',
  '28000': 'у базы данных ещё нет записи для копирования. Перезапустите Отклик и повторите',
};

/** The sentence of a failure: of a refusal its own words, of the system's a reason with its cure. */
export function describeFailure(error: unknown, place: string): string {
  if (error instanceof BackupRefusal) return error.message;
  const reason = reasons[String(errorCode(error))];
  const words = error instanceof Error ? error.message : String(error);
  return reason ? `${place}: ${reason}. (${words})` : words;
}
