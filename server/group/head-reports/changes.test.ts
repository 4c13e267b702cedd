import { describe, expect, it } from 'vitest';
import type {
  IndicatorLine,
  ReportFigures,
  SectorFigures,
} from '../../../shared/contract/group/head-report-figures.ts';
import { tellAsks, tellChanges } from './changes.ts';

const sector = (code: string, received: number): SectorFigures => ({
  code,
  title: code,
  received,
  answered: 0,
  inTime: 0,
  rating: null,
  rated: 0,
  open: 0,
  overdue: 0,
});

function figures(more: {
  total?: Partial<ReportFigures['total']>;
  sectors?: SectorFigures[];
  decisions?: Partial<ReportFigures['decisions']>;
  readiness?: number;
}): ReportFigures {
  return {
    sectors: more.sectors ?? [],
    total: {
      received: 100,
      answered: 100,
      inTime: 90,
      rating: 4,
      rated: 50,
      open: 10,
      overdue: 5,
      ...more.total,
    },
    pains: [],
    decisions: { meetings: 1, issued: 0, accepted: 0, open: 0, overdue: 0, late: [], ...more.decisions },
    recommendations: { proposed: 0, accepted: 0, applied: 0, measured: 0, waiting: [] },
    roadmap: { readiness: more.readiness ?? 40, done: 1, total: 10, overdue: 0 },
    correspondence: { waiting: 0, overdue: 0 },
    countedAt: '2026-11-27T05:00:00Z',
  };
}

const plain = (text: string) => text.replaceAll('\u00a0', ' ');
const changed = (now: ReportFigures, before: ReportFigures | null) => tellChanges(now, before).map(plain);

describe('what changed since the last report', () => {
  it('is nothing to compare with at first', () => {
    expect(changed(figures({}), null)).toEqual(['Это первый отчёт: сравнить не с чем.']);
  });

  it.each([
    [112, 100, 'Поступило 112 сообщений: на 12 % больше, чем в прошлом отчёте (100).'],
    [81, 100, 'Поступило 81 сообщение: на 19 % меньше, чем в прошлом отчёте (100).'],
    [340, 100, 'Поступило 340 сообщений: в 3,4 раза больше, чем в прошлом отчёте (100).'],
    [500, 100, 'Поступило 500 сообщений: в 5 раз больше, чем в прошлом отчёте (100).'],
    [102, 102, 'Поступило 102 сообщения — столько же, сколько в прошлом отчёте.'],
    [3, 0, 'Поступило 3 сообщения; в прошлом отчёте не было ни одного.'],
  ])('tells the flow %i after %i', (now, before, words) => {
    expect(changed(figures({ total: { received: now } }), figures({ total: { received: before } }))[0]).toBe(
      words,
    );
  });

  it.each([
    [{ inTime: 95 }, { inTime: 90 }, 'В срок дано 95 % ответов: на 5 пунктов лучше, чем было (90 %).'],
    [{ inTime: 87 }, { inTime: 90 }, 'В срок дано 87 % ответов: на 3 пункта хуже, чем было (90 %).'],
    [{ inTime: 91 }, { inTime: 90 }, 'В срок дано 91 % ответов, как и прежде.'],
    [{ answered: 0, inTime: 0 }, {}, 'Ответов за период не дано.'],
    // Ten answers are no share to compare.
    [{ answered: 10, inTime: 5 }, {}, 'В срок дано 50 % ответов.'],
  ])('tells answers in time %j after %j', (now, before, words) => {
    expect(changed(figures({ total: now }), figures({ total: before }))[1]).toBe(words);
  });

  it.each([
    [0, 0, 'Просроченных дел нет.'],
    [0, 4, 'Просроченных дел не осталось: было 4.'],
    [21, 20, 'Просрочено 21 дело: стало больше на 1.'],
    [2, 5, 'Просрочено 2 дела: стало меньше на 3.'],
    [5, 5, 'Просрочено 5 дел, столько же, сколько было.'],
  ])('tells what is overdue: %i after %i', (now, before, words) => {
    expect(changed(figures({ total: { overdue: now } }), figures({ total: { overdue: before } }))[2]).toBe(
      words,
    );
  });

  it('names sectors that moved beyond chance, the most first, and no others', () => {
    const before = figures({ sectors: [sector('ЖКХ', 100), sector('Дороги', 100), sector('ТКО', 12)] });
    const now = figures({ sectors: [sector('ЖКХ', 110), sector('Дороги', 162), sector('ТКО', 2)] });
    const told = changed(now, before).filter((words) => words.startsWith('«'));
    expect(told).toEqual([
      '«Дороги»: 162 сообщения, рост на 62 (было 100).',
      '«ТКО»: 2 сообщения, спад на 10 (было 12).',
    ]);
  });

  it('tells ratings, decisions and readiness only where they moved', () => {
    const same = changed(figures({}), figures({}));
    expect(same.at(-1)).toBe('Выдано 0 поручений, исполнено 0; просроченных нет.');
    const moved = changed(
      figures({ total: { rating: 4.3 }, decisions: { issued: 3, accepted: 2, overdue: 1 }, readiness: 55 }),
      figures({}),
    );
    expect(moved).toContain('Оценка ответов выросла с 4 до 4,3.');
    expect(moved).toContain('Выдано 3 поручения, исполнено 2; просрочено 1, было 0.');
    expect(moved).toContain('Готовность центра 55 %, была 40 %.');
    expect(changed(figures({ total: { rating: 4.3, rated: 5 } }), figures({})).join()).not.toContain(
      'Оценка',
    );
  });
});

