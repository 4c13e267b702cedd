import type { z } from 'zod';
import type { Block } from '../../../shared/contract/base/taxonomy.ts';
import type { suggestedFact } from '../../../shared/contract/messages/cases.ts';
import { cityDay } from '../../lib/city.ts';
import type { Db } from '../../lib/database/db.ts';
import { AppError } from '../../lib/errors.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { createReferenceData } from '../../lib/reference-data.ts';
import { createTakeOver } from '../../lib/take-over.ts';
import type { PackFact, Taxonomy } from './pack.ts';
import { readVersions } from './store.ts';

/** The contract's shape of a proposed fact. */
export type SuggestedFact = z.output<typeof suggestedFact>;

/** One version ready for use. */
interface Loaded {
  taxonomy: Taxonomy;
  facts: Map<string, PackFact>;
  blocks: Map<string, Block>;
}

interface State {
  /** Oldest first. */
  versions: Loaded[];
  /** Facts of all versions in their latest wording: running cases keep the fact they were given. */
  everyFact: Map<string, PackFact>;
  /** Ids of the personal ones among them, in the wording of today or of any version before it. */
  personal: readonly string[];
  /** Local day of this moment, `YYYY-MM-DD`. */
  today: () => string;
}

const state = createReferenceData<State>('Рубрикатор ещё не загружен');

const takeOver = createTakeOver('рубрикатор не перечитан');

/** Loads every version into memory; the manifest's `start`. */
export async function startTaxonomy({ database, config, now, log }: Services): Promise<void> {
  state.put({ ...(await loadState(database)), today: () => cityDay(config, now()) });
  takeOver.start(log, () => refreshTaxonomy(database));
}

export const stopTaxonomy = (): Promise<void> => takeOver.stop();

async function loadState(database: Db): Promise<Omit<State, 'today'>> {
  const taxonomies = await readVersions(database);
  if (taxonomies.length === 0) throw new Error('Рубрикатор пуст: в packs/base/taxonomy нет ни одной версии');
  // A version in memory is ready for use already: only what is new is prepared.
  const known = new Map(state.find()?.versions.map((one) => [one.taxonomy.hash, one]));
  const versions = taxonomies.map((one) => known.get(one.hash) ?? prepare(one));
  const everyFact = new Map(versions.flatMap(({ facts }) => [...facts]));
  const personal = [...everyFact.values()].filter(({ isPersonal }) => isPersonal).map(({ id }) => id);
  return { versions, everyFact, personal };
}

/** Reads the versions again, after one was saved. */
export async function reloadTaxonomy(database: Db): Promise<void> {
  state.put({ ...(await loadState(database)), today: state.get().today });
}

/** Takes over what another process saved; one small query when nothing was. */
async function refreshTaxonomy(database: Db): Promise<void> {
  const rows = await database.selectFrom('taxonomy.version').select('hash').execute();
  const known = new Set(state.get().versions.map(({ taxonomy }) => taxonomy.hash));
  if (rows.length !== known.size || rows.some(({ hash }) => !known.has(hash))) await reloadTaxonomy(database);
}

function prepare(taxonomy: Taxonomy): Loaded {
  return {
    taxonomy,
    facts: new Map(taxonomy.facts.map((fact) => [fact.id, fact])),
    blocks: new Map(taxonomy.blocks.map((block) => [block.code, block])),
  };
}

/** The version of today: the latest that has begun, or the first when none has. */
function current(): Loaded {
  const { versions, today } = state.get();
  const [first] = versions;
  if (!first) throw new Error('Рубрикатор пуст');
  if (versions.length === 1) return first;
  const day = today();
  return versions.findLast(({ taxonomy }) => taxonomy.validFrom <= day) ?? first;
}

/** The version by which new messages are sorted today. */
export const currentTaxonomy = (): Taxonomy => current().taxonomy;

/** The version saved last, whenever it begins: what an administrator edits. */
export function latestTaxonomy(): Taxonomy {
  const last = state.get().versions.at(-1);
  if (!last) throw new Error('Рубрикатор пуст');
  return last.taxonomy;
}

export const taxonomyToday = (): string => state.get().today();

/** A fact by id, of today's version or, for cases of former years, of any older one. */
export const findFact = (id: string): PackFact | undefined =>
  current().facts.get(id) ?? state.get().everyFact.get(id);

/** Topics about somebody's own life, of every version: a case keeps the topic it was given. */
export const personalFacts = (): readonly string[] => state.get().personal;

/** A block of today's version. */
export const findBlock = (code: string): Block | undefined => current().blocks.get(code);

/** A fact of today's version, for putting a topic on a case. Throws `taxonomy.unknown-fact`. */
export function requireFact(id: string): PackFact {
  const fact = current().facts.get(id);
  if (!fact)
    throw new AppError('taxonomy.unknown-fact', 'Такой темы нет в рубрикаторе. Выберите тему из списка.');
  return fact;
}

/** «Другое» of a block: the topic when only the block is known. Throws `taxonomy.unknown-fact`. */
export const generalFact = (block: string): PackFact => requireFact(`${block}.general.other`);
