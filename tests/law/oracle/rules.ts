/**
 * What must be refused and what may not be, as a list read from the top: the first rule whose words fit decides. After
 * the list stands the table of regime × act.
 */
import { addDays, dayOf, rollBack, type World } from './calendar.ts';
import type { Act, ActKind, Facts, Life, Role } from './facts.ts';
import { rowOf } from './table.ts';
import { answerDue, extensionLimit } from './terms.ts';

export interface Verdict {
  verdict: 'never' | 'may' | 'must';
  article: string;
  why: string;
}

interface Situation {
  life: Life;
  act: Act;
  by: Role;
  now: number;
  world: World;
  appeal: boolean;
  open: boolean;
}

interface Rule {
  verdict: Verdict['verdict'];
  article: string;
  why: string;
  fits: (s: Situation) => boolean;
}

export function addressable(facts: Facts): boolean {
  return facts.hasName && facts.hasAddress;
}

/** Acts of an official: decisions in the name of the administration. */
const official: readonly ActKind[] = ['answer', 'answer_many', 'extend', 'terminate', 'publish'];
/** Acts that end the duty to answer. */
export const ending: readonly ActKind[] = [
  'answer',
  'answer_many',
  'forward',
  'return',
  'refuse',
  'terminate',
  'publish',
];
const withoutNotice = (act: Act): boolean => 'withoutNotice' in act && act.withoutNotice;
const isCorrection = (act: Act): boolean => act.kind === 'correct_regime' || act.kind === 'correct_receipt';
const refusedBy = (act: Act, ground: string): boolean => act.kind === 'refuse' && act.ground === ground;

