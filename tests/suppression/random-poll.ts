import { type Question, question } from '../../shared/contract/participation/questionnaire.ts';
import { type Dice, makeDice } from './random-city.ts';

/** A poll of a seed: its questions, its groups, and who answered what. */

export interface MadeSheet {
  districtId: string | null;
  ageGroup: string | null;
  answers: Record<string, string[] | { lat: number; lon: number }>;
}

export interface RandomPoll {
  questions: Question[];
  districts: { id: string; title: string; residents: number }[];
  ages: { id: string; title: string; share: number }[];
  sheets: MadeSheet[];
  isWeighted: boolean;
}

/** Few have most: the weight of each, by rank. */
const slope = (dice: Dice, count: number, by: number): number[] =>
  Array.from({ length: count }, (_, at) => (0.3 + dice()) / (at + 1) ** by);

function draw(dice: Dice, weights: readonly number[]): number {
  let left = dice() * weights.reduce((sum, one) => sum + one, 0);
  for (const [at, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return at;
  }
  return weights.length - 1;
}

const whole = (dice: Dice, low: number, high: number): number => low + Math.floor(dice() * (high - low + 1));

function makeQuestions(dice: Dice): Question[] {
  const kinds = ['single', 'multi', 'scale', 'point'] as const;
  return Array.from({ length: whole(dice, 1, 2) }, (_, at) => {
    const kind = kinds[draw(dice, [3, 2, 1, 1])]!;
    return question.parse({
      id: `q${at}`,
      kind,
      title: 'Что?',
      isRequired: dice() < 0.5,
      hasUnsure: kind === 'single' && dice() < 0.4,
      steps: whole(dice, 2, 4),
      options:
        kind === 'single' || kind === 'multi'
          ? Array.from({ length: whole(dice, 2, kind === 'multi' ? 3 : 4) }, (_o, one) => ({
              id: `o${one}`,
              title: `О ${one}`,
            }))
          : [],
    });
  });
}

type Given = MadeSheet['answers'][string];

/** What each district leans to is its own: small groups of one mind are what gives people away. */
function makeChooser(dice: Dice, asked: Question): (district: number) => Given | null {
  const choices =
    asked.kind === 'scale'
      ? Array.from({ length: asked.steps }, (_, at) => String(at + 1))
      : [...asked.options.map(({ id }) => id), ...(asked.hasUnsure ? ['unsure'] : [])];
  const leans = Array.from({ length: 12 }, () => slope(dice, Math.max(1, choices.length), 0.5 + dice()));
  const silent = asked.isRequired ? 0 : 0.02 + dice() * 0.1;
  const homes = Array.from({ length: 6 }, () => ({ lat: 56.3 + dice() / 10, lon: 61.8 + dice() / 10 }));
  const byHome = slope(dice, homes.length, 1.5);
  return (district) => {
    if (dice() < silent) return null;
    if (asked.kind === 'point') return homes[draw(dice, byHome)]!;
    const weights = leans[Math.max(0, district) % leans.length]!;
    if (asked.kind !== 'multi') return [choices[draw(dice, weights)]!];
    const chosen = choices.filter((_, at) => dice() < weights[at]!);
    return chosen.length > 0 ? chosen : [choices[0]!];
  };
}

export function makePoll(seed: number): RandomPoll {
  const dice = makeDice(seed * 104_729 + 31);
  const questions = makeQuestions(dice);
  const districts = Array.from({ length: dice() < 0.2 ? 0 : whole(dice, 2, 6) }, (_, at) => ({
    id: `d${at}`,
    title: `Район ${at}`,
    residents: whole(dice, 500, 60_000),
  }));
  const shares = slope(dice, dice() < 0.4 ? 0 : whole(dice, 2, 4), 0.3);
  const all = shares.reduce((sum, one) => sum + one, 0);
  const ages = shares.map((share, at) => ({ id: `a${at}`, title: `Возраст ${at}`, share: share / all }));
  const byDistrict = slope(dice, districts.length, 0.3 + 1.5 * dice());
  const byAge = slope(dice, ages.length, 0.3 + dice());
  const choosers = questions.map((asked) => [asked.id, makeChooser(dice, asked)] as const);
  const people = Math.round(12 * 40 ** dice());
  return {
    questions,
    districts,
    ages,
    isWeighted: dice() < 0.5,
    sheets: Array.from({ length: people }, () => {
      const district = draw(dice, byDistrict);
      return {
        districtId: districts[district]?.id ?? null,
        ageGroup: ages[draw(dice, byAge)]?.id ?? null,
        answers: Object.fromEntries(
          choosers.flatMap(([id, choose]) => {
            const given = choose(district);
            return given === null ? [] : [[id, given]];
          }),
        ),
      };
    }),
  };
}
