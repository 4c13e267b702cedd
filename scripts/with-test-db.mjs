// Runs a command with the addresses of the test cluster: node scripts/with-test-db.mjs -- npx vitest run PATH
import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { ensureInstalled } from './install.mjs';
import { ensureNode24 } from './node24.mjs';

await ensureNode24(import.meta.url);

const { dropTestCluster, joinTestCluster, keepTestCluster } = await import('./postgres/shared.mjs');

const help = `Запускает команду с переменными TEST_DATABASE_URL и TEST_SERVER_URL — адресами тестовой базы под записью,
которая владеет таблицами, и под той, под которой работает сервер.

  node scripts/with-test-db.mjs -- КОМАНДА …   запустить базу, если её нет, выполнить команду, остановить за собой
  node scripts/with-test-db.mjs --keep         оставить базу работающей и напечатать её адреса
  node scripts/with-test-db.mjs --drop         больше не держать её
`;

async function main(args) {
  const log = (text) => console.error(text.startsWith('·') ? text : `· ${text}`);
  if (args[0] !== '--help') await ensureInstalled(log);
  if (args[0] === '--keep') {
    const { url, ownerUrl } = await keepTestCluster({ log });
    console.log(`TEST_DATABASE_URL=${ownerUrl}\nTEST_SERVER_URL=${url}`);
    return 0;
  }
  if (args[0] === '--drop') {
    await dropTestCluster();
    return 0;
  }
  const command = args[0] === '--' ? args.slice(1) : args;
  if (command.length === 0 || command[0] === '--help') {
    console.log(help);
    return command.length === 0 ? 1 : 0;
  }
  const cluster = await joinTestCluster({ log });
  try {
    return await run(command, { TEST_DATABASE_URL: cluster.ownerUrl, TEST_SERVER_URL: cluster.url });
  } finally {
    await cluster.release();
  }
}

function run([file, ...args], addresses) {
  const path = `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`;
  const env = { ...process.env, ...addresses, PATH: path };
  const child = spawn(file, args, { stdio: 'inherit', env, shell: process.platform === 'win32' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
