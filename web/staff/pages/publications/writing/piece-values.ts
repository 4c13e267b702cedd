import type {
  CalendarPage,
  PreflightNote,
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import type { createPublication } from '../../../../../shared/contract/pages/publications-acts.ts';
import type { RouteInput } from '../../../../../shared/contract/route.ts';
import { momentAt } from '../../../../../shared/text/dates.ts';
import { checkBeforeFlight, type PreflightAsked } from '../../../../../shared/text/pages/preflight.ts';
import { type LocalMoment, localMoment, momentKey } from './windows.ts';

export interface PieceFile {
  fileId: string;
  /** Of a picture that was just sent; '' of one the piece has. */
  token: string;
  alt: string;
}

export interface PieceVariant {
  pageId: string;
  /** Null: the common text. */
  ownText: string | null;
  /** Null: at the common moment. */
  own: LocalMoment | null;
}

/** A piece while it is written. */
export interface PieceValues {
  /** Version of the piece these words were begun on; null = it is not saved yet. */
  version: number | null;
  text: string;
  risk: string;
  brief: string;
  pictures: readonly PieceFile[];
  variants: readonly PieceVariant[];
  day: string;
  time: string;
  /** The moment is written by hand, not taken from the windows. */
  isOwnTime: boolean;
}

export const emptyPiece = (risk: string): PieceValues => ({
  version: null,
  text: '',
  risk,
  brief: '',
  pictures: [],
  variants: [],
  day: '',
  time: '',
  isOwnTime: false,
});

export const isBlankPiece = ({ text, pictures, variants }: PieceValues): boolean =>
  text.trim() === '' && pictures.length === 0 && variants.every(({ ownText }) => !ownText?.trim());

/** The moment most variants share, the earlier of several. */
function commonMoment(moments: readonly LocalMoment[]): LocalMoment | undefined {
  const groups = [...Map.groupBy(moments, momentKey).entries()];
  return groups.toSorted(([a, as], [b, bs]) => bs.length - as.length || a.localeCompare(b))[0]?.[1][0];
}

/** A saved piece, taken up to be written on. */
export function valuesOf(card: PublicationCard, zone: string): PieceValues {
  const moments = card.variants.map(({ dueAt }) => localMoment(dueAt, zone));
  const common = commonMoment(moments) ?? { day: '', time: '' };
  return {
    version: card.version,
    text: card.text,
    risk: card.risk,
    brief: card.brief,
    pictures: card.pictures.map(({ fileId, alt }) => ({ fileId, token: '', alt })),
    variants: card.variants.map(({ pageId, ownText, dueAt }) => {
      const own = localMoment(dueAt, zone);
      return { pageId, ownText, own: momentKey(own) === momentKey(common) ? null : own };
    }),
    ...common,
    isOwnTime: false,
  };
}

/** `HH:MM` of a time typed by hand, «9:30» too; null of anything else. */
export function readClock(text: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.](\d{2})$/u.exec(text.trim()) ?? [];
  return hours !== '' && Number(hours) < 24 && Number(minutes) < 60
    ? `${hours.padStart(2, '0')}:${minutes}`
    : null;
}

/** When a variant goes out, ISO; null while that is not wholly written. */
export function dueOf(values: Pick<PieceValues, 'day' | 'time'>, own: LocalMoment | null, zone: string) {
  const { day, time } = own ?? values;
  const clock = readClock(time);
  return day && clock ? momentAt(day, clock, zone).toISOString() : null;
}

type Body = RouteInput<typeof createPublication>['body'];

/** What is sent; null while a chosen page has no moment. */
export function bodyOf(values: PieceValues, zone: string): Body | null {
  const { text, risk, brief } = values;
  const variants = values.variants.flatMap(({ pageId, ownText, own }) => {
    const dueAt = dueOf(values, own, zone);
    return dueAt === null ? [] : [{ pageId, ownText, dueAt }];
  });
  if (variants.length < values.variants.length) return null;
  const pictures = values.pictures.map(({ fileId, token, alt }) => ({
    fileId,
    alt,
    ...(token && { token }),
  }));
  return { text, risk, brief, pictures, variants };
}

/** Whether a piece says the same as it does where it is kept. */
export const isSameBody = (a: Body | null, b: Body | null): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

export const pageTitleOf = ({ body, networkTitle }: Pick<CalendarPage, 'body' | 'networkTitle'>): string =>
  `${body}, ${networkTitle}`;

