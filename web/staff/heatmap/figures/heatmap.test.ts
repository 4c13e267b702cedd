import { describe, expect, it } from 'vitest';
import { classOf, describeScale, makeScale } from '../../../../shared/charts/heat-scale.ts';
import { ratioScale } from '../../../../shared/charts/ratio-heat.ts';
import type { getMatrix, HeatRow } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { heatRatios } from '../../../../shared/text/heatmap/ratios.ts';
import {
  describeFigure,
  describeFormer,
  describeFormerDays,
  describeMeasure,
  describeNothing,
  describeSpots,
  type HeatChoice,
  readHeatChoice,
  toHeatFilter,
  writeListAddress,
} from './heat-filter.ts';
import { writeOutline } from './map-outline.ts';
import { figureOf, opensOf } from './matrix-figure.ts';
import { isTelling, layOutMatrix } from './matrix-view.ts';

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

describe('the filter in the address', () => {
  it('falls back to the usual where the address says nonsense', () => {
    const nonsense = { view: 'globe', from: '2026-11-22', to: '2026-11-16', measure: 'x' };
    expect(readHeatChoice(nonsense, choice.today)).toEqual({
      ...choice,
      period: { from: '2026-10-27', to: '2026-11-23' },
    });
  });

  it('asks the server without what is not limited', () => {
    expect(toHeatFilter({ ...choice, district: 'sinarsky' })).toEqual({
      from: '2026-11-16',
      to: '2026-11-22',
      measure: 'open',
      districtId: 'sinarsky',
    });
  });

  it('of a period under way asks for what is so now, of a flow for what happened in it', () => {
    const read = (href: string) => Object.fromEntries(new URL(href, 'http://x').searchParams);
    const present = { ...choice, period: { from: '2026-11-23', to: '2026-11-29' } };
    expect(read(writeListAddress(present))).toEqual({ stage: 'open' });
    expect(read(writeListAddress({ ...present, measure: 'overdue' }))).toEqual({ overdue: 'yes' });
    expect(read(writeListAddress({ ...choice, measure: 'answered' }))).toEqual({
      turn: 'given',
      since: '2026-11-16',
      until: '2026-11-22',
    });
    expect(read(writeListAddress({ ...choice, measure: 'received' }))).toEqual(choice.period);
    expect([describeMeasure(choice), describeMeasure(present)]).toEqual([
      'Открыто на конец 22.11.2026',
      'Открыто сейчас',
    ]);
    expect(describeFormer('open', { from: '2026-11-09', to: '2026-11-15' }, false)).toBe(
      'на конец 15.11.2026 нет данных',
    );
  });

  it('tells of a stock its day and of a flow its period, wherever a number stands', () => {
    const before = { from: '2026-10-01', to: '2026-10-31' };
    const present = { ...choice, period: { from: '2026-11-23', to: '2026-11-24' } };
    expect([describeFigure('open', choice), describeFigure('overdue', present)]).toEqual([
      'все открытые на конец 22.11.2026',
      'просрочено сейчас',
    ]);
    expect(describeFigure('given', choice)).toBe('дано ответов');
    expect([describeFormerDays('overdue', before), describeFormerDays('received', before)]).toEqual([
      'на конец 31.10.2026',
      'за 01.10.2026–31.10.2026',
    ]);
    expect(describeFormer('received', before, true)).toBe('изменение к числу за 01.10.2026–31.10.2026');
    expect([choice, present, { ...choice, measure: 'answered' as const }].map(describeSpots)).toEqual([
      'Очаги на конец 22.11.2026',
      'Очаги сейчас',
      'Очаги за период',
    ]);
    expect([choice, { ...present, measure: 'overdue' as const }].map(describeNothing)).toEqual([
      'Открытых дел не было.',
      'Просроченных дел нет.',
    ]);
  });

  it('leads from a number to the list of the same cases', () => {
    const read = (href: string) => Object.fromEntries(new URL(href, 'http://x').searchParams);
    expect(read(writeListAddress(choice, { block: 'roads', district: 'sinarsky.none' }))).toEqual({
      openOn: '2026-11-22',
      block: 'roads',
      districtId: 'sinarsky.none',
    });
    expect(read(writeListAddress({ ...choice, measure: 'overdue', channel: 'pos', block: 'roads' }))).toEqual(
      {
        overdueOn: '2026-11-22',
        channel: 'pos',
        block: 'roads',
      },
    );
  });
});

