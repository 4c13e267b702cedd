import type { Status } from '../../../shared/contract/messages/cases.ts';
import { rejectionGrounds } from '../../../shared/text/rejection.ts';
import { DAY, HOUR } from '../../../shared/time.ts';
import type { PackFact } from '../../base/taxonomy/pack.ts';
import { clarifications, disputes, questions, refusals, snoozeReasons } from '../world/phrases.ts';
import type { DemoUnit } from '../world/world.ts';
import { followAnswer } from './aftermath.ts';
import type { Arrival, Merge } from './arrival.ts';
import { forwardOut } from './forwarding.ts';
import { type Life, residentDoer, staffDoer, systemDoer } from './life.ts';
import { runWhole } from './split.ts';
import { type Course, giveTo, sweepAfter } from './steps.ts';
import { runWork } from './work.ts';

/** Days after which the sweep closes what nobody answered (cases/sweeps/sweep.ts). */
const QUESTION_DAYS = 5;
const DISPUTE_DAYS = 7;

/** Lives the case from its registration to now, or to its end. */
export function runCourse(course: Course): void {
  const { life, arrival, pace, now } = course;
  if (arrival.merge) {
    joinOriginal(course, arrival.merge);
    return;
  }
  if (course.split) {
    runSplit(course, course.split);
    return;
  }
  const at = pace.triagedAt;
  if (at > now) {
    if (course.isSnoozed) snooze(course);
    return;
  }
  if (arrival.partOf) {
    assignCase(course, at);
    return;
  }
  if (arrival.stray !== null && arrival.stray !== 'vague' && !rejectMatter(course, at)) return;
  // A disputed refusal waits for somebody to read it anew.
  const isDisputed = life.file.status_since > at;
  if (isDisputed && pace.after(life.file.status_since, life.side.around(500, 0.6)) > now) return;
  // Of the last days more were asked: those who have not replied yet are to be seen waiting.
  const isRecent = at > now - 4 * DAY && life.side.chance(0.1);
  const asksAuthor = arrival.stray === 'vague' || life.random.chance(0.035) || isRecent;
  const ready = asksAuthor && canBeAsked(life) ? askAuthor(course, Math.max(at, life.file.status_since)) : at;
  if (ready > now) return;
  assignCase(course, Math.max(ready, life.file.status_since));
}

const canBeAsked = (life: Life): boolean => Boolean(life.contacts[0]?.phone ?? life.contacts[0]?.email);

function snooze({ life, world, now }: Course): void {
  const { random, file } = life;
  const at = Math.floor(file.registered_at + (now - file.registered_at) * (0.3 + 0.5 * random.next()));
  const until = now + random.int(3, 40) * HOUR;
  const reason = random.pick(snoozeReasons);
  Object.assign(file, { snoozed_until: until, snooze_reason: reason, version: file.version + 1 });
  const operator = staffDoer(world.crew.operator);
  life.tell(
    {
      at,
      kind: 'snooze',
      visibility: 'staff',
      text: `Отложено: ${reason}`,
      data: { until: new Date(until).toISOString() },
    },
    operator,
  );
  life.write('cases.snooze', at, operator);
}

function joinOriginal({ life, world }: Course, { at, into }: Merge): void {
  const operator = staffDoer(world.crew.operator);
  const former = life.file.status;
  life.move('merge', at, operator, {
    data: { into: into.file.number },
    set: { former_status: former, merged_into: into.file.id },
  });
  life.stopClocks(at, 'Присоединено к другому делу');
  life.decisions.push(at);
  // Answers given to the original are told here too: this page is the only one its resident has.
  for (const answer of into.answers) {
    if (answer.state !== 'released' || answer.decided_at === null || answer.decided_at <= at) continue;
    life.tell(
      {
        at: answer.decided_at,
        kind: 'answer',
        visibility: 'resident',
        text: answer.body,
        data: { number: into.file.number, outcome: answer.outcome },
      },
      staffDoer({ id: answer.decided_by ?? '', name: answer.decided_by_name ?? '' }),
    );
  }
}

/** Rejects with a ground; true = the author disputed it, and the case goes on. */
function rejectMatter(course: Course, at: number): boolean {
  const { life, world, arrival, now } = course;
  const { random } = life;
  const ground = arrival.stray as Exclude<Arrival['stray'], null | 'vague'>;
  life.move('reject', at, staffDoer(world.crew.operator), {
    text: rejectionGrounds[ground].toResident,
    data: { ground },
  });
  life.stopClocks(at, 'Отклонено');
  life.decisions.push(at);
  const author = life.contacts[0]!;
  if (random.chance(0.22) && ground !== 'ad' && ground !== 'spam') {
    const disputedAt = Math.floor(at + random.around(20, 0.8) * HOUR);
    if (disputedAt < at + DISPUTE_DAYS * DAY && disputedAt <= now) {
      life.tell(
        {
          at: disputedAt,
          kind: 'comment',
          visibility: 'resident',
          text: life.side.pick(disputes),
          data: { photos: 0 },
        },
        residentDoer(author.id),
      );
      life.move('appeal-rejection', disputedAt, residentDoer(author.id));
      life.file.due_at = life.startClock(
        'answer-30cd',
        disputedAt,
        disputedAt,
        'Житель не согласен с отказом',
      );
      return true;
    }
  }
  const closedAt = sweepAfter(course, at + DISPUTE_DAYS * DAY);
  if (closedAt <= now) {
    life.move('close-rejected', closedAt, systemDoer, { text: 'Отказ не оспорен за 7 дней' });
  }
  return false;
}

