import { describe, expect, it, test } from 'vitest';
import type {
  CalendarPage,
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import { normAfter } from './norm-after.ts';
import {
  bodyOf,
  controlOf,
  emptyPiece,
  flightOf,
  groupVariants,
  isBlankPiece,
  isSameBody,
  notesOf,
  type PieceValues,
  readClock,
  valuesOf,
  withMovedPicture,
  withOwnMoment,
  withOwnText,
  withPages,
} from './piece-values.ts';

const zone = 'Asia/Yekaterinburg';

const page = (id: string, network = 'vk', given: Partial<CalendarPage> = {}): CalendarPage => ({
  id,
  unitId: 'u',
  body: `Орган ${id}`,
  title: id,
  network,
  networkTitle: network === 'vk' ? 'ВКонтакте' : 'Одноклассники',
  manualReason: '',
  weeks: [],
  days: [],
  ...given,
});
const pages = [page('a'), page('b'), page('c', 'ok')];

const variant = (pageId: string, given: Partial<PieceValues['variants'][number]> = {}) => ({
  pageId,
  ownText: null,
  own: null,
  ...given,
});
const values = (given: Partial<PieceValues> = {}): PieceValues => ({
  ...emptyPiece('usual'),
  text: 'Остановка открыта',
  day: '2026-11-27',
  time: '10:00',
  variants: [variant('a')],
  ...given,
});

describe('a piece that was saved', () => {
  const card = {
    version: 3,
    text: 'Слова',
    risk: 'usual',
    brief: '',
    pictures: [{ fileId: 'f', alt: 'Остановка', isBorrowed: false, isReleased: false }],
    variants: [
      { pageId: 'a', ownText: null, dueAt: '2026-11-27T05:00:00.000Z' },
      { pageId: 'b', ownText: 'Своё', dueAt: '2026-11-28T05:00:00.000Z' },
      { pageId: 'c', ownText: null, dueAt: '2026-11-27T05:00:00.000Z' },
    ],
  } as unknown as PublicationCard;
  it('is taken up with the moment most of it shares', () => {
    const taken = valuesOf(card, zone);
    expect(taken).toMatchObject({ version: 3, day: '2026-11-27', time: '10:00', isOwnTime: false });
    expect(taken.variants.map(({ own }) => own?.day ?? null)).toEqual([null, '2026-11-28', null]);
  });
  it('is sent as it was where nothing is changed', () => {
    expect(bodyOf(valuesOf(card, zone), zone)).toEqual({
      text: 'Слова',
      risk: 'usual',
      brief: '',
      pictures: [{ fileId: 'f', alt: 'Остановка' }],
      variants: card.variants.map(({ pageId, ownText, dueAt }) => ({ pageId, ownText, dueAt })),
    });
  });
  it('tells a change from none', () => {
    const [one, other] = [valuesOf(card, zone), { ...valuesOf(card, zone), text: 'Слова!' }];
    expect(isSameBody(bodyOf(one, zone), bodyOf(valuesOf(card, zone), zone))).toBe(true);
    expect(isSameBody(bodyOf(one, zone), bodyOf(other, zone))).toBe(false);
  });
});

describe('what is sent', () => {
  it('has the key of a picture that was just sent', () => {
    const pictures = [{ fileId: 'f', token: 't', alt: '' }];
    expect(bodyOf(values({ pictures }), zone)?.pictures).toEqual([{ fileId: 'f', token: 't', alt: '' }]);
  });
  it('is nothing while a page has no moment', () => {
    expect(bodyOf(values({ time: '25:00' }), zone)).toBeNull();
    expect(bodyOf(values({ day: '' }), zone)).toBeNull();
    expect(bodyOf(values({ day: '', variants: [] }), zone)?.variants).toEqual([]);
  });
  test.each([
    ['9:30', '09:30'],
    ['09.30', '09:30'],
    [' 23:59 ', '23:59'],
    ['24:00', null],
    ['10:60', null],
    ['10', null],
    ['', null],
  ])('«%s» on the clock', (text, time) => expect(readClock(text)).toBe(time));
  test.each<[string, Partial<PieceValues>, boolean]>([
    ['spaces alone', { text: '  ' }, true],
    ['pages alone', { text: '', variants: [variant('a')] }, true],
    ['a word', {}, false],
    ['a word of one network', { text: '', variants: [variant('a', { ownText: 'Своё' })] }, false],
    ['a picture', { text: '', pictures: [{ fileId: 'f', token: '', alt: '' }] }, false],
  ])('%s is blank or not', (_, given, isBlank) => expect(isBlankPiece(values(given))).toBe(isBlank));
});

describe('variants', () => {
  it('of a network are shown together while they say the same', () => {
    const shown = (variants: PieceValues['variants']) =>
      groupVariants(variants, pages).map(
        (group) => `${group.network}: ${group.pages.map(({ id }) => id).join(' ')}`,
      );
    expect(shown([variant('a'), variant('b'), variant('c')])).toEqual(['vk: a b', 'ok: c']);
    expect(shown([variant('a'), variant('b', { ownText: 'Своё' })])).toEqual(['vk: a', 'vk: b']);
    expect(shown([variant('gone')])).toEqual([]);
  });
  it('say what their network says already when a page comes', () => {
    const next = withPages([variant('a', { ownText: 'Короче' })], ['a', 'b', 'c'], pages);
    expect(next.map(({ ownText }) => ownText)).toEqual(['Короче', 'Короче', null]);
    expect(withPages(next, ['c'], pages)).toEqual([variant('c')]);
  });
  it('take words of their own, and give them up', () => {
    const own = withOwnText([variant('a'), variant('b')], ['b'], 'Своё');
    expect(own.map(({ ownText }) => ownText)).toEqual([null, 'Своё']);
    expect(withOwnText(own, ['b'], null)).toEqual([variant('a'), variant('b')]);
  });
});

it('puts a picture a place earlier or later, and not beyond the ends', () => {
  const files = ['1', '2', '3'].map((fileId) => ({ fileId, token: '', alt: '' }));
  const order = (at: number, by: 1 | -1) =>
    withMovedPicture(files, at, by)
      .map(({ fileId }) => fileId)
      .join('');
  expect([order(0, 1), order(2, -1), order(0, -1), order(2, 1)]).toEqual(['213', '132', '123', '123']);
});

describe('the check while it is written', () => {
  const calendar = {
    pages,
    limits: [
      {
        network: 'vk',
        title: 'ВКонтакте',
        short: 'ВК',
        text: 20,
        pictures: 1,
        mayEdit: true,
        mayRemove: true,
      },
    ],
    quietHours: { from: '22:00', to: '08:00' },
    days: [{ day: '2026-11-27', isWorking: true, quiet: '' }],
  };
  const now = Date.parse('2026-11-24T05:00:00Z');
  const check = (given: Partial<PieceValues>, known: Parameters<typeof notesOf>[1] = []) =>
    notesOf(flightOf(values(given), calendar, { zone, now }), known).map(
      ({ tone, field }) => `${tone} ${field}`,
    );
  it('knows limits, silence and descriptions', () => {
    expect(check({})).toEqual(['ok dueAt']);
    expect(check({ text: 'Слова длиннее двадцати знаков' })).toContain('stop text');
    expect(check({ variants: [] })).toEqual(['stop variants']);
    expect(check({ time: '23:00' })).toEqual(['warn dueAt']);
    expect(check({ pictures: [{ fileId: 'f', token: '', alt: '' }] })).toContain('warn pictures.0');
  });
  it('takes from the server only what the device cannot see', () => {
    const personal = {
      pageId: null,
      tone: 'warn',
      field: 'text',
      words: 'Похоже на личное: телефон',
    } as const;
    const old = { pageId: 'a', tone: 'stop', field: 'text', words: 'было длиннее' } as const;
    expect(check({}, [old, personal])).toEqual(['warn text', 'ok dueAt']);
  });
  test.each([
    ['text', 'text'],
    ['pictures', 'picture'],
    ['pictures.2', 'pictures-2-alt'],
    ['dueAt', 'window'],
    ['variants', 'pages'],
    ['variants.a', 'own-a'],
    ['variants.gone', 'pages'],
    ['risk', 'text'],
  ])('%s is mended at %s', (field, control) => expect(controlOf(field, values())).toBe(control));
  it('leads to the time where that is written by hand', () =>
    expect(controlOf('dueAt', values({ isOwnTime: true }))).toBe('time'));
});

describe('what the week will come to', () => {
  const week = (given: object = {}) => ({
    from: '2026-11-23',
    need: 5,
    done: 2,
    coming: 0,
    lacks: 3,
    state: 'short' as const,
    risk: null,
    isAtRisk: true,
    ...given,
  });
  const tell = (
    weeks: ReturnType<typeof week>[],
    given: Partial<PieceValues> = {},
    days: CalendarPage['days'] = [],
  ) => {
    const calendar: Pick<PublicationCalendar, 'pages'> = { pages: [page('a', 'vk', { weeks, days })] };
    return normAfter(values(given), calendar, { zone, publicationId: 'p' }).map(
      ({ tone, words }) => `${tone} ${words}`,
    );
  };
  const item = (state: 'draft' | 'waiting') => ({
    day: '2026-11-27',
    items: [
      { variantId: 'v', publicationId: 'p', state, at: '', start: '', url: '', reason: '', isMarked: false },
    ],
  });
  it('counts this piece once', () => {
    expect(tell([week()])).toEqual(['warn Орган a, ВКонтакте: до нормы останется 2\u00a0публикации']);
    expect(tell([week()], {}, [item('draft')])).toEqual([
      'warn Орган a, ВКонтакте: до нормы останется 2\u00a0публикации',
    ]);
    expect(tell([week({ lacks: 2, coming: 1 })], {}, [item('waiting')])).toEqual([
      'warn Орган a, ВКонтакте: до нормы останется 2\u00a0публикации',
    ]);
    expect(tell([week({ lacks: 1 })])).toEqual(['ok Орган a, ВКонтакте: норма 5 в неделю будет']);
  });
  it('says nothing of a week it does not know', () => {
    expect(tell([week()], { day: '2026-12-01' })).toEqual([]);
    expect(tell([week({ state: 'unknown' })])).toEqual([]);
    expect(tell([week()], { time: '' })).toEqual([]);
  });
});

test('one page goes out at a moment of its own, and back with the others', () => {
  const at = (pageId: string) => ({ pageId, ownText: null, own: null });
  const own = { day: '2026-11-27', time: '18:00' };
  const apart = withOwnMoment([at('a'), at('b')], 'b', own);
  expect(apart).toEqual([at('a'), { ...at('b'), own }]);
  expect(withOwnMoment(apart, 'b', null)).toEqual([at('a'), at('b')]);
});
