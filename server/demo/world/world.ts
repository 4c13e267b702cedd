import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { loadReference } from '../../base/deadlines/index.ts';
import type { SuggestedFact } from '../../base/taxonomy/index.ts';
import { loadTaxonomies, type PackFact } from '../../base/taxonomy/pack.ts';
import { createSuggester } from '../../base/taxonomy/suggest.ts';
import { loadCityPack } from '../../base/territory/gazetteer/pack.ts';
import { openPlaces, type PlaceBook } from './places.ts';
import type { Random } from './random.ts';

const staff = z.object({ id: z.string(), name: z.string() });
const unit = z.object({ id: z.string(), kind: z.string(), title: z.string(), executor: staff });

/** Who works on the demo's cases; plain data, so that it can be handed to another thread. */
export const crewSchema = z.object({
  operator: staff,
  reviewer: staff,
  approver: staff,
  units: z.array(unit),
  /** Bodies outside the administration, by the line of their pack. */
  bodies: z.array(z.object({ id: z.string(), pack: z.string(), title: z.string() })).min(1),
});
export type Crew = z.output<typeof crewSchema>;
export type DemoStaff = z.output<typeof staff>;
export type DemoUnit = z.output<typeof unit>;

/** Everything a demo city is made of, in memory: no database is asked while it is planned. */
export interface World {
  facts: readonly PackFact[];
  findFact: (id: string) => PackFact | undefined;
  suggest: (text: string) => SuggestedFact[];
  places: PlaceBook;
  crew: Crew;
  unitOf: (fact: PackFact) => DemoUnit;
  /** Whose matter it is when it is not the city's. */
  bodyOf: (fact: PackFact, random: Random) => Crew['bodies'][number];
  /** By which ground a message of a regime is forwarded. */
  forwardGround: (regime: string) => DemoGround;
}

const ground = z.object({
  id: z.string(),
  title: z.string(),
  toResident: z.string().default(''),
  legal: z.object({ text: z.string() }),
});

export interface DemoGround {
  id: string;
  version: string;
  title: string;
  toResident: string;
  legal: string;
}

/** Bodies that decide what a block is about, when the city does not. */
const bodiesByBlock: Record<string, readonly string[]> = {
  housing: ['housing-inspection'],
  roads: ['roads-directorate', 'traffic-police'],
  transport: ['railway', 'traffic-police'],
  health: ['health-ministry'],
  education: ['education-ministry'],
  social: ['social-policy'],
  waste: ['waste-operator'],
  safety: ['police', 'emergency'],
  other: ['consumer-watch', 'tax'],
};

const packs = resolve(import.meta.dirname, '../../../packs');

/**
 * Opens the packs of a city. Also loads the reference of the deadlines module for the city's zone, which a running
 * server has loaded already. Throws when the crew has no unit at all.
 */
export function openWorld(city: string, crew: Crew): World {
  const pack = loadCityPack(resolve(packs, 'base/city', city));
  loadReference(pack.city.zone);
  const taxonomy = loadTaxonomies(resolve(packs, 'base/taxonomy')).at(-1);
  if (!taxonomy) throw new Error('Рубрикатор пуст');
  const byId = new Map(taxonomy.facts.map((fact) => [fact.id, fact]));
  const suggester = createSuggester(taxonomy);
  const units = new Map(crew.units.map((one) => [one.kind, one]));
  const fallback = units.get('administration') ?? crew.units[0];
  if (!fallback) throw new Error('Нет ни одного подразделения-исполнителя');
  return {
    facts: taxonomy.facts,
    findFact: (id) => byId.get(id),
    suggest: (text) =>
      suggester(text).facts.map(({ factId, block, confidence, words }) => ({
        factId,
        block,
        confidence,
        blockChance: confidence,
        words,
        against: [],
        isSure: false,
      })),
    places: openPlaces(pack),
    crew,
    bodyOf: (fact, random) => {
      const fit = crew.bodies.filter(({ pack: line }) => bodiesByBlock[fact.block]?.includes(line));
      return random.pick(fit.length > 0 ? fit : crew.bodies);
    },
    forwardGround: openGrounds(),
    unitOf: (fact) => units.get(fact.executorKind) ?? fallback,
  };
}

function openGrounds(): World['forwardGround'] {
  const text = readFileSync(resolve(packs, 'messages/grounds/otklik-2026.json'), 'utf8');
  const { version, grounds } = z
    .object({ version: z.string(), grounds: z.array(ground) })
    .parse(JSON.parse(text));
  const find = (id: string): DemoGround => {
    const found = grounds.find((one) => one.id === id);
    if (!found) throw new Error(`Основания ${id} нет`);
    return { ...found, version, legal: found.legal.text };
  };
  const [ofAppeal, ofMessage] = [find('forward-competence'), find('forward-message')];
  return (regime) => (regime === 'appeal_59fz' ? ofAppeal : ofMessage);
}
