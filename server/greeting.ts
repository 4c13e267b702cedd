import { issueSetupCode, listDemoSignIns } from './base/identity/index.ts';
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

async function describeFirstStart(services: Services): Promise<string[]> {
  const code = await runMutation(
    services,
    { actor: { kind: 'system', name: 'start' }, requestId: 'greeting', ip: '' },
    issueSetupCode,
  );
  if (!code) return [];
  return ['Система пуста. Первый посетитель станет администратором по одноразовому коду:', '', `  ${code}`];
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
  const more = services.config.isDemo ? await describeDemo(services) : await describeFirstStart(services);
  const unprotected = await describeRecord(services);
  const lines = [
    `Отклик открыт: ${services.config.publicUrl || address}`,
    ...(more.length > 0 ? ['', ...more] : []),
    ...(unprotected.length > 0 ? ['', ...unprotected] : []),
  ];
  console.log(`\n${lines.map((line) => (line ? `  ${line}` : '')).join('\n')}\n`);
}
