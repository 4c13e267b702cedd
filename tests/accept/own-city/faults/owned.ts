import { askDoctor, type Question } from './doctor.ts';
import type { Scene } from './scene.ts';
import { until } from './site.ts';
import type { OwnTown, World } from './towns.ts';

/** In the installation with a database of the city's own. */
export const owned =
  (
    make: (own: OwnTown, world: World) => unknown,
    heal: (own: OwnTown, world: World) => unknown = () => {},
    question: Question | ((own: OwnTown, world: World) => Question | Promise<Question>) = {},
  ): Scene =>
  async (world) => {
    const own = await world.own();
    try {
      await make(own, world);
      return await askDoctor(
        own.site,
        typeof question === 'function' ? await question(own, world) : question,
      );
    } finally {
      await heal(own, world);
    }
  };

export const nothing = () => {};

export const bySuperuser = (make: string, heal: string): Scene =>
  owned(
    ({ postgres }) => postgres.ask(make, 'otklik'),
    ({ postgres }) => postgres.ask(heal, 'otklik'),
  );

/** The database is begun with other settings, and the program finds it again. */
export async function restartDatabase(
  { postgres, site }: OwnTown,
  lines: readonly string[] = [],
): Promise<void> {
  postgres.stop();
  postgres.start(lines);
  await until('сервер снова с базой', 60, () =>
    fetch(`http://127.0.0.1:${site.port}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    ),
  ).catch(nothing);
}

export const withLines = (lines: readonly string[], more: (own: OwnTown) => unknown = nothing): Scene =>
  owned(
    async (own) => {
      await restartDatabase(own, lines);
      await more(own);
    },
    (own) => restartDatabase(own),
  );
