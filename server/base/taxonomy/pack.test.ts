import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lacksShared, sharedData } from '../../../tests/support/site/shared.ts';
import { loadTaxonomies, loadTaxonomy, TaxonomyInvalid } from './pack.ts';

const packs = resolve(import.meta.dirname, '../../../packs');
const folder = join(packs, 'base/taxonomy/otklik-2026');
const taxonomy = loadTaxonomy(folder);

describe('the pack', () => {
  test('holds eleven blocks and at least 170 facts, each block with several and a general one', () => {
    expect(taxonomy.blocks).toHaveLength(11);
    expect(taxonomy.facts.length).toBeGreaterThanOrEqual(170);
    for (const { code } of taxonomy.blocks) {
      const own = taxonomy.facts.filter((fact) => fact.block === code);
      expect(own.length, code).toBeGreaterThanOrEqual(12);
      expect(own.at(-1)?.id).toBe(`${code}.general.other`);
    }
    const used = new Set(taxonomy.facts.map((fact) => fact.category));
    expect(taxonomy.categories.filter((category) => !used.has(category.id))).toEqual([]);
  });

  test('names only terms that the deadline rules know', () => {
    const rules = JSON.parse(readFileSync(join(packs, 'base/deadlines/otklik-2026.json'), 'utf8')) as {
      rules: { id: string }[];
    };
    const known = new Set(rules.rules.map((rule) => rule.id));
    expect(taxonomy.facts.filter((fact) => !known.has(fact.deadlineRule)).map((fact) => fact.id)).toEqual([]);
  });

  test('sends a person in danger to 112 at once', () => {
    const dangerous = [
      'energy.gas.smell',
      'energy.networks.wire',
      'energy.networks.pole',
      'energy.lighting.pole',
      'improvement.wells.open-manhole',
      'improvement.greenery.dangerous-tree',
      'housing.building.icicles',
      'housing.building.facade',
      'housing.entrance.lift',
      'safety.animals.attack',
      'safety.fire.risk',
      'safety.hazards.collapse',
      'safety.hazards.ice-water',
      'safety.hazards.unknown-object',
      'health.access.ambulance',
      'roads.structures.bridge',
    ];
    const stoppers = new Map(taxonomy.facts.map((fact) => [fact.id, fact.stopper]));
    for (const id of dangerous) expect(stoppers.get(id), id).toContain('112');
    expect(stoppers.get('energy.gas.smell')).toContain('104');
    for (const [id, stopper] of stoppers) if (stopper) expect(stopper, id).toMatch(/\b(112|103)\b/);
  });

  test('speaks Russian, shortly, and its demo messages name no person', () => {
    for (const fact of taxonomy.facts) {
      for (const text of [fact.title, fact.shortTitle, fact.stopper ?? '', ...fact.demoTexts])
        expect(text.replaceAll(/\{(street|house)\}/g, ''), fact.id).not.toMatch(/[a-z{}<>@]|\+7|\d{6}/i);
      expect(new Set(fact.demoTexts).size).toBe(fact.demoTexts.length);
    }
    const titles = taxonomy.facts.map((fact) => fact.title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('shares 10,000 messages among the facts, with seasons about one in the mean', () => {
    const sum = taxonomy.facts.reduce((total, fact) => total + fact.weight, 0);
    expect(Math.abs(sum - 10_000)).toBeLessThan(200);
    for (const { id, months } of taxonomy.facts) {
      if (!months) continue;
      const mean = months.reduce((total, factor) => total + factor, 0) / 12;
      expect(mean, id).toBeGreaterThan(0.7);
      expect(mean, id).toBeLessThan(1.3);
    }
  });

  test.skipIf(lacksShared)('gives most facts a code of the official classifier, all of them real', () => {
    const csv = readFileSync(sharedData('taxonomy/official-classifier-partial.csv'), 'utf8');
    const codes = new Set(csv.split('\n').map((line) => line.slice(0, 19)));
    const coded = taxonomy.facts.filter((fact) => fact.officialCode);
    expect(coded.filter((fact) => !codes.has(fact.officialCode ?? ''))).toEqual([]);
    expect(coded.length).toBeGreaterThanOrEqual(170);
  });

  test('is found among all packs', () => {
    expect(loadTaxonomies(join(packs, 'base/taxonomy')).map((pack) => pack.version)).toContain('2026.1');
  });
});

describe('a wrong pack is refused by a sentence that names the place', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'otklik-pack-'));
    cpSync(folder, dir, { recursive: true });
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  interface Draft {
    categories: { id: string; title: string }[];
    facts: Record<string, unknown>[];
  }
  const spoil = (name: string, change: (file: Draft) => void) => {
    const file = JSON.parse(readFileSync(join(dir, name), 'utf8')) as Draft;
    change(file);
    writeFileSync(join(dir, name), JSON.stringify(file));
  };

  const cases: [string, (file: Draft) => void, RegExp][] = [
    ['an unknown field', (file) => Object.assign(file.facts[0] ?? {}, { colour: 'red' }), /safety\.json/],
    ['a fact without a category', (file) => file.categories.shift(), /нет категории/],
    [
      'an unknown executor',
      (file) => Object.assign(file.facts[0] ?? {}, { executorKind: 'x' }),
      /исполнителя/,
    ],
    ['a bad keyword', (file) => Object.assign(file.facts[0] ?? {}, { keywords: 'яма!' }), /не разобрать/],
    [
      'a too short beginning',
      (file) => Object.assign(file.facts[0] ?? {}, { keywords: 'яма, ям*' }),
      /трёх букв/,
    ],
    ['a fact twice', (file) => file.facts.push(file.facts[0] ?? {}), /дважды/],
    ['no general fact', (file) => file.facts.pop(), /нет общего факта/],
  ];
  test.each(cases)('%s', (_, change, message) => {
    spoil('safety.json', change);
    expect(() => loadTaxonomy(dir)).toThrow(TaxonomyInvalid);
    expect(() => loadTaxonomy(dir)).toThrow(message);
  });

  test('a missing or torn file', () => {
    writeFileSync(join(dir, 'other.json'), '{"facts": [');
    expect(() => loadTaxonomy(dir)).toThrow(/other\.json не читается/);
    rmSync(join(dir, 'waste.json'));
    expect(() => loadTaxonomy(dir)).toThrow(/waste\.json не читается/);
  });

  test('the hash follows the content', () => {
    expect(loadTaxonomy(dir).hash).toBe(taxonomy.hash);
    spoil('safety.json', (file) => Object.assign(file.facts[0] ?? {}, { title: 'Иначе' }));
    expect(loadTaxonomy(dir).hash).not.toBe(taxonomy.hash);
  });
});
