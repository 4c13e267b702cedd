import { type RawBuilder, sql } from 'kysely';
import type { Services } from '../lib/module/unit-of-work.ts';
import { type LifeName, lackedLives, readMark, writeMark } from './bulk/mark.ts';
import { readCrew } from './crew.ts';
import { playCounted } from './lives/counted.ts';
import { playDiscussions } from './lives/discussions.ts';
import { playFirstDays } from './lives/first-days.ts';
import { playGospubliki } from './lives/gospubliki.ts';
import { playInitiatives } from './lives/initiatives.ts';
import { playOfficialPages } from './lives/official-pages.ts';
import { playPolls } from './lives/polls.ts';
import { playPublications } from './lives/publications.ts';
import { playMediaRegister, playSocialDays } from './lives/social-days.ts';
import type { Crew } from './world/world.ts';

interface Life {
  /** Where it leaves its first traces: nothing is lived twice. */
  table: RawBuilder<unknown>;
  play: (services: Services, crew: Crew) => Promise<void>;
}

const lives: Readonly<Record<LifeName, Life>> = {
  'first-days': {
    table: sql`outages.outage`,
    play: (services, crew) => playFirstDays(services, crew.operator.id),
  },
  'social-days': { table: sql`posts.post`, play: playSocialDays },
  media: { table: sql`media.contact`, play: playMediaRegister },
  'official-pages': { table: sql`register.page`, play: playOfficialPages },
  publications: { table: sql`publications.publication`, play: playPublications },
  gospubliki: { table: sql`gospubliki.request`, play: playGospubliki },
  polls: { table: sql`polls.poll`, play: playPolls },
  discussions: { table: sql`discussions.discussion`, play: playDiscussions },
  counted: { table: sql`counted.ground`, play: playCounted },
  initiatives: { table: sql`initiatives.initiative`, play: playInitiatives },
};

async function isLived({ database }: Services, { table }: Life): Promise<boolean> {
  const { rows } = await sql<{ is: boolean }>`SELECT EXISTS (SELECT FROM ${table}) AS is`.execute(database);
  return rows[0]?.is ?? false;
}

/** Lives what the city lacks, each noted as it ends. */
export async function playLives(services: Services): Promise<void> {
  const crew = await readCrew(services.database);
  for (;;) {
    const mark = await readMark(services.database);
    const name = mark && lackedLives(mark)[0];
    if (!mark?.lives || !name) return;
    if (!(await isLived(services, lives[name]))) await lives[name].play(services, crew);
    await writeMark(services.database, { ...mark, lives: [...mark.lives, name] });
  }
}
