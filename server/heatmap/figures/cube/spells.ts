import { type MarkedFacts, packMarks, unpackMarks } from './marks.ts';

/** A former stretch in which a case was not open; days are local, since 1970-01-01. */
export interface Rest {
  from: number;
  to: number;
  /** An answer began it that was given and not taken back. */
  isAnswered: boolean;
  /** Its answer, or whatever ended it, came after the term. */
  isLate: boolean;
  /** A return to work ended it. */
  isReturn: boolean;
  outcome: string | null;
  rating: number | null;
}

/** When a case was open: what its stock is counted by, beside its marks. */
export interface Course extends MarkedFacts {
  /** Local day of registration. */
  day: number;
  /** Not merged into another: counted among what was received. */
  isCounted: boolean;
  /** Day since which it is not open; null while it is. */
  restedDay: number | null;
  /** Day on which the term it is held to passes; null without a term. */
  brokenDay: number | null;
  /** The earliest first. */
  rests: readonly Rest[];
}

/** What happened to a case on a day, told by its marks: in the places of `packMarks` that sides and filters read, and flags of its own. */
export interface Turn {
  day: number;
  marks: number;
}

/** What the marks of a turn say. */
export interface TurnFacts extends Pick<MarkedFacts, 'importance' | 'outcome' | 'rating' | 'isSignedIn'> {
  /** Of a beginning: the case is open from this day on, and was not by its registration. */
  isOpening: boolean;
  /** Of a beginning: by a return to work. */
  isReturn: boolean;
  /** Of a beginning: open and late from this day on. Of an end: it was late while it was open. */
  isOverdue: boolean;
  /** Of an end: by an answer that was not taken back. */
  isAnswered: boolean;
  /** Of an end: after its term. */
  isLate: boolean;
}

/** The flags of a turn lie in the bits of the flags of a case, which a turn does not have. */
const packTurn = (facts: TurnFacts): number =>
  packMarks({
    importance: facts.importance,
    outcome: facts.outcome,
    rating: facts.rating,
    isSignedIn: facts.isSignedIn,
    isAnswered: facts.isAnswered,
    isLate: facts.isLate,
    isReopened: facts.isReturn,
    isReworked: facts.isOpening,
    isDeferred: false,
    isOpen: facts.isOverdue,
  });

export function unpackTurn(marks: number): TurnFacts {
  const { importance, outcome, rating, isSignedIn, isAnswered, isLate, ...rest } = unpackMarks(marks);
  const flags = { isOpening: rest.isReworked, isReturn: rest.isReopened, isOverdue: rest.isOpen };
  return { importance, outcome, rating, isSignedIn, isAnswered, isLate, ...flags };
}

const none = { isOpening: false, isReturn: false, isOverdue: false, isAnswered: false, isLate: false };

/**
 * The days on which a case began to be open, or late, and on which it ceased to. The beginning by registration is the case itself
 * where it is counted. What begins and ends on one day is in no number of a day's end, but its end is still an answer given.
 */
export function turnsOf(course: Course): { starts: Turn[]; ends: Turn[] } {
  const { day, isCounted, restedDay, brokenDay, rests, importance, isSignedIn } = course;
  const starts: Turn[] = [];
  const ends: Turn[] = [];
  const own = { importance, isSignedIn, outcome: course.outcome, rating: course.rating };
  const start = (at: number, facts: Partial<TurnFacts>): void => {
    starts.push({ day: at, marks: packTurn({ ...none, ...own, ...facts }) });
  };
  let began = day;
  if (!isCounted) start(day, { isOpening: true });
  const stop = (at: number, facts: Omit<TurnFacts, keyof typeof none> & Partial<TurnFacts>): void => {
    const overdueFrom = brokenDay === null ? null : Math.max(began, brokenDay);
    const isOverdue = overdueFrom !== null && overdueFrom < at;
    if (isOverdue) start(overdueFrom, { isOverdue });
    ends.push({ day: at, marks: packTurn({ ...none, ...facts, isOverdue }) });
  };
  for (const { from, to, isAnswered, isLate, isReturn, outcome, rating } of rests) {
    stop(from, { importance, isSignedIn, outcome, rating, isAnswered, isLate });
    start(to, { isOpening: true, isReturn });
    began = to;
  }
  const { isAnswered, isLate } = course;
  if (restedDay !== null) stop(restedDay, { ...own, isAnswered, isLate });
  else if (brokenDay !== null) start(Math.max(began, brokenDay), { isOverdue: true });
  return { starts, ends };
}
