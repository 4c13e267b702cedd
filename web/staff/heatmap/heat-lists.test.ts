import { describe, expect, it } from 'vitest';
import {
  type HeatChoice,
  listsOf,
  readHeatChoice,
  toHeatFilter,
  writeHeatChoice,
} from './figures/heat-filter.ts';

const choice: HeatChoice = {
  view: 'matrix',
  source: 'cases',
  period: { from: '2026-11-16', to: '2026-11-22' },
  channel: '',
  block: '',
  district: '',
  area: '',
  measure: 'open',
  today: '2026-11-24',
};

describe('sources', () => {
  const both: HeatChoice = { ...choice, source: 'both' };

  it('stand in the address, drop a channel and a measure incidents have not', () => {
    expect(writeHeatChoice(both, choice.today)).toMatchObject({ source: 'both' });
    expect(writeHeatChoice(choice, choice.today)).toMatchObject({ source: '' });
    expect(
      readHeatChoice({ source: 'networks', channel: 'pos', measure: 'mean-rating' }, choice.today),
    ).toMatchObject({
      source: 'networks',
      channel: '',
      measure: 'open',
    });
    expect(readHeatChoice({ source: 'telegraph' }, choice.today).source).toBe('cases');
    expect(toHeatFilter(choice)).not.toHaveProperty('source');
    expect(toHeatFilter(both)).toMatchObject({ source: 'both' });
  });

  it('open one list, or of both sources two whose lengths are the number', () => {
    const part = { block: 'roads', district: 'sinarsky' };
    const words = (one: HeatChoice, count: number, networks?: number) =>
      listsOf(one, part, { count, networks }).map(({ words: title, count: length }) => [title, length]);
    expect(words(choice, 12)).toEqual([['Список дел', 12]]);
    expect(words({ ...choice, source: 'networks' }, 12)).toEqual([['Список инцидентов', 12]]);
    expect(words(both, 12, 3)).toEqual([
      ['Список дел', 9],
      ['Список инцидентов', 3],
    ]);
    expect(words(both, 9, 0)).toEqual([['Список дел', 9]]);
    expect(words(both, 3, 3)).toEqual([['Список инцидентов', 3]]);
    expect(words(both, 0, 0)).toEqual([]);
    const [, incidents] = listsOf(both, part, { count: 12, networks: 3 });
    expect(Object.fromEntries(new URL(incidents!.href, 'http://x').searchParams)).toEqual({
      told: 'open:2026-11-16:2026-11-22:alone',
      block: 'roads',
      district: 'sinarsky',
    });
  });
});
