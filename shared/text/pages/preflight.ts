import type { NetworkLimits, PreflightNote } from '../../contract/pages/publications.ts';
import { blankWords, hasBlank } from '../answer-templates.ts';
import { formatTime, type Instant, localDay } from '../dates.ts';
import { formatNumber } from '../numbers.ts';
import { counted } from '../plural.ts';

/**
 * Whether a piece may go out as it is: the one check of the form while it is written, of the server when it is sent to be agreed to, and once
 * more when it goes out. Pure.
 */

export interface PreflightVariant {
  pageId: string;
  /** As a person calls the page: «Администрация, ВКонтакте». */
  title: string;
  network: string;
  ownText: string | null;
  dueAt: Instant;
}

export interface PreflightAsked {
  text: string;
  pictures: readonly { alt: string }[];
  variants: readonly PreflightVariant[];
  limits: readonly NetworkLimits[];
  /** Local `HH:MM`; the hours may go over midnight. */
  quietHours: { from: string; to: string };
  /** Days of silence with their reasons. */
  quietDays: ReadonlyMap<string, string>;
  zone: string;
  now: Instant;
  /** What in the text would lead to a person: «телефон», «адрес квартиры»; empty = nothing. */
  personal: readonly string[];
}

type Note = PreflightNote;

const stop = (field: string, words: string, pageId: string | null = null): Note => ({
  pageId,
  tone: 'stop',
  field,
  words,
});
const warn = (field: string, words: string, pageId: string | null = null): Note => ({
  pageId,
  tone: 'warn',
  field,
  words,
});
const fine = (field: string, words: string): Note => ({ pageId: null, tone: 'ok', field, words });

/** Whether a local time lies within hours that may go over midnight; the end is outside. */
export function isWithin(time: string, { from, to }: { from: string; to: string }): boolean {
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

const charactersOf = (count: number): string => counted(count, 'знак', 'знака', 'знаков');

function checkWords({ text, personal, variants }: PreflightAsked): Note[] {
  const all = [text, ...variants.flatMap(({ ownText }) => ownText ?? [])];
  return [
    ...(all.some(hasBlank) ? [stop('text', blankWords)] : []),
    ...(personal.length > 0 ? [warn('text', `Похоже на личное: ${personal.join(', ')}`)] : []),
  ];
}

/** Of one page: what its network does not take. */
function checkVariant(asked: PreflightAsked, variant: PreflightVariant): Note[] {
  const { text, pictures, limits, now } = asked;
  const { pageId, title, network, ownText, dueAt } = variant;
  const said = ownText ?? text;
  const field = ownText === null ? 'text' : `variants.${pageId}`;
  const taken = limits.find((one) => one.network === network);
  const notes: Note[] = [];
  if (said.trim() === '' && pictures.length === 0)
    notes.push(stop(field, `${title}: нет ни текста, ни картинки`, pageId));
  if (taken && said.length > taken.text)
    notes.push(
      stop(
        field,
        `${title}: длиннее на ${charactersOf(said.length - taken.text)}, сеть примет ${formatNumber(taken.text)}`,
        pageId,
      ),
    );
  if (taken && pictures.length > taken.pictures)
    notes.push(
      stop(
        'pictures',
        `${title}: сеть примет ${counted(taken.pictures, 'картинку', 'картинки', 'картинок')}, приложено ${formatNumber(pictures.length)}`,
        pageId,
      ),
    );
  if (new Date(dueAt) < new Date(now))
    notes.push(warn('dueAt', `${title}: время прошло, выйдет сразу`, pageId));
  return notes;
}

/** Pictures nobody has described, each by its place. */
function checkPictures({ pictures }: PreflightAsked): Note[] {
  return pictures.flatMap(({ alt }, at) =>
    alt.trim() === ''
      ? [warn(`pictures.${at}`, `Картинка ${at + 1}: опишите, что на ней, для тех, кто её не увидит`)]
      : [],
  );
}

/** Moments: hours and days on which pages are silent. */
function checkMoments({ variants, quietHours, quietDays, zone }: PreflightAsked): Note[] {
  const notes = variants.flatMap(({ pageId, title, dueAt }): Note[] => {
    const reason = quietDays.get(localDay(dueAt, zone));
    if (reason !== undefined)
      return [stop('dueAt', `${title}: в этот день страницы молчат — ${reason}`, pageId)];
    return isWithin(formatTime(dueAt, zone), quietHours)
      ? [warn('dueAt', `${title}: тихие часы с ${quietHours.from} до ${quietHours.to}`, pageId)]
      : [];
  });
  if (notes.length > 0 || variants.length === 0) return notes;
  return [fine('dueAt', `Тихие часы с ${quietHours.from} соблюдены`)];
}

/** Everything there is to say, the gravest first. */
export function checkBeforeFlight(asked: PreflightAsked): Note[] {
  const { pictures, variants } = asked;
  const notes = [
    ...(variants.length === 0 ? [stop('variants', 'Выберите, на каких страницах это выйдет')] : []),
    ...checkWords(asked),
    ...variants.flatMap((variant) => checkVariant(asked, variant)),
    ...checkPictures(asked),
    ...checkMoments(asked),
  ];
  const isDescribed = pictures.length > 0 && pictures.every(({ alt }) => alt.trim() !== '');
  const all = isDescribed ? [...notes, fine('pictures', 'Описания картинок есть')] : notes;
  const order = ['stop', 'warn', 'ok'];
  return all.toSorted((a, b) => order.indexOf(a.tone) - order.indexOf(b.tone));
}

export const mayFly = (notes: readonly Note[]): boolean => notes.every(({ tone }) => tone !== 'stop');
