import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { PublicFigures } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { Figures } from './figures.tsx';

const counts = {
  received: 90,
  answered: 80,
  solved: 60,
  due: 70,
  late: 7,
  rated: 20,
  ratedWell: 12,
  said: 20,
  saidSolved: 10,
};
const total: PublicFigures['total'] = {
  id: 'all',
  title: 'Весь город',
  counts,
  onTimeShare: 0.9,
  averageDays: 4,
  averageRating: 3.9,
  solvedShare: 0.5,
  atLeast: [],
};
const figures: PublicFigures = {
  period: { from: '2026-10-01', to: '2026-10-31' },
  edition: '2026-11-02',
  smallest: 5,
  total,
  overdue: 6,
  blocks: [],
  districts: [],
  networks: null,
  months: [],
  hidden: { count: 0, of: 0 },
};
const draw = (more: Partial<PublicFigures>): string =>
  renderToStaticMarkup(createElement(Figures, { figures: { ...figures, ...more } }));

describe('figures of the month', () => {
  it('a rating is told with how many gave it', () => {
    expect(draw({})).toContain(
      '20 оценок; тройку и ниже поставили 8 человек'.replaceAll(/(?<=\d) /gu, '\u00a0'),
    );
  });

  it('a hidden part of many ratings is no lack of ratings', () => {
    const html = draw({ total: { ...total, counts: { ...counts, ratedWell: 'hidden' } } });
    expect(html).toContain('оценка жителей: по ней узнали бы, кто поставил');
    expect(html).not.toContain('мало');
  });

  it('before the first edition it says that nothing is published, whatever month it is', () => {
    const html = draw({ period: null });
    expect(html).toContain('Первый месяц ещё не опубликован');
    expect(html).not.toContain('не кончился');
  });
});