const rules: readonly Rule[] = [
  {
    verdict: 'never',
    article: 'ст. 10 ч. 3',
    why: 'who only looks decides nothing',
    fits: ({ by, act }) => by === 'observer' && act.kind !== 'time_passes',
  },
  {
    verdict: 'never',
    article: 'ст. 10 ч. 3, ст. 11 ч. 5, ст. 12 ч. 2',
    why: 'signed and decided by the head or an authorised official',
    fits: ({ by, act, appeal }) =>
      appeal && official.includes(act.kind) && by !== 'head' && by !== 'official',
  },
  {
    verdict: 'never',
    article: 'retention',
    why: 'what is erased is not acted on',
    fits: ({ life, act }) => life.erased && !['retention', 'time_passes'].includes(act.kind),
  },
  {
    verdict: 'never',
    article: 'a breach is a fact',
    why: 'a fact is corrected with a ground only',
    fits: ({ act }) => isCorrection(act) && 'ground' in act && act.ground === false,
  },
  {
    verdict: 'never',
    article: 'ст. 8 ч. 2',
    why: 'nothing is received in the future',
    fits: ({ act, now, world }) => act.kind === 'correct_receipt' && act.to > dayOf(world, now),
  },
  {
    verdict: 'never',
    article: 'ст. 10 ч. 4',
    why: 'an answer that was sent is not unsent; a notice neither',
    fits: ({ act, appeal }) =>
      act.kind === 'undo' && act.sent && ending.includes(act.of) && (appeal || act.of === 'answer'),
  },
  {
    verdict: 'never',
    article: 'ст. 9 ч. 1',
    why: 'what is open is not erased',
    fits: ({ act, open }) => act.kind === 'retention' && open,
  },
  {
    verdict: 'may',
    article: 'the storage term',
    why: 'what has ended is kept for its term and erased after it',
    fits: ({ act, open }) => act.kind === 'retention' && !open,
  },
  {
    verdict: 'may',
    article: 'ст. 5 п. 4',
    why: 'what has ended is not acted on, or is taken up again with a ground',
    fits: ({ open, act }) => !open && !['withdraw_consent', 'time_passes'].includes(act.kind),
  },
  {
    verdict: 'may',
    article: 'ст. 5 п. 1',
    why: 'what nobody asked, or what another case answers for, may be put down or not',
    fits: ({ life, act }) => act.kind === 'author_answers' && (!life.asked || life.merged),
  },
  {
    verdict: 'may',
    article: 'ст. 5 п. 5',
    why: 'the word of the author is put down once, by those the office lets',
    fits: ({ life, act, by, appeal }) =>
      appeal && act.kind === 'withdraw_appeal' && (life.withdrawn || (by !== 'author' && by !== 'clerk')),
  },
  {
    verdict: 'never',
    article: 'ст. 10 ч. 3',
    why: 'an answer is signed',
    fits: ({ act, appeal }) => appeal && act.kind === 'answer' && !act.signed,
  },
  {
    verdict: 'never',
    article: 'ст. 8 ч. 6',
    why: 'a complaint is never sent to whom it complains of',
    fits: ({ act, life, appeal }) =>
      appeal &&
      act.kind === 'forward' &&
      life.facts.complainsAbout !== null &&
      act.to === life.facts.complainsAbout,
  },
  {
    verdict: 'never',
    article: 'ст. 11 ч. 4 и 4.1',
    why: 'what cannot be read or understood is not forwarded',
    fits: ({ act, life, appeal }) =>
      appeal &&
      act.kind === 'forward' &&
      (life.facts.illegible || life.facts.unclear) &&
      !life.facts.reportsCrime,
  },
  {
    verdict: 'never',
    article: 'ст. 8 ч. 3 и 7, ст. 11 ч. 2–6, ст. 12 ч. 2',
    why: 'the author is told; only who left no name or address cannot be',
    fits: ({ act, life, appeal }) => appeal && withoutNotice(act) && addressable(life.facts),
  },
  {
    verdict: 'never',
    article: 'ст. 11',
    why: 'no ground, no refusal',
    fits: ({ act }) => act.kind === 'refuse' && act.ground === null,
  },
  {
    verdict: 'never',
    article: 'ст. 11 ч. 1',
    why: 'a reported crime is forwarded even when nobody signed',
    fits: ({ act, life, appeal }) =>
      appeal && refusedBy(act, 'no_name_or_address') && life.facts.reportsCrime,
  },
  {
    verdict: 'never',
    article: 'ст. 11 ч. 1',
    why: 'the name and the address are there',
    fits: ({ act, life, appeal }) =>
      appeal && refusedBy(act, 'no_name_or_address') && addressable(life.facts),
  },
  {
    verdict: 'never',
    article: 'ст. 11 ч. 5.1',
    why: 'a page is named only where an indefinite circle is touched',
    fits: ({ act, life, appeal }) => appeal && act.kind === 'publish' && !life.facts.indefiniteCircle,
  },
  {
    verdict: 'never',
    article: 'ст. 12 ч. 2',
    why: 'an extension has a ground',
    fits: ({ act, appeal }) => appeal && act.kind === 'extend' && !act.ground,
  },
  {
    verdict: 'never',
    article: 'ст. 12 ч. 2',
    why: 'a term that has ended is not extended',
    fits: ({ act, life, appeal, now }) =>
      appeal &&
      act.kind === 'extend' &&
      ((life.answer.broken && !life.renewed) || now > life.answer.brokenAfter),
  },
  {
    verdict: 'may',
    article: 'ст. 11 ч. 1',
    why: 'a crime nobody signed is forwarded in its seven days: no answer is there to be put off',
    fits: ({ act, life, appeal }) =>
      appeal && act.kind === 'extend' && life.facts.reportsCrime && !addressable(life.facts),
  },
  {
    verdict: 'may',
    article: 'ст. 12 ч. 2',
    why: 'taken up again after its answer: the new day is a promise of the administration, and so is a later one',
    fits: ({ act, life, appeal }) => appeal && act.kind === 'extend' && life.renewed,
  },
  {
    verdict: 'never',
    article: 'ст. 12 ч. 2',
    why: 'by no more than thirty days, all together',
    fits: ({ act, life, appeal, world }) =>
      appeal &&
      act.kind === 'extend' &&
      act.to > addDays(answerDue(world, life.facts), 30) &&
      act.to > extensionLimit(world, life.facts),
  },
  {
    verdict: 'may',
    article: 'ст. 12 ч. 2',
    why: 'a second extension, or one that shortens, is the tool’s own choice',
    fits: ({ act, life, appeal }) =>
      appeal && act.kind === 'extend' && (life.extendedFrom !== null || act.to <= (life.answer.due ?? '')),
  },
  {
    verdict: 'may',
    article: 'ст. 12 ч. 2',
    why: 'on the very last day the hour is the administration’s own',
    fits: ({ act, life, appeal, now }) => appeal && act.kind === 'extend' && now > life.answer.inTimeUntil,
  },
  {
    verdict: 'may',
    article: 'ст. 12 ч. 2',
    why: 'the last days before the limit depend on days off',
    fits: ({ act, life, appeal, world }) =>
      appeal &&
      act.kind === 'extend' &&
      act.to > rollBack(world.calendar, addDays(answerDue(world, life.facts), 26)),
  },
  {
    verdict: 'may',
    article: 'ст. 8 ч. 3',
    why: 'the law names no one who forwards: the office leaves it to its clerks',
    fits: ({ act, by, appeal }) => appeal && act.kind === 'forward' && by !== 'clerk',
  },
  {
    verdict: 'may',
    article: 'ст. 8 ч. 3',
    why: 'what was agreed to be answered in substance is taken for one’s own: the answer is taken back first, or not',
    fits: ({ act, life, appeal }) => appeal && act.kind === 'forward' && (life.agreed || life.promised),
  },
  {
    verdict: 'may',
    article: 'ст. 8 ч. 3',
    why: 'after its days a forward is late and counted so; whether it is let through is the tool’s own',
    fits: ({ act, life, now, appeal }) => appeal && act.kind === 'forward' && now > life.forward.inTimeUntil,
  },
];

/** What the law says of this act on this case by this person at this moment. */
export function judge(world: World, life: Life, act: Act, by: Role, now: number): Verdict {
  // A crowd is judged one by one: nothing is open to many that is closed to one.
  if (act.kind === 'bulk') return judge(world, life, act.act, by, now);
  const appeal = life.facts.regime === 'appeal_59fz';
  const open = life.end === null && !life.erased;
  const situation: Situation = { life, act, by, now, world, appeal, open };
  const rule = rules.find((each) => each.fits(situation));
  if (rule) return { verdict: rule.verdict, article: rule.article, why: rule.why };
  const { verdict, article, answer } = rowOf(life.facts.regime, act.kind);
  return { verdict, article, why: `the duty to answer ${answer}` };
}