describe('an outline drawn on the map', () => {
  const area = '61.9,56.4;61.92,56.4;61.92,56.41';
  it('narrows every view and the list behind each number; nonsense is no outline', () => {
    expect(readHeatChoice({ area }, '2026-11-24').area).toBe(area);
    expect(readHeatChoice({ area: '61.9,56.4' }, '2026-11-24').area).toBe('');
    expect(toHeatFilter({ ...choice, area })).toMatchObject({ area });
    expect(new URL(writeListAddress({ ...choice, area }), 'http://x').searchParams.get('area')).toBe(area);
  });

  it('is told by as few corners as keep its shape, forty at most', () => {
    const line = [0, 1, 2, 3, 4].map((at) => [61.9 + at / 100, 56.4] as const);
    expect(writeOutline([...line, [61.94, 56.42], [61.9, 56.42]])).toBe(
      '61.9,56.4;61.94,56.4;61.94,56.42;61.9,56.42',
    );
    const round = Array.from({ length: 400 }, (_, at) => {
      const turn = (at / 400) * Math.PI * 2;
      return [61.9 + Math.cos(turn) / 20, 56.4 + Math.sin(turn) / 40] as const;
    });
    const corners = writeOutline(round).split(';');
    expect(corners.length).toBeLessThanOrEqual(40);
    expect(corners.length).toBeGreaterThan(8);
    expect(
      writeOutline([
        [61.9, 56.4],
        [61.9, 56.4],
      ]),
    ).toBe('');
  });
});

describe('the scale', () => {
  it('grows by steps, never two alike, and never colours fewer than five', () => {
    for (const largest of [0, 4, 5, 6, 9, 31, 240, 18_400]) {
      const scale = makeScale(largest);
      expect(scale[0]).toBe(5);
      expect([...new Set(scale)].sort((a, b) => a - b)).toEqual(scale);
    }
    expect(makeScale(31)).toEqual([5, 7, 10, 15, 22]);
    expect(describeScale([5, 6, 10, 15, 22])).toEqual(['5', '6–9', '10–14', '15–21', '22+']);
  });

  it('gives the largest cell the darkest colour', () => {
    for (const largest of [31, 240, 18_400]) expect(classOf(largest, makeScale(largest))).toBe(5);
    expect([0, 4, 5, 22].map((count) => classOf(count, makeScale(31)))).toEqual(['zero', 'small', 1, 5]);
  });
});

const row = (districtId: string | null, level: number, cells: HeatRow['cells']): HeatRow => ({
  districtId,
  title: districtId ?? 'Без места',
  level,
  cells,
  total: { count: 0, before: 0 },
});
const three = { count: 3, before: 0 };
const matrix: RouteReply<typeof getMatrix> = {
  rows: [
    row('north', 0, { roads: { count: 40, before: 0 } }),
    row('north.a', 1, { roads: { count: 30, before: 12 } }),
    row('north', 1, { roads: { count: 10, before: 9 } }),
    row(null, 1, { none: three }),
  ],
  total: row(null, 0, { roads: { count: 40, before: 21 }, none: three }),
  beforePeriod: { from: '2026-11-09', to: '2026-11-15' },
  from: '2026-11-16',
  to: '2026-11-22',
  asOf: '2026-11-24T05:00:00.000Z',
};
const blocks = [
  { code: 'housing', digit: 1, title: 'ЖКХ', shortTitle: 'ЖКХ', decree: true },
  { code: 'roads', digit: 2, title: 'Дороги', shortTitle: 'Дороги', decree: true },
];

describe('the matrix', () => {
  const view = layOutMatrix(matrix, blocks, choice);

  it('has every block as a column, also one without messages, and the unknown topic when there is any', () => {
    expect(view.columns.map(({ code }) => code)).toEqual(['housing', 'roads', 'none']);
    expect(view.lines[0]?.cells.map(({ count }) => count)).toEqual([0, 40, 0]);
  });

  it('tells a district, its part, and what lies in none of its parts by their lists', () => {
    expect(view.lines.map(({ key, kind }) => [key, kind])).toEqual([
      ['north', 'sum'],
      ['north.a', 'part'],
      ['north.none', 'part'],
      ['none', 'lost'],
      ['all', 'grand'],
    ]);
    expect(view.lines[4]?.cells[1]?.href).not.toContain('district');
  });

  it('colours by the largest cell, not by the largest sum', () => expect(view.largest).toBe(30));

  it('marks a change only when it tells something', () => {
    expect(isTelling({ count: 30, before: 12 })).toBe(true);
    expect(isTelling({ count: 10, before: 9 })).toBe(false);
    expect(isTelling({ count: 3, before: 0 })).toBe(false);
    expect(isTelling({ count: 102, before: 100 })).toBe(false);
    expect(isTelling({ count: 102, before: null })).toBe(false);
  });
});

