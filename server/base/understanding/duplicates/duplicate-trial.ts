import { itemAt } from '../../../../shared/lists.ts';
import { HOUR } from '../../../../shared/time.ts';
import { type Matter, tried, tuned } from './duplicate-matters.ts';
import type { IndexedMessage } from './duplicate-table.ts';

/**
 * A city of generated messages whose duplicates are known: one happening told by several people in their own words, and
 * beside it what only looks the same — the words of one place about another, a former year's trouble, another trouble of
 * the same yard, the next entrance.
 */
export interface Told extends Omit<IndexedMessage, 'facts' | 'block'> {
  /** Messages of one happening share it. */
  happening: number;
}

const streets =
  'Титова Каменская Суворова Лермонтова Алюминиевая Кунавина Белинского Исетская Кадочникова Челябинская Гоголя Мичурина Октябрьская Тевосяна Карла_Маркса'.split(
    ' ',
  );

/** mulberry32: the same seed tells the same city everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const greetings = [
  '',
  '',
  '',
  'Здравствуйте! ',
  'Добрый день. ',
  'Уважаемая администрация! ',
  'Обращаюсь повторно. ',
];
const endings = [
  '',
  '',
  ' Примите меры.',
  ' Просим разобраться.',
  ' Сколько можно терпеть?',
  ' Очень просим помочь, с нами живут дети.',
  ' Звонили в управляющую компанию, никто не отвечает.',
  ' Ждём ответа.',
];

interface Place {
  street: string;
  house: number;
  lat: number;
  lon: number;
}

/** @param set `tuned`: the gates were chosen on these matters; `tried`: the figures are counted on these. */
export function tellCity(seed: number, happenings: number, set: 'tuned' | 'tried' = 'tried'): Told[] {
  const random = seededRandom(seed);
  const one = <T>(list: readonly T[]): T => itemAt(list, Math.floor(random() * list.length));
  const between = (from: number, to: number): number => from + random() * (to - from);
  const matters = set === 'tried' ? tried : tuned;
  const told: Told[] = [];
  const start = Date.UTC(2026, 0, 10);

  const place = (): Place => ({
    street: one(streets).replace('_', ' '),
    house: 1 + Math.floor(random() * 90),
    lat: between(56.36, 56.45),
    lon: between(61.86, 62.02),
  });

  const say = (matter: Matter, part: string): string => {
    const parts = [one(matter.what), ...(random() < 0.7 ? [one(matter.more)] : [])];
    const words = parts.join(' ').replaceAll('{n}', part);
    return mistype(`${one(greetings)}${words}${one(endings)}`, random);
  };

  const tell = (
    happening: number,
    matter: Matter,
    where: Place,
    at: number,
    part: string,
    text?: string,
  ): void => {
    const named = random();
    const address = `${where.street}, ${where.house}`;
    const body = text ?? say(matter, part);
    const withPlace = named < 0.45 ? `${body} ул. ${where.street}, ${where.house}.` : body;
    const hasPoint = random() < 0.93;
    told.push({
      happening,
      id: `m${told.length}`,
      text: withPlace,
      at,
      lat: hasPoint ? where.lat + between(-0.0003, 0.0003) : null,
      lon: hasPoint ? where.lon + between(-0.0005, 0.0005) : null,
      address: hasPoint || named < 0.45 ? address : null,
    });
  };

  for (let happening = 0; happening < happenings; happening += 1) {
    const matter = one(matters);
    const where = place();
    const at = start + random() * 120 * 24 * HOUR;
    const part = String(1 + Math.floor(random() * 4));
    const count = 2 + Math.floor(random() * 4);
    const first = say(matter, part);
    for (let teller = 0; teller < count; teller += 1) {
      // One in six sends on the neighbours' own text.
      const text = teller > 0 && random() < 0.16 ? mistype(first, random) : undefined;
      tell(
        happening,
        matter,
        where,
        at + random() * 72 * HOUR,
        part,
        text ?? (teller === 0 ? first : undefined),
      );
    }
    // The traps, each a happening of its own.
    const trap = (
      matterThere: Matter,
      there: Place,
      then: number,
      partThere: string,
      text?: string,
    ): void => {
      const name = happenings + told.length;
      tell(name, matterThere, there, then, partThere, text);
    };
    if (random() < 0.5) trap(matter, place(), at + random() * 48 * HOUR, part, first);
    if (random() < 0.5) trap(matter, where, at + (45 + random() * 300) * 24 * HOUR, part, first);
    const foreign = one(matters.filter((other) => other.fact !== matter.fact));
    const sameBlock = matters.filter(
      ({ fact, block }) => block === matter.block && fact !== matter.fact && fact !== foreign.fact,
    );
    if (random() < 0.6) trap(foreign, where, at + random() * 48 * HOUR, part);
    if (random() < 0.5 && sameBlock.length > 0) trap(one(sameBlock), where, at + random() * 48 * HOUR, part);
    if (matter.isNumbered && random() < 0.5) {
      const other = String(Number(part) + 4);
      const others = matter.what.filter((words) => words.includes('{n}'));
      trap({ ...matter, what: others }, where, at + random() * 48 * HOUR, other);
    }
  }
  return told.sort((a, b) => a.at - b.at);
}

/** A slip of the finger in one word of twenty-five. */
function mistype(text: string, random: () => number): string {
  return text
    .split(' ')
    .map((word) => {
      if (word.length < 5 || random() > 0.04) return word;
      const at = 1 + Math.floor(random() * (word.length - 3));
      return random() < 0.5
        ? word.slice(0, at) + word.slice(at + 1)
        : word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
    })
    .join(' ');
}
