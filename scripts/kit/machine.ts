import { existsSync, statfsSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import { formatBytes } from '../../shared/text/numbers.ts';

/** Whether a machine will do, before anything is written to it. */

export interface MachineFacts {
  platform: string;
  glibc: string;
  memoryBytes: number;
  isRoot: boolean;
  hasSystemd: boolean;
  /** Free room where the program and where the data will lie. */
  programRoom: number;
  dataRoom: number;
  /** All that it needs. */
  isPortFree: boolean;
}

export interface MachineNeeds {
  platform: string;
  /** Everything of the release, unpacked. */
  programBytes: number;
  ports: number[];
  prefix: string;
  supervisor: 'systemd' | 'plain';
}

const GB = 1024 ** 3;
const leastGlibc = [2, 28] as const;
const leastMemory = 2 * GB;
const usualMemory = 4 * GB;
const leastDataRoom = 5 * GB;

function isOldGlibc(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < leastGlibc[0] || (major === leastGlibc[0] && minor < leastGlibc[1]);
}

/** What stands in the way, a sentence each, and what is only worth knowing. */
export function judgeMachine(
  facts: MachineFacts,
  needs: MachineNeeds,
): { refusals: string[]; warnings: string[] } {
  const refusals: string[] = [];
  const warnings: string[] = [];
  if (facts.platform !== needs.platform)
    refusals.push(
      `Архив сделан для ${needs.platform}, а эта машина — ${facts.platform}. Возьмите архив для неё.`,
    );
  if (!facts.glibc || isOldGlibc(facts.glibc))
    refusals.push(
      `Нужна система с glibc ${leastGlibc.join('.')} или новее (Debian 10, RHEL 8, Astra Linux 1.7, РЕД ОС 7.3 и новее), а здесь ${facts.glibc || 'другая библиотека'}.`,
    );
  if (!facts.isRoot && !needs.prefix)
    refusals.push('Ставит root: sudo ./install.sh. Без него — в свою папку: ./install.sh --prefix ПАПКА');
  if (needs.supervisor === 'systemd' && !facts.hasSystemd)
    refusals.push(
      'systemd на этой машине не работает. Добавьте --without-systemd: Отклик запускает команда otklik start.',
    );
  if (facts.memoryBytes < leastMemory * 0.9)
    refusals.push(`Памяти ${formatBytes(facts.memoryBytes)}, а нужно не меньше ${formatBytes(leastMemory)}.`);
  else if (facts.memoryBytes < usualMemory * 0.9)
    warnings.push(
      `Памяти ${formatBytes(facts.memoryBytes)}: городу до ста тысяч жителей лучше ${formatBytes(usualMemory)}.`,
    );
  if (facts.programRoom < needs.programBytes)
    refusals.push(
      `Для программы нужно ${formatBytes(needs.programBytes)}, а свободно ${formatBytes(facts.programRoom)}.`,
    );
  if (facts.dataRoom < leastDataRoom)
    refusals.push(
      `Для данных нужно не меньше ${formatBytes(leastDataRoom)}, а свободно ${formatBytes(facts.dataRoom)}.`,
    );
  if (!facts.isPortFree)
    refusals.push(
      `Порт ${needs.ports.join(' или ')} занят другой программой. Назовите другой: --port ${Math.max(...needs.ports) + 1}`,
    );
  return { refusals, warnings };
}

/** What it listens on: pages, and beside them, where systemd runs the background work apart, what that says of itself. */
export const portsOf = ({
  port,
  supervisor,
}: {
  port: number;
  supervisor: MachineNeeds['supervisor'];
}): number[] => (supervisor === 'systemd' ? [port, port + 1] : [port]);

/** Free bytes of the disk on which a folder lies or will lie. */
export function roomFor(folder: string): number {
  let path = folder;
  while (!existsSync(path)) path = dirname(path);
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

export function readMachine(places: { versions: string; data: string }, isPortFree: boolean): MachineFacts {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return {
    platform: `${process.platform}-${process.arch}`,
    glibc: header.glibcVersionRuntime ?? '',
    memoryBytes: totalmem(),
    isRoot: process.getuid?.() === 0,
    hasSystemd: existsSync('/run/systemd/system'),
    programRoom: roomFor(places.versions),
    dataRoom: roomFor(places.data),
    isPortFree,
  };
}
