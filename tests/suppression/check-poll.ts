import { makeFigures } from '../../server/participation/polls/results/figures.ts';
import { gatherCells } from '../../server/participation/polls/results/gather-cells.ts';
import { beginTally, tallySheet } from '../../server/participation/polls/results/tally.ts';
import { tellTurnout } from '../../server/participation/polls/results/turnout.ts';
import { weighTally } from '../../server/participation/polls/results/weigh.ts';
import type { PollFigures } from '../../shared/contract/participation/poll-figures.ts';
import { attackPoll, type FoundInPoll } from './attack-poll.ts';
import { makeDice } from './random-city.ts';
import { makePoll, type RandomPoll } from './random-poll.ts';

export interface PollRules {
  smallest: number;
  width: number;
}

export interface PollResult {
  title: string;
  solved: FoundInPoll[];
  narrow: FoundInPoll[];
  /** Numbers of few people that are told. */
  small: number;
  hidden: number;
  shown: number;
}

/** The result of a random poll as the product counts it. */
export function countRandom(poll: RandomPoll, rules: PollRules): PollFigures {
  const { questions, districts, ages, sheets, isWeighted } = poll;
  const idsOf = (groups: readonly { id: string }[]): string[] =>
    groups.length > 0 ? groups.map(({ id }) => id) : [''];
  const tally = beginTally(questions, { districts: idsOf(districts), ages: idsOf(ages) });
  const known = new Map(questions.map((one) => [one.id, one]));
  for (const sheet of sheets) tallySheet(tally, known, sheet);
  const all = districts.reduce((sum, { residents }) => sum + residents, 0);
  return makeFigures(tally, {
    questions,
    districts,
    ages: ages.map(({ id, title }) => ({ id, title, residents: null })),
    weighing: weighTally(
      tally,
      {
        isWeighted,
        districts: districts.length > 1 ? districts.map(({ residents }) => residents / all) : null,
        ages: ages.length > 1 ? ages.map(({ share }) => share) : null,
        confidence: 1.96,
      },
      { rounds: 50, most: 5, leastSheets: 30 },
    ),
    rules,
    placeCells: (questionId) => gatherCells(tally.points.get(questionId) ?? [], rules.smallest),
  });
}

/** The same people as those who took ballots of a secret vote: how many is told by its protocol, and turnout by district. */
function countVoted({ districts, sheets }: RandomPoll, rules: PollRules): PollFigures | null {
  if (districts.length === 0) return null;
  const taken = new Map<string, number>();
  for (const { districtId } of sheets) taken.set(districtId ?? '', (taken.get(districtId ?? '') ?? 0) + 1);
  // The last is asked no more: whoever named it is of no district.
  const asked = sheets.length % 3 === 0 ? districts.slice(0, -1) : districts;
  return {
    participants: sheets.length,
    smallest: rules.smallest,
    districts: tellTurnout(asked, taken, rules),
    ages: [],
    turnout: [],
    weights: null,
    whyUnweighted: '',
    questions: [],
  };
}

/** Every number of a page, null where it is hidden. */
function numbersOf({ districts, ages, questions }: PollFigures): (number | null)[] {
  return [
    ...districts.map(({ count }) => count),
    ...ages.map(({ count }) => count),
    ...questions.flatMap(({ options, outside, kind, answered, cells }) => [
      ...options.flatMap(({ count, byDistrict, byAge }) => [count, ...byDistrict, ...byAge]),
      ...(kind === 'point' ? [outside, answered, ...cells.map(({ count }) => count)] : []),
    ]),
  ];
}

export async function checkPoll(seed: number, rules: PollRules): Promise<PollResult> {
  const poll = makePoll(seed);
  const figures = countRandom(poll, rules);
  const found = await attackPoll(figures, poll.questions, { width: rules.width, dice: makeDice(seed) });
  const voted = countVoted(poll, rules);
  if (voted) found.push(...(await attackPoll(voted, [], { width: rules.width, dice: makeDice(seed) })));
  const numbers = [...numbersOf(figures), ...(voted ? numbersOf(voted) : [])];
  return {
    title: `${figures.participants} человек, районов ${poll.districts.length}, возрастов ${poll.ages.length}, вопросов ${poll.questions.length}`,
    solved: found.filter(({ low, high }) => low === high),
    narrow: found.filter(({ low, high }) => high - low < rules.width),
    small: numbers.filter((count) => count !== null && count > 0 && count < rules.smallest).length,
    hidden: numbers.filter((count) => count === null).length,
    shown: numbers.filter((count) => count !== null).length,
  };
}
