import { formatDateTime } from '../shared/text/dates.ts';
import { admitOnlooker, issueSetupCode, listDemoSignIns } from './base/identity/index.ts';
import { readCity } from './lib/city.ts';
import { isRecordProtected } from './lib/database/accounts.ts';
import { runMutation, type Services } from './lib/module/unit-of-work.ts';

/** Columns of text, each as wide as its widest cell. */
function alignColumns(rows: string[][]): string[] {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? '')].length))) ?? [];
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('   ')
      .trimEnd(),
  );
}

async function describeDemo(services: Services): Promise<string[]> {
  const signIns = await listDemoSignIns(services.database);
  if (signIns.length === 0) return [];
  const table = alignColumns(signIns.map(({ roleTitle, name, email }) => [roleTitle, name, email]));
  return [
    'Демонстрация: город и люди вымышлены. Войти можно под любой ролью:',
    '',
    ...table.map((line) => `  ${line}`),
    '',
    `Пароль у всех один: ${signIns[0]?.password}`,
    'Коды и письма жителям видны на странице /outbox',
  ];
}

const caller = { actor: { kind: 'system', name: 'start' }, requestId: 'greeting', ip: '' } as const;

async function describeFirstStart(services: Services, site: string): Promise<string[]> {
  const code = await runMutation(services, caller, issueSetupCode);
  if (!code) return [];
  return [
    'Система пуста. Первый администратор заводит себя по ссылке, она годится один раз и неделю:',
    '',
    `  ${site}/staff/setup#${code}`,
    '',
    `Код в ней одноразовый, его можно и вписать на странице «Первый запуск»: ${code}`,
  ];
}

async function describeAsItWas(services: Services, asOf: Date, address: string): Promise<string[]> {
  const link = await runMutation(services, caller, admitOnlooker);
  return [
    `Это город, каким он был ${formatDateTime(asOf, readCity(services.config).zone)}: его смотрят, изменить в нём ничего нельзя.`,
    'Задайте пароль по ссылке (она на один раз) и войдёте проверяющим: дела и показатели без личных данных, журнал.',
    '',
    `  ${address}${link}`,
    '',
    'Остановить: Ctrl+C. Копия, из которой он поднят, удалится.',
  ];
}

async function describeRecord({ database }: Services): Promise<string[]> {
  if (await isRecordProtected(database)) return [];
  return [
    'Журнал не защищён от своего сервера: он работает под учётной записью, которая может менять таблицы.',
    'Назовите владельца таблиц в DATABASE_OWNER_URL, а для DATABASE_URL сделайте запись без прав (docs/security.md).',
  ];
}

/** Says on the console where the system is and how to get in, once it listens. Goes past the log: it holds a code. */
export async function greet(services: Services, address: string): Promise<void> {
  const { asOf, isDemo } = services.config;
  const site = services.config.publicUrl || address;
  const more =
    asOf === null
      ? await (isDemo ? describeDemo(services) : describeFirstStart(services, site))
      : await describeAsItWas(services, asOf, address);
  const unprotected = await describeRecord(services);
  const lines = [
    `Отклик открыт: ${site}`,
    ...(more.length > 0 ? ['', ...more] : []),
    ...(unprotected.length > 0 ? ['', ...unprotected] : []),
  ];
  console.log(`\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n`);
}
