/** Does a text speak of another town: its «ул. Ленина» is then not ours. */

import { firstOf } from '../../../../shared/lists.ts';
import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import { isCapital, type ReadText } from './evidence.ts';

const TOWN_WORDS = new Set(
  'г гор город города городе городу с село селе села п пос поселок поселке поселка пгт рп ст д дер деревня деревне деревни хутор хутора'.split(
    ' ',
  ),
);
/** These are also prepositions or «дом»: only with a dot. */
const NEEDS_DOT = new Set(['г', 'с', 'п', 'д', 'ст', 'пос', 'гор', 'дер']);

const townsOf = new WeakMap<ReadText, { at: number; isOwn: boolean }[]>();

/** Towns and villages named with their kind («г. Рязань», «в селе Покровском»), with token indexes. */
function listTowns(read: ReadText, gazetteer: Gazetteer): { at: number; isOwn: boolean }[] {
  const known = townsOf.get(read);
  if (known) return known;
  const { tokens } = read;
  const towns: { at: number; isOwn: boolean }[] = [];
  tokens.forEach((token, i) => {
    if (token.kind !== 'word' || !TOWN_WORDS.has(token.norm)) return;
    const isDotted = tokens[i + 1]?.norm === '.';
    if (NEEDS_DOT.has(token.norm) && !isDotted) return;
    const at = isDotted ? i + 2 : i + 1;
    const name = tokens[at];
    if (name?.kind !== 'word' || name.norm.length < 4 || !(isCapital(read, at) || read.isShouted)) return;
    towns.push({ at, isOwn: isOwnTown(name.norm, gazetteer) });
  });
  townsOf.set(read, towns);
  return towns;
}

function isOwnTown(word: string, gazetteer: Gazetteer): boolean {
  const stem = firstOf(word.slice(0, Math.max(4, word.length - 3)).split('-'));
  const isName = (name: string) => name.toLowerCase().replaceAll('ё', 'е').startsWith(stem.slice(0, 6));
  if ([...gazetteer.cityWords].some(isName)) return true;
  return gazetteer.entries.some(
    ({ target, name }) => target.kind === 'landmark' && target.landmark.kind === 'area' && isName(name),
  );
}

/** The text names another town with its kind, and not our own. */
export function namesForeignTown(read: ReadText, gazetteer: Gazetteer): boolean {
  const towns = listTowns(read, gazetteer);
  return towns.length > 0 && !towns.some((town) => town.isOwn);
}

/** Another town stands in the same address: up to 8 tokens before it, or 6 after it. */
export function isNearForeignTown(
  read: ReadText,
  gazetteer: Gazetteer,
  first: number,
  last: number,
): boolean {
  const near = listTowns(read, gazetteer).filter(({ at }) => at >= first - 8 && at < last + 6);
  const nearest = near.sort((a, b) => Math.abs(a.at - first) - Math.abs(b.at - first))[0];
  return nearest !== undefined && !nearest.isOwn;
}
