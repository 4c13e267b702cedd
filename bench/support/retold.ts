import { tried, tuned } from '../../server/base/understanding/duplicates/duplicate-matters.ts';
import type { IndexedMessage } from '../../server/base/understanding/duplicates/duplicate-table.ts';
import { seededRandom } from '../../server/base/understanding/duplicates/duplicate-trial.ts';
import { DAY } from '../../shared/time.ts';

/**
 * A generated register of messages and retellings of some of them: words changed, dropped, added and mistyped. The same
 * seed makes the same register.
 */

/** All within the longest gate, so that time spares nobody a comparison. */
export const DAYS = 28;
const START = Date.UTC(2026, 9, 1);
export const SEED = 7;

export interface Text extends IndexedMessage {
  text: string;
}

/** A message that retells the message `original`. */
export interface Probe extends Text {
  original: string;
}

export interface Register {
  /** The messages in the order of their times. */
  texts: () => Generator<Text>;
  /** Retellings of every n-th message; there are some once `texts` has been read. */
  probes: () => Probe[];
}

const syllables =
  'ка по ро ла ни та ве со мо де ли на ру ши ти бо за гу ре ча пе вы му хо зе да ко ла не'.split(' ');
const matters = [...tried, ...tuned];

/** @param size messages; @param asked retellings. */
export function makeRegister(size: number, asked: number): Register {
  const random = seededRandom(SEED);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  // Words beside the matter itself, by Zipf: thirty thousand made of syllables, the frequent ones everywhere.
  const filler = Array.from({ length: 30_000 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables)).join(''),
  );
  const zipf = (): string => filler[Math.floor(filler.length * random() ** 3)]!;

  function makeText(id: number): Text {
    const matter = pick(matters);
    const words = Array.from({ length: 10 + Math.floor(random() * 22) }, zipf);
    const said = [pick(matter.what), ...(random() < 0.6 ? [pick(matter.more)] : [])].join(' ');
    const hasPoint = random() < 0.6;
    return {
      id: String(id),
      text: `${said.replaceAll('{n}', String(1 + Math.floor(random() * 9)))} ${words.join(' ')}.`,
      at: START + Math.floor((id / size) * DAYS * DAY),
      lat: hasPoint ? 56.33 + random() * 0.15 : null,
      lon: hasPoint ? 61.8 + random() * 0.28 : null,
      address: null,
      block: matter.block,
      facts: [matter.fact],
    };
  }

  /** The same told again: one word in twelve mistyped or dropped, a sentence of courtesy added. */
  function retell(text: string): string {
    const words = text.split(' ').flatMap((word) => {
      const chance = random();
      if (chance < 0.04) return [];
      if (chance < 0.08 && word.length > 4) return [word.slice(0, 2) + word.slice(3)];
      return [word];
    });
    return `Здравствуйте! ${words.join(' ')} Прошу принять меры.`;
  }

  const kept: Text[] = [];
  const every = Math.max(1, Math.floor(size / asked));
  return {
    *texts() {
      for (let id = 0; id < size; id += 1) {
        const text = makeText(id);
        if (id % every === 0 && kept.length < asked) kept.push(text);
        yield text;
      }
    },
    probes: () =>
      kept.map((text) => ({
        ...text,
        id: `p${text.id}`,
        original: text.id,
        text: retell(text.text),
        at: START + DAYS * DAY,
        lat: text.lat === null ? null : text.lat + 0.0002,
      })),
  };
}
