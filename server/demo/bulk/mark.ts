import { z } from 'zod';
import type { Db } from '../../lib/database/db.ts';

/** What a database says of the demo it holds. */
const mark = z.object({ seed: z.string(), cases: z.number(), at: z.string() });
export type DemoMark = z.output<typeof mark>;

const NAME = 'demo';

/** The mark of a demo database; null when it is none. */
export async function readMark(db: Db): Promise<DemoMark | null> {
  const row = await db.selectFrom('lib.setting').select('value').where('name', '=', NAME).executeTakeFirst();
  return row ? mark.parse(row.value) : null;
}

export async function writeMark(db: Db, value: DemoMark): Promise<void> {
  const text = JSON.stringify(value);
  await db
    .insertInto('lib.setting')
    .values({ name: NAME, value: text })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
    .execute();
}

/** Whether there is nothing to fill any more: the city is there, or cases of somebody's own. */
export async function hasDemo(db: Db): Promise<boolean> {
  return (await readMark(db)) !== null || !(await isEmptyOfCases(db));
}

export async function isEmptyOfCases(db: Db): Promise<boolean> {
  return (await db.selectFrom('cases.case_file').select('id').limit(1).executeTakeFirst()) === undefined;
}
