import { expect, it } from 'vitest';
import { makeCrew } from '../../../tests/support/demo-crew.ts';
import { openWorld } from '../world/world.ts';
import { planCases } from './plan.ts';

const world = openWorld('kamensk-uralsky', makeCrew());
const isPersonal = new Map(world.facts.map((fact) => [fact.id, fact.isPersonal]));

it("a case is shown to strangers only where its author agreed, it has a place and is nobody's own life", () => {
  const options = { seed: '1', count: 3000, days: 90, now: Date.parse('2026-11-25T09:00:00Z') };
  const shown = [...planCases(world, options)].filter(({ file }) => file.published_at !== null);
  expect(shown.length).toBeGreaterThan(300);
  const unfit = shown.filter(
    ({ file }) =>
      !file.has_publish_consent ||
      file.lat === null ||
      file.status === 'rejected' ||
      file.status === 'merged' ||
      isPersonal.get(file.fact_id ?? '') !== false,
  );
  expect(unfit.map(({ file }) => [file.number, file.status, file.fact_id])).toEqual([]);
});