describe('the matrix of a ratio', () => {
  const share = (count: number, before: number | null, whole: number | null, wholeBefore: number | null) => ({
    count,
    before,
    whole,
    wholeBefore,
  });
  const late: HeatRow = {
    ...row('north', 1, {
      housing: share(12, 5, 40, 50),
      roads: share(0, 3, 20, 20),
      none: share(2, null, 4, null),
    }),
    total: share(14, 8, 64, 70),
  };
  const lateChoice: HeatChoice = { ...choice, measure: 'overdue-share' };
  const view = layOutMatrix({ ...matrix, rows: [late], total: late }, blocks, lateChoice);
  const [housing, roads, none] = view.lines[0]!.cells;
  const ratio = heatRatios['overdue-share'];
  const draw = (cell: typeof housing) => {
    const { text, look, change, aloud, gap, href } = figureOf(cell!, ratio, ratioScale(view.largest));
    const plain = (words: string) => words.replaceAll('\u00a0', ' ');
    return { text: plain(text), look, change: change && plain(change.text), aloud: plain(aloud), gap, href };
  };

  it('tells the number, what it is made of, how many points it has changed by, and what it opens', () => {
    expect(view.largest).toBe(30);
    expect(draw(housing)).toEqual({
      text: '30 %',
      look: 5,
      change: '20',
      aloud: ', 12 из 40 открытых, изменение +20 п. п., открывает список: просрочено',
      gap: null,
      href: '/staff/cases?overdueOn=2026-11-22&block=housing&districtId=north',
    });
  });

  it('of nobody late opens those there are; of too few says so and is hatched', () => {
    expect(draw(roads)).toMatchObject({
      text: '0 %',
      look: 'plain',
      change: '15',
      aloud: ', 0 из 20 открытых, изменение −15 п. п., открывает список: все открытые',
      href: '/staff/cases?openOn=2026-11-22&block=roads&districtId=north',
    });
    expect(draw(none)).toMatchObject({ text: 'мало', look: 'small', change: null, gap: 'мало данных' });
    expect(draw(none).aloud).toBe(', 2 из 4 открытых, открывает список: просрочено');
  });

  it('of a place whose residents nobody knows is no number, and of a block nothing came of neither', () => {
    const lost: HeatRow = {
      ...row(null, 1, { roads: share(7, 0, null, null) }),
      total: share(7, 0, null, null),
    };
    const rates = layOutMatrix(
      { ...matrix, rows: [lost], total: { ...lost, total: share(7, 0, 1000, 1000) } },
      blocks,
      { ...choice, measure: 'per-1000' },
    );
    const cells = rates.lines[0]!.cells.map((cell) => figureOf(cell, heatRatios['per-1000'], [1]));
    expect(cells.map(({ text, look, href }) => [text, look, href !== null])).toEqual([
      ['нет данных', 'plain', false],
      ['нет данных', 'plain', true],
    ]);
    const whole = figureOf(rates.lines[1]!.total, heatRatios['per-1000'], [1]);
    expect([whole.text, whole.href]).toEqual(['7,0', '/staff/cases?from=2026-11-16&to=2026-11-22']);
  });

  it('a mean opens the answers that were rated', () => {
    const marks: HeatRow = { ...row('north', 1, {}), total: share(86, null, 20, null) };
    const rated = layOutMatrix({ ...matrix, rows: [marks], total: marks }, blocks, {
      ...choice,
      measure: 'mean-rating',
    });
    const { total } = rated.lines[0]!;
    expect(opensOf(total, heatRatios['mean-rating'])).toEqual({
      href: '/staff/cases?turn=scored&since=2026-11-16&until=2026-11-22&districtId=north',
      words: 'оценено ответов',
    });
    expect(figureOf(total, heatRatios['mean-rating'], [1]).text).toBe('4,3');
  });
});
