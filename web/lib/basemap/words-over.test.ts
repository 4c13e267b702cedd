import { expect, it } from 'vitest';
import { schematicLayers } from './schematic.ts';
import { vectorLayers } from './vector.ts';

const colours = new Proxy({}, { get: () => '#000000' }) as Parameters<typeof schematicLayers>[0];

it.each([
  ['the schematic', schematicLayers(colours, ['x'])],
  ['a file of the city', vectorLayers(colours, ['x'])],
])('%s has its words over all its areas and lines: heat fits between', (_, layers) => {
  const first = layers.findIndex(({ type }) => type === 'symbol');
  expect(first).toBeGreaterThan(0);
  expect(layers.slice(first).filter(({ type }) => type === 'fill' || type === 'line')).toEqual([]);
});
