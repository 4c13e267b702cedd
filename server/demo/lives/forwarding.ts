import { bodyReplies } from '../world/phrases.ts';
import { demoUuid } from '../world/random.ts';
import type { ForwardingRow } from '../world/rows.ts';
import { staffDoer } from './life.ts';
import type { Course } from './steps.ts';

/** Part of forwarded cases that come back: the body does not think them its own. */
const RETURNED = 0.25;

/**
 * To a body outside by a ground with its article; our clocks stop. Returns the moment the case is directed anew after it
 * came back, null when it has not.
 */
export function forwardOut(course: Course, at: number): number | null {
  const { life, world, now, pace, arrival } = course;
  const { side, file } = life;
  const operator = staffDoer(world.crew.operator);
  const body = world.bodyOf(arrival.fact, side);
  const ground = world.forwardGround(file.regime);
  const text = `Решает другой орган: ${body.title}`;
  life.move('forward', at, operator, {
    text: body.title,
    data: { bodyId: body.id, groundId: ground.id },
    set: { due_at: null },
  });
  life.stopClocks(at, `Передано: ${body.title}`);
  life.decisions.push(at);
  const { title, legal } = ground;
  const told = { body: body.title, ground: title, legal };
  life.tell({ at, kind: 'forwarding', visibility: 'staff', text, data: told }, operator);
  const notice = `${ground.toResident} Куда: ${body.title}. Основание: ${legal}.`;
  life.tell({ at, kind: 'notice', visibility: 'resident', text: notice }, operator);
  const row: ForwardingRow = {
    id: demoUuid(at, side),
    case_id: file.id,
    body_id: body.id,
    body_title: body.title,
    ground_id: ground.id,
    ground_version: ground.version,
    text,
    by_name: operator.name,
    at,
    returned_at: null,
    return_reason: null,
    closed_at: null,
    reply: null,
  };
  life.forwardings.push(row);
  // Some bodies write for a month.
  const delay = side.chance(0.5) ? 9 : 1;
  const endedAt = pace.after(at, life.random.around(1600, 0.5) * delay);
  if (endedAt > now) return null;
  if (side.chance(RETURNED)) return takeBack(course, row, endedAt);
  const reply = side.pick(bodyReplies);
  life.move('close-forwarded', endedAt, operator, { text: reply, set: { outcome: 'not_in_competence' } });
  Object.assign(row, { closed_at: endedAt, reply });
  return null;
}

function takeBack({ life, world, pace, arrival }: Course, row: ForwardingRow, at: number): number {
  const reason = 'Вернули: участок на содержании города';
  const isAppeal = life.file.regime === 'appeal_59fz';
  const ruleId = isAppeal ? 'fz59-answer' : arrival.fact.deadlineRule;
  const dueAt = life.startClock(ruleId, at, at, 'Вернулось из другого органа');
  const operator = staffDoer(world.crew.operator);
  life.move('forwarded-back', at, operator, { text: reason, set: { due_at: dueAt } });
  Object.assign(row, { returned_at: at, return_reason: reason });
  return pace.after(at, 45);
}