/** Asks the author; returns the moment from which work goes on, Infinity when it never does. */
function askAuthor(course: Course, at: number): number {
  const { life, world, now } = course;
  const { random, file } = life;
  const former = file.status as Status;
  const operator = staffDoer(world.crew.operator);
  life.move('ask', at, operator, { set: { former_status: former } });
  life.tell({ at, kind: 'question', visibility: 'resident', text: random.pick(questions) }, operator);
  life.decisions.push(at);
  const repliedAt = Math.floor(at + random.around(26, 0.8) * HOUR);
  if (random.chance(0.8) && repliedAt < at + QUESTION_DAYS * DAY) {
    if (repliedAt > now) return Number.POSITIVE_INFINITY;
    const author = residentDoer(life.contacts[0]!.id);
    const text = random.pick(clarifications);
    life.tell({ at: repliedAt, kind: 'comment', visibility: 'resident', text, data: { photos: 0 } }, author);
    life.move('resume', repliedAt, author, { to: former, set: { former_status: null } });
    return course.pace.after(repliedAt, random.around(70, 0.7));
  }
  const closedAt = sweepAfter(course, at + QUESTION_DAYS * DAY);
  if (closedAt <= now) {
    const text = 'Житель не ответил на вопрос за 5 дней';
    life.move('expire-question', closedAt, systemDoer, { text });
    life.stopClocks(closedAt, text);
  }
  return Number.POSITIVE_INFINITY;
}

/** A message about two matters: its parts have gone their ways, here the whole goes its own. */
function runSplit(course: Course, split: NonNullable<Course['split']>): void {
  const unit = course.world.unitOf(course.arrival.fact);
  course.life.move('pass-moderation', split.at, staffDoer(course.world.crew.operator));
  setTopic(course, course.arrival.fact, split.at);
  const answeredAt = runWhole(course, unit, split);
  if (answeredAt !== null) followAnswer(course, unit, answeredAt);
}

/** Topic, executor and term by one decision; then the work. */
function assignCase(course: Course, at: number): void {
  const { life, world, arrival, now, pace } = course;
  const { random, file } = life;
  const operator = staffDoer(world.crew.operator);
  if (file.status === 'moderation') life.move('pass-moderation', at, operator);
  const right = world.unitOf(arrival.fact);
  if (random.chance(0.008) && !arrival.partOf) {
    setTopic(course, arrival.fact, at);
    const backAt = forwardOut(course, at);
    if (backAt !== null && backAt <= now) {
      giveTo(course, right, backAt);
      runWork(course, right, backAt);
    }
    return;
  }
  const isMistaken = random.chance(0.045);
  const unit = isMistaken ? random.pick(world.crew.units.filter(({ id }) => id !== right.id)) : right;
  setTopic(course, arrival.fact, at);
  giveTo(course, unit, at);
  publish(course, arrival.fact, at);
  if (!isMistaken) {
    runWork(course, unit, at);
    return;
  }
  const refusedAt = pace.after(at, random.around(260, 0.8));
  if (refusedAt > now) return;
  refuse(course, unit, refusedAt);
  const againAt = pace.after(refusedAt, random.around(110, 0.7));
  if (againAt > now) return;
  giveTo(course, right, againAt);
  runWork(course, right, againAt);
}

/** The operator's topic; another rule starts another clock from the same moment, but not on a statutory appeal. */
function setTopic({ life, world }: Course, fact: PackFact, at: number): void {
  const { file } = life;
  const [best] = file.suggestion;
  const running = life.clocks.findLast((clock) => clock.stopped_at === null);
  if (running && running.rule_id !== fact.deadlineRule && file.regime !== 'appeal_59fz') {
    life.stopClocks(at, 'Тема изменена: срок считается по её правилу');
    file.due_at = life.startClock(fact.deadlineRule, running.started_at, at);
  }
  const importance = fact.importance === 'high' || file.importance === 'high' ? 'high' : 'normal';
  Object.assign(file, { block: fact.block, fact_id: fact.id, topic_source: 'operator', importance });
  life.write('cases.triage', at, staffDoer(world.crew.operator), {
    factId: fact.id,
    suggested: best ? { factId: best.factId, confidence: best.confidence } : null,
    importance,
  });
}

function refuse({ life }: Course, unit: DemoUnit, at: number): void {
  const { file, random } = life;
  const refusal = file.refusal_count + 1;
  const doer = staffDoer(unit.executor);
  life.move('refuse', at, doer, {
    data: { unitId: unit.id, refusals: refusal },
    set: { executor_unit_id: null, executor_id: null, refusal_count: refusal },
  });
  const text = random.pick(refusals);
  life.tell({ at, kind: 'refusal', visibility: 'staff', text, data: { refusals: refusal } }, doer);
}

/** Matters of one's own health, money and family are not shown even with consent. */
function publish({ life, world, now }: Course, fact: PackFact, at: number): void {
  const { file, random } = life;
  if (!file.has_publish_consent || file.lat === null || fact.isPersonal) return;
  const shownAt = at + random.int(2, 40) * 60_000;
  if (shownAt > now) return;
  file.published_at = shownAt;
  file.version += 1;
  const operator = staffDoer(world.crew.operator);
  const text = 'Карточка показана на карте';
  life.tell({ at: shownAt, kind: 'publication', visibility: 'resident', text }, operator);
  life.write('cases.publish', shownAt, operator, { released: 0, hidden: 0 });
}
