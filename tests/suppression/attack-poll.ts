import type { PollFigures, QuestionFigures } from '../../shared/contract/participation/poll-figures.ts';
import type { Question } from '../../shared/contract/participation/questionnaire.ts';
import type { Dice } from './random-city.ts';
import { type Fact, findRanges, openSolver, type Range, type Sum } from './solver.ts';

/**
 * An attacker who has the result of a poll as everybody reads it: people and turnout by group, and answers by group, with their totals. All of
 * it is of the same people, so all of it is one system: of how many people of each district and age chose what.
 */

export interface PollSecret {
  /** `people`, or a question and its choice. */
  of: string;
  district: number | null;
  age: number | null;
}

export interface FoundInPoll extends Range {
  secret: PollSecret;
}

type Place = Pick<PollSecret, 'district' | 'age'>;

interface System {
  names: Map<string, number>;
  facts: Fact[];
  asked: { secret: PollSecret; sum: Sum }[];
  /** Every combination of a district and an age. */
  cells: string[];
  cellsOf: (place: Place) => string[];
}

const everywhere: Place = { district: null, age: null };

function makeSystem({ districts, ages }: PollFigures): System {
  const [rows, columns] = [Math.max(1, districts.length), Math.max(1, ages.length)];
  const all = Array.from({ length: rows * columns }, (_, at) => ({
    district: Math.floor(at / columns),
    age: at % columns,
  }));
  const nameOf = (one: { district: number; age: number }): string => `${one.district}×${one.age}`;
  return {
    names: new Map(),
    facts: [],
    asked: [],
    cells: all.map(nameOf),
    cellsOf: ({ district, age }) =>
      all
        .filter(
          (one) => (district === null || one.district === district) && (age === null || one.age === age),
        )
        .map(nameOf),
  };
}

function unknown({ names }: System, name: string): number {
  const at = names.get(name) ?? names.size;
  names.set(name, at);
  return at;
}

const sumOf = (system: System, of: string, place: Place): Sum =>
  new Map(system.cellsOf(place).map((cell) => [unknown(system, `${of} ${cell}`), 1]));

/** A number of the page: it is a fact, or a secret. */
function learn(system: System, of: string, place: Place, value: number | null | undefined): void {
  if (value === undefined) return;
  const sum = sumOf(system, of, place);
  if (value === null) system.asked.push({ secret: { of, ...place }, sum });
  else system.facts.push({ sum, low: value, high: value });
}

/** Terms of a sum with their signs, of one cell. */
const balance = (system: System, cell: string, terms: Readonly<Record<string, number>>): Sum =>
  new Map(Object.entries(terms).map(([of, times]) => [unknown(system, `${of} ${cell}`), times]));

function learnOptions(system: System, figures: QuestionFigures, of: (id: string) => string): void {
  for (const { id, count, byDistrict, byAge } of figures.options) {
    learn(system, of(id), everywhere, count);
    for (const [district, value] of byDistrict.entries())
      learn(system, of(id), { district, age: null }, value);
    for (const [age, value] of byAge.entries()) learn(system, of(id), { district: null, age }, value);
  }
}

/** What anybody knows of a question besides its numbers: one of several is chosen by each, several by those who answered. */
function learnRules(
  system: System,
  figures: QuestionFigures,
  asked: Question,
  of: (id: string) => string,
): void {
  const [silent, places] = [of('none'), figures.options.map(({ id }) => id)];
  for (const cell of system.cells) {
    const add = (terms: Readonly<Record<string, number>>, low: number, high: number): void => {
      system.facts.push({ sum: balance(system, cell, terms), low, high });
    };
    if (asked.kind === 'multi') {
      const chosen = places.filter((id) => id !== 'none').map(of);
      const nobody = places.includes('none') ? { [silent]: 1 } : {};
      for (const one of chosen)
        add({ people: 1, [one]: -1, ...scaled(nobody, -1) }, 0, Number.POSITIVE_INFINITY);
      add(
        { people: -1, ...Object.fromEntries(chosen.map((one) => [one, 1])), ...nobody },
        0,
        Number.POSITIVE_INFINITY,
      );
    } else if (figures.options.length > 0)
      add({ people: 1, ...Object.fromEntries(places.map((id) => [of(id), -1])) }, 0, 0);
    else add({ people: 1, [of('said')]: -1, [silent]: -1 }, 0, 0);
  }
}

const scaled = (terms: Readonly<Record<string, number>>, by: number): Record<string, number> =>
  Object.fromEntries(Object.entries(terms).map(([name, times]) => [name, times * by]));

/** Points: those of the cells that are shown, and the others. */
function learnPoints(
  system: System,
  { cells, outside, answered }: QuestionFigures,
  of: (id: string) => string,
  participants: number,
): void {
  const shown = cells.reduce((sum, { count }) => sum + count, 0);
  const rest = new Map([[unknown(system, of('elsewhere')), 1]]);
  const said = sumOf(system, of('said'), everywhere);
  system.facts.push({
    sum: new Map([...said, ...[...rest].map(([at]) => [at, -1] as const)]),
    low: shown,
    high: shown,
  });
  if (answered !== null) system.facts.push({ sum: said, low: answered, high: answered });
  else system.asked.push({ secret: { of: of('said'), ...everywhere }, sum: said });
  if (outside !== null) system.facts.push({ sum: rest, low: outside, high: outside });
  else if (participants > 0) system.asked.push({ secret: { of: of('elsewhere'), ...everywhere }, sum: rest });
}

export async function attackPoll(
  figures: PollFigures,
  questions: readonly Question[],
  { width, dice }: { width: number; dice: Dice },
): Promise<FoundInPoll[]> {
  const system = makeSystem(figures);
  learn(system, 'people', everywhere, figures.participants);
  for (const [district, { count, residents, turnout }] of figures.districts.entries())
    learn(system, 'people', { district, age: null }, countTold(count, residents, turnout));
  for (const [age, { count }] of figures.ages.entries())
    learn(system, 'people', { district: null, age }, count);
  for (const question of figures.questions) {
    const asked = questions.find(({ id }) => id === question.id)!;
    const of = (id: string): string => `${question.id}:${id}`;
    learnOptions(system, question, of);
    learnRules(system, question, asked, of);
    if (asked.kind === 'point') learnPoints(system, question, of, figures.participants);
    else if (question.answered !== null && asked.kind !== 'multi')
      system.facts.push({
        sum: new Map(
          question.options
            .filter(({ id }) => id !== 'none')
            .flatMap(({ id }) => [...sumOf(system, of(id), everywhere)]),
        ),
        low: question.answered,
        high: question.answered,
      });
  }
  if (system.asked.length === 0) return [];
  const asked = system.asked.map(({ sum }) => ({ sum, width }));
  const model = { count: system.names.size, facts: system.facts };
  return findRanges(await openSolver(), model, asked, dice).map((range, at) => ({
    ...range,
    secret: system.asked[at]!.secret,
  }));
}

/** A share of a number that is not told would tell it. */
function countTold(count: number | null, residents: number | null, turnout: number | null): number | null {
  if (count !== null || turnout === null || residents === null) return count;
  return Math.round(turnout * residents);
}
