import { openRandom } from '../../../server/demo/world/random.ts';
import { riskOfShortfall } from '../../../server/pages/publications/calendar/norm.ts';

interface Asked {
  pages: number;
  /** Weeks each page is judged in, after those its history is taken from. */
  weeks: number;
  seed: number;
  /** At least; as the pack says of `forecast`. */
  risk: number;
}

/** How a rule fared: of the short weeks those it warned of, of its warnings those that were right. */
export interface Fared {
  recall: number;
  precision: number;
}

interface Week {
  need: number;
  /** Standing when Wednesday ends, published after it, and planned by then of what was. */
  done: number;
  rest: number;
  coming: number;
}

/** Monday to Sunday: what a page usually publishes, before its own habits. */
const usualShape = [1.2, 1.1, 1, 1, 0.9, 0.3, 0.2];
const norms = [7, 5, 3];
const WEDNESDAY = 3;

type Random = () => number;

/** Events of a Poisson flow with this mean. */
function drawCount(random: Random, mean: number): number {
  const least = Math.exp(-mean);
  let count = 0;
  for (let left = random(); left > least; left *= random()) count += 1;
  return count;
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** Weeks of one page: a level that shifts now and then, habits by the day, holidays that halve a week, half of the rest planned ahead. */
function drawPage(random: Random, weeks: number): Week[] {
  const need = norms[Math.floor(random() * norms.length)] ?? 5;
  const habits = usualShape.map((share) => share * (0.6 + random() * 0.8));
  let level = need * (0.6 + random() * 0.9);
  return Array.from({ length: weeks }, () => {
    if (random() < 0.04) level = need * (0.5 + random());
    const flow = level * (random() < 0.05 ? 0.5 : 1);
    const days = habits.map((share) => drawCount(random, (flow * share) / sum(habits)));
    const rest = sum(days.slice(WEDNESDAY));
    const coming = Array.from({ length: rest }).filter(() => random() < 0.5).length;
    return { need, done: sum(days.slice(0, WEDNESDAY)), rest, coming };
  });
}

interface Judged {
  isShort: boolean;
  isWarned: boolean;
}

function fareOf(judged: readonly Judged[]): Fared {
  const right = judged.filter(({ isShort, isWarned }) => isShort && isWarned).length;
  return {
    recall: right / judged.filter(({ isShort }) => isShort).length,
    precision: right / judged.filter(({ isWarned }) => isWarned).length,
  };
}

/** Plays weeks of pages and tells how the forecast fared beside the rule «fewer than two by Wednesday». */
export function playWeeks({ pages, weeks, seed, risk, history }: Asked & { history: number }) {
  const { next: random } = openRandom(`weeks ${seed}`);
  const told = Array.from({ length: pages }, () => drawPage(random, history + weeks)).flatMap((page) =>
    page.slice(history).map(({ need, done, rest, coming }, at) => {
      const lacking = need - done;
      const former = page.slice(at, at + history).map((week) => week.rest);
      const chance = lacking <= coming ? 0 : (riskOfShortfall(lacking, coming, former) ?? 1);
      return { isShort: done + rest < need, isWarned: chance >= risk, isNaive: done < 2 };
    }),
  );
  return {
    ours: fareOf(told),
    naive: fareOf(told.map(({ isShort, isNaive }) => ({ isShort, isWarned: isNaive }))),
    short: told.filter(({ isShort }) => isShort).length,
    weeks: told.length,
  };
}
