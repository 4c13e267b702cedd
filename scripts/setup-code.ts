import { parseArgs } from 'node:util';
import { issueSetupCode } from '../server/base/identity/index.ts';
import { runMutation } from '../server/lib/module/unit-of-work.ts';
import { runCommand } from './command.ts';
import { defaultData, openInstallation } from './support/installation.mjs';
import { fromHere } from './support/places.mjs';

const help = `Печатает новый одноразовый код первого администратора; прежний больше не годится.

  npm run setup-code [-- --data ПАПКА]

      --data   папка данных установки (обычно .local/data): та же, с которой запускают npm start

Когда сотрудники уже есть, кода не печатает: новых заводит администратор. Новой установки не делает.
`;

process.exitCode = await runCommand({
  help,
  wanted() {
    const { values } = parseArgs({ options: { data: { type: 'string' }, help: { type: 'boolean' } } });
    if (values.help) return null;
    return { data: values.data ? fromHere(values.data) : defaultData(), path: '' };
  },
  open: openInstallation,
  pool: 2,
  isFiling: false,
  async run(services) {
    const caller = { actor: { kind: 'system', name: 'start' } as const, requestId: 'setup-code', ip: '' };
    const code = await runMutation(services, caller, issueSetupCode);
    const page = `${services.config.publicUrl}/staff/setup`;
    console.log(
      code === null
        ? 'Сотрудники уже есть: код первого администратора не нужен.'
        : `Впишите код на странице «Первый запуск», ${services.config.publicUrl ? page : `адрес Отклика и ${page}`}:\n\n${code}`,
    );
    return 0;
  },
});