/** What the check is asked of what is written; what would lead to a person the server alone finds. */
export function flightOf(
  values: PieceValues,
  calendar: Pick<PublicationCalendar, 'pages' | 'limits' | 'quietHours' | 'days'>,
  { zone, now }: { zone: string; now: number },
): PreflightAsked {
  return {
    text: values.text,
    pictures: values.pictures,
    variants: values.variants.flatMap(({ pageId, ownText, own }) => {
      const page = calendar.pages.find(({ id }) => id === pageId);
      const dueAt = dueOf(values, own, zone);
      return page && dueAt
        ? [{ pageId, title: pageTitleOf(page), network: page.network, ownText, dueAt }]
        : [];
    }),
    limits: calendar.limits,
    quietHours: calendar.quietHours,
    quietDays: new Map(calendar.days.flatMap(({ day, quiet }) => (quiet ? [[day, quiet] as const] : []))),
    zone,
    now,
    personal: [],
  };
}

const ranks = ['stop', 'warn', 'ok'];

/** What the device finds with each letter, and what the server found besides; each once, the gravest first. */
export function notesOf(asked: PreflightAsked, known: readonly PreflightNote[]): PreflightNote[] {
  const own = checkBeforeFlight(asked);
  const told = new Set(own.map(({ words }) => words));
  // Of the rest the device is itself the better judge: its words are of what is written now.
  const besides = known.filter(
    ({ field, tone, words }) => field === 'text' && tone === 'warn' && !told.has(words),
  );
  return [...own, ...besides].toSorted((a, b) => ranks.indexOf(a.tone) - ranks.indexOf(b.tone));
}

/** Where a note is mended: the end of the id of a control of the form. */
export function controlOf(field: string, values: Pick<PieceValues, 'variants' | 'isOwnTime'>): string {
  const [name, which] = field.split('.');
  if (name === 'pictures') return which === undefined ? 'picture' : `pictures-${which}-alt`;
  if (name === 'dueAt') return values.isOwnTime ? 'time' : 'window';
  if (name !== 'variants') return 'text';
  const own = values.variants.find(({ pageId }) => pageId === which);
  return own ? `own-${own.pageId}` : 'pages';
}

/** Pages of one network that say the same. */
export interface VariantGroup {
  network: string;
  networkTitle: string;
  pages: readonly CalendarPage[];
  /** Null: the common text. */
  ownText: string | null;
}

/** Variants as they are shown: of a network together while they say the same, else each page apart. */
export function groupVariants(
  variants: readonly PieceVariant[],
  pages: readonly CalendarPage[],
): VariantGroup[] {
  const known = variants.flatMap(({ pageId, ownText }) => {
    const page = pages.find(({ id }) => id === pageId);
    return page ? [{ page, ownText }] : [];
  });
  return [...Map.groupBy(known, ({ page }) => page.network).values()].flatMap((ofNetwork) => {
    const isOne = new Set(ofNetwork.map(({ ownText }) => ownText)).size === 1;
    const groups = isOne ? [ofNetwork] : ofNetwork.map((one) => [one]);
    return groups.flatMap((group) => {
      const [first] = group;
      if (!first) return [];
      const { network, networkTitle } = first.page;
      return [{ network, networkTitle, pages: group.map(({ page }) => page), ownText: first.ownText }];
    });
  });
}

/** The same variants, those of some pages with words of their own, or with the common ones. */
export const withOwnText = (
  variants: readonly PieceVariant[],
  pageIds: readonly string[],
  ownText: string | null,
): PieceVariant[] => variants.map((one) => (pageIds.includes(one.pageId) ? { ...one, ownText } : one));

/** The same variants, one page of them at a moment of its own, or at the common one. */
export const withOwnMoment = (
  variants: readonly PieceVariant[],
  pageId: string,
  own: LocalMoment | null,
): PieceVariant[] => variants.map((one) => (one.pageId === pageId ? { ...one, own } : one));

/** The same variants for other pages; a page that comes says what its network says already. */
export function withPages(
  variants: readonly PieceVariant[],
  pageIds: readonly string[],
  pages: readonly CalendarPage[],
): PieceVariant[] {
  const networkOf = (id: string) => pages.find((page) => page.id === id)?.network;
  return pageIds.map((pageId) => {
    const had = variants.find((one) => one.pageId === pageId);
    if (had) return had;
    const kin = variants.find((one) => networkOf(one.pageId) === networkOf(pageId));
    return { pageId, ownText: kin?.ownText ?? null, own: null };
  });
}

/** The same list with one of it a place earlier or later. */
export function withMovedPicture(files: readonly PieceFile[], at: number, by: 1 | -1): PieceFile[] {
  const other = files[at + by];
  const one = files[at];
  if (!one || !other) return [...files];
  return files.map((file, index) => {
    if (index === at) return other;
    return index === at + by ? one : file;
  });
}
