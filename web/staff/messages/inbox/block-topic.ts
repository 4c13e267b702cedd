/** Which topic stands once a digit has named the block, and what that does to the term. Pure. */

/** A fact of the block as the rule sees it. */
export interface TopicOption {
  factId: string;
  /** 0–1; nothing speaks for a fact of 0. */
  confidence: number;
  isSure: boolean;
  /** It has a stopper: life may be at risk. */
  isDanger: boolean;
  /** Length of its term in hours of the clock; null while unknown. */
  hours: number | null;
}

export interface BlockTopic {
  factId: string;
  /** `sure` and `likely`: the best fact; `danger`: the term of a likely danger is kept; `general`: nothing speaks for any. */
  because: 'sure' | 'likely' | 'danger' | 'general';
}

/** A danger less likely than this keeps no term short. */
const LIKELY_DANGER = 0.15;
/** A fact less likely than this does not stand for its block by itself. */
const LEAST_LIKELY = 0.1;

/**
 * The topic of a block alone. A sure fact stands; in doubt a likely danger with its shorter term does, so that a general
 * topic never makes four hours of duty into thirty days unseen; else the likeliest fact, marked as unsure; the general
 * topic only where nothing speaks for any other.
 */
export function topicOfBlock(general: string, options: readonly TopicOption[]): BlockTopic {
  const [best] = options;
  if (!best || best.confidence < LEAST_LIKELY)
    return keepDanger(options) ?? { factId: general, because: 'general' };
  if (best.isSure) return { factId: best.factId, because: 'sure' };
  return keepDanger(options, best.hours) ?? { factId: best.factId, because: 'likely' };
}

/** The likely danger of the shortest term, where it is shorter than that of the best fact. */
function keepDanger(options: readonly TopicOption[], than: number | null = null): BlockTopic | null {
  const [shortest] = options
    .filter(({ isDanger, confidence }) => isDanger && confidence >= LIKELY_DANGER)
    .sort((a, b) => hoursOf(a) - hoursOf(b));
  if (!shortest || (than !== null && hoursOf(shortest) >= than)) return null;
  return { factId: shortest.factId, because: 'danger' };
}

const hoursOf = ({ hours }: TopicOption): number => hours ?? Number.POSITIVE_INFINITY;

/** What a choice does to the term, said before it counts. */
export interface TermChange {
  from: string;
  to: string;
  isLonger: boolean;
}

export interface Term {
  words: string;
  hours: number;
}

/** The change of a term in words, or null where it stays as it was or either is unknown. */
export function changeOfTerm(before: Term | null, after: Term | null): TermChange | null {
  if (!before || !after || before.words === after.words) return null;
  return { from: before.words, to: after.words, isLonger: after.hours > before.hours };
}

/** A likely danger whose term the chosen topic would make longer: offered beside it. */
export function missedDanger(
  chosen: Pick<TopicOption, 'factId' | 'hours'>,
  options: readonly TopicOption[],
): TopicOption | null {
  const kept = keepDanger(options, chosen.hours);
  return options.find(({ factId }) => factId === kept?.factId && factId !== chosen.factId) ?? null;
}

const HOURS: Readonly<Record<string, number>> = {
  'calendar-day': 24,
  'working-day': (24 * 7) / 5,
  'calendar-month': 24 * 30,
  // A working day of eight hours a day of the clock.
  'working-hour': (24 * 7) / 5 / 8,
  'duty-hour': 1,
  'clock-hour': 1,
};

/** About how many hours of the clock a term takes: to tell the shorter of two. */
export const termHours = (unit: string, amount: number): number => (HOURS[unit] ?? 24) * amount;
