import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureWebBuilt } from '../../../scripts/support/web-build.mjs';
import type { AcceptLine, AcceptOptions, AcceptOutcome } from '../line.ts';
import { collect, root } from '../run-program.ts';
import type { ClosedReport } from './faults/closed-city.ts';
import { canBeFresh } from './fresh-user.ts';

/** So long is promised; a run takes less unless it is told `--minutes 60`. */
const PROMISED_MINUTES = 60;
const USUAL_MINUTES = 5;
const MOST_NAMED = 10;

async function run({ tell, minutes = USUAL_MINUTES }: AcceptOptions): Promise<AcceptOutcome> {
  if (!canBeFresh()) return { isHeld: false, figures: ['не испытано: отделить сеть может только root'] };
  await ensureWebBuilt(tell);
  const folder = mkdtempSync(join(tmpdir(), 'otklik-closed-'));
  chmodSync(folder, 0o711);
  const program = join(import.meta.dirname, 'faults/closed-city.ts');
  const args = ['-n', '-m', process.execPath, program, folder, String(minutes * 60)];
  const env = Object.assign({}, process.env, { OTKLIK_DEMO: '1' });
  try {
    const ran = await collect(
      spawn('unshare', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] }),
      tell,
    );
    const line = ran.lines.at(-1) ?? '';
    if (ran.code !== 0 || !line.startsWith('{'))
      return { isHeld: false, figures: ['город в закрытой сети не отработал', ...ran.lines.slice(-5)] };
    const said = JSON.parse(line) as ClosedReport;
    const share = said.seconds / 60 / PROMISED_MINUTES;
    return {
      isHeld:
        said.left === 0 &&
        said.before === 0 &&
        said.planted > 0 &&
        said.failures.length === 0 &&
        said.requests > 0,
      figures: [
        `закрытая сеть: ${(said.seconds / 60).toFixed(1).replace('.', ',')} мин из ${PROMISED_MINUTES} (${Math.round(share * 100)} %), запросов ${said.requests} по ${said.routes} адресам, сообщений ${said.messages}; пакетов наружу ${said.left} (нужно 0)`,
        `прибор: без программы ${said.before}, с одним подложенным обращением ${said.planted} (нужно больше 0): ${said.plantedTo.join(', ') || 'куда, не застали'}`,
        ...said.spokenTo.slice(0, MOST_NAMED).map((one) => `говорил с ${one}`),
        ...said.failures.slice(0, MOST_NAMED).map((one) => `отказ: ${one}`),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const line: AcceptLine = {
  bearsAnother: true,
  title: 'Час в закрытой сети: ни одного пакета мимо настроек',
  run,
};