const indicator = (id: 'K1' | 'K2' | 'K9', value: number | null): IndicatorLine => ({
  id,
  title: id,
  unit: id === 'K1' ? 'share' : id === 'K2' ? 'days' : 'score',
  value,
  better: id === 'K9' ? 'up' : 'down',
  target: null,
  cases: 40,
  bySector: [],
});

describe('red zones and indicators', () => {
  const zones = (red: number, opened = 0, closed = 0) => ({ red, opened, closed, running: [] });

  it.each([
    [zones(2, 1, 0), zones(1), 'Сейчас 2 красные зоны, было 1; за период открыто 1, закрыто данными 0.'],
    [zones(2), undefined, 'Сейчас 2 красные зоны: за период открыто 0, закрыто данными 0.'],
    [zones(0), zones(3), 'Красных зон не осталось.'],
  ])('tells zones %#', (now, before, words) => {
    expect(changed({ ...figures({}), zones: now }, { ...figures({}), zones: before })).toContain(words);
  });

  it('says nothing of zones where there were none, nor where they were not counted', () => {
    const told = [
      changed({ ...figures({}), zones: zones(0) }, { ...figures({}), zones: zones(0) }),
      changed(figures({}), { ...figures({}), zones: zones(1) }),
    ];
    expect(told.flat().join()).not.toContain('расн');
  });

  it('tells the indicators that moved beyond what comes by itself, the better way named', () => {
    const before = { ...figures({}), indicators: [indicator('K1', 0.1), indicator('K2', 4)] };
    const now = { ...figures({}), indicators: [indicator('K1', 0.2), indicator('K2', 4.2)] };
    const words = changed(now, before).filter((sentence) => sentence.startsWith('К'));
    expect(words).toEqual(['К1 «K1»: 20 %, было 10 % — хуже.']);
    const few = { ...now, total: { ...now.total, answered: 5 } };
    expect(changed(few, before).filter((sentence) => sentence.startsWith('К'))).toEqual([]);
  });

  it('names to the head the zones whose day of exit is past', () => {
    const late = {
      title: 'Синарский район, Дороги',
      owner: 'Петров П.П.',
      exitOn: '2026-11-20',
      isLate: true,
    };
    const running = [{ id: '1', openedOn: '2026-11-01', reason: 'дела дольше двух сроков', ...late }];
    expect(tellAsks({ ...figures({}), zones: { ...zones(1), running } }).map(plain)).toEqual([
      'Потребовать выхода из красных зон, срок прошёл: Синарский район, Дороги (Петров П.П.).',
    ]);
  });
});

it('asks the head for what the head alone can move', () => {
  const late = [
    {
      id: '1',
      number: 'П-3/2026',
      text: 'Закрыть ямы',
      responsible: 'Петров П.П.',
      dueOn: '2026-11-20',
      lateDays: 2,
    },
  ];
  const now = figures({ decisions: { late } });
  now.recommendations.waiting = [{ id: '2', title: 'Отвечать с фото' }];
  now.roadmap.overdue = 2;
  expect(tellAsks(now).map(plain)).toEqual([
    'Потребовать исполнения: П-3/2026 (Петров П.П., просрочено на 2 дня).',
    'Решить о рекомендации: «Отвечать с фото».',
    'Решить о сроках дорожной карты: просрочено 2 мероприятия.',
  ]);
  expect(tellAsks(figures({}))).toEqual([]);
});
