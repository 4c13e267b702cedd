import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../run-program.ts';
import { askDoctor, type Question, type Said } from './doctor.ts';
import type { Site } from './site.ts';
import type { World } from './towns.ts';

/** Makes a fault for real, asks, and takes it back. Null = it cannot be made on this machine. */
export type Scene = (world: World) => Promise<Said | null>;

interface Steps {
  make?: (world: World) => unknown;
  heal?: (world: World) => unknown;
  question?: Question | ((world: World) => Question);
}

/** In the installation that goes on working. */
export const live =
  ({ make, heal, question = {} }: Steps): Scene =>
  async (world) => {
    try {
      await make?.(world);
      return await askDoctor(world.town, typeof question === 'function' ? question(world) : question);
    } finally {
      await heal?.(world);
    }
  };

export const asked = (question: Question | ((world: World) => Question)): Scene => live({ question });

/** What cannot be taken back: the installation is put in order from what was kept of it. */
export const ruined = (make: (world: World) => unknown, question?: Steps['question']): Scene =>
  live({ make, heal: ({ town }) => town.renew(), question });

export const bySql = (make: string, heal: string, question?: Question): Scene =>
  live({ make: ({ town }) => town.ask(make), heal: ({ town }) => town.ask(heal), question });

/** What stands before a command so that it sees another file or folder at a place of the project; nobody else does. */
export const seeing = (places: readonly (readonly [from: string, at: string])[]): string[] => [
  'unshare',
  '-m',
  'sh',
  '-c',
  `${places.map(([from, at]) => `mount --bind '${from}' '${at}'`).join(' && ')} && exec "$@"`,
  'sh',
];

/** A JSON file of the project with something changed in it, for `seeing`. */
export function changedJson<T>(
  { folder }: Pick<World, 'folder'>,
  path: string,
  read: () => T,
  change: (content: T) => T,
): [string, string] {
  const file = join(folder, `changed-${path.replaceAll('/', '-')}`);
  writeFileSync(file, JSON.stringify(change(read())));
  return [file, join(root, path)];
}

/** Truths of an installation that does not work now. */
export const isDown = /не запущен|порт отклика занят|хранитель копий молчит|фоновая работа не идёт/iu;

/** Leaves out what is true of an installation that is off. */
export const whileDown = (said: Said): Said =>
  Object.assign({}, said, {
    troubles: said.troubles.filter(({ title }) => !isDown.test(title)),
  });

export const askWhileDown = async (site: Site, question?: Question): Promise<Said> =>
  whileDown(await askDoctor(site, question));
