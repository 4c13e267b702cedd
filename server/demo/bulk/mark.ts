import { z } from 'zod';
import type { Db } from '../../lib/database/db.ts';

/** What a database says of the demo it holds. */
const mark = z.object({
  seed: z.string(),
  cases: z.number(),
  at: z.string(),
  /** What its systems have lived through (`play-lives.ts`); null of a city of another size, which lives none of it. */
  lives: z.array(z.string()).nullable().optional(),
});
export type DemoMark = Required<z.output<typeof mark>>;

/** What the systems of the decree are shown by, lived through their own commands, in their order: later ones speak of what earlier ones made. */
export const lifeNames = [
  'first-days',
  'social-days',
  'media',
  'official-pages',
  'publications',
  'gospubliki',
  'polls',
  'discussions',
  'counted',
  'initiatives',
] as const;
export type LifeName = (typeof lifeNames)[number];

/** Lives a city lacks: a former version knew none of them, or was stopped while it lived them. */
export const lackedLives = ({ lives }: DemoMark): LifeName[] =>
  lives === null ? [] : lifeNames.filter((name) => !lives.includes(name));

/** Whether a demo has something to be filled with: it is empty, or lacks what its systems live through. */
export async function lacksDemo(db: Db): Promise<boolean> {
  const known = await readMark(db);
  return known === null ? isEmptyOfCases(db) : lackedLives(known).length > 0;
}

/** The city everybody sees after the first `npm start`. */
export const DEFAULT_DEMO = { seed: '1', count: 3000, days: 90 };

/** Former versions noted nothing of lives: of theirs only the usual city had any. */
const livesOf = ({ seed, cases, lives }: z.output<typeof mark>): string[] | null =>
  lives === undefined ? (seed === DEFAULT_DEMO.seed && cases === DEFAULT_DEMO.count ? [] : null) : lives;

const NAME = 'demo';

/** The mark of a demo database; null when it is none. */
export async function readMark(db: Db): Promise<DemoMark | null> {
  const row = await db.selectFrom('lib.setting').select('value').where('name', '=', NAME).executeTakeFirst();
  if (!row) return null;
  const { seed, cases, at, ...more } = mark.parse(row.value);
  return { seed, cases, at, lives: livesOf({ seed, cases, ...more, at }) };
}

export async function writeMark(db: Db, value: DemoMark): Promise<void> {
  const text = JSON.stringify(value);
  await db
    .insertInto('lib.setting')
    .values({ name: NAME, value: text })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
    .execute();
}

export async function isEmptyOfCases(db: Db): Promise<boolean> {
  return (await db.selectFrom('cases.case_file').select('id').limit(1).executeTakeFirst()) === undefined;
}
