import { clockOwner, type LadderStep } from '../../base/deadlines/index.ts';
import type { StaffRecipient } from '../../base/identity/index.ts';
import type { AwaitedCase, ClockStep } from '../cases/index.ts';

type Staff = ReadonlyMap<string, StaffRecipient>;
type Subject = Pick<ClockStep, 'kind' | 'block' | 'districtId' | 'unitId' | 'executorId'>;

/** How far a substitute's own absence is followed. */
const HOPS = 5;

/** People a step goes to, each once; who is away is stood in for by their substitute. */
export function resolveAudience(step: Pick<LadderStep, 'to'>, subject: Subject, staff: Staff): string[] {
  const named = step.to.flatMap((who) => membersOf(who, subject, staff));
  return [...new Set(named.flatMap((id) => standIn(id, staff)))];
}

/** Whom a case waits for, each once: who has it, or who decides in the state it came to. */
export function awaitedAudience(
  {
    kind,
    status,
    ...file
  }: Pick<AwaitedCase, 'kind' | 'status' | 'block' | 'districtId' | 'unitId' | 'executorId'>,
  staff: Staff,
): string[] {
  const subject = { ...file, kind: 'answer' };
  return [...new Set(holdersOf(kind, status, subject, staff).flatMap((id) => standIn(id, staff)))];
}

function holdersOf(kind: AwaitedCase['kind'], status: string, subject: Subject, staff: Staff): string[] {
  if (kind === 'approvals')
    return status === 'review'
      ? orElse(ofUnit('reviewer', subject, staff), () => withRole('approver', subject, staff))
      : withRole('approver', subject, staff);
  // A mark is no matter of the executor's before the case is closed; nor is what nobody executes: it is with whoever sorts.
  if (kind === 'ratings' && status === 'answered') return withRole('operator', subject, staff);
  if (status === 'moderation' || status === 'coordination') return withRole('operator', subject, staff);
  return ownersOf(subject, staff);
}

function membersOf(who: LadderStep['to'][number], subject: Subject, staff: Staff): string[] {
  switch (who) {
    case 'owner':
      return ownersOf(subject, staff);
    case 'unit-head':
      return orElse(ofUnit('reviewer', subject, staff), () => withRole('operator', subject, staff));
    case 'coordinator':
      return withRole('operator', subject, staff);
    case 'chair':
      return withRole('chair', subject, staff);
    case 'head':
      return withRole('head', subject, staff);
  }
}

/** Whose move it is. Work nobody in the unit has taken is everybody's who executes there, and else the coordinator's. */
function ownersOf(subject: Subject, staff: Staff): string[] {
  const owner = clockOwner(subject.kind);
  if (owner === 'resident') return [];
  if (owner === 'operator') return withRole('operator', subject, staff);
  if (owner === 'approver') return withRole('approver', subject, staff);
  if (subject.executorId && staff.has(subject.executorId)) return [subject.executorId];
  return orElse(ofUnit('executor', subject, staff), () => withRole('operator', subject, staff));
}

const orElse = (found: string[], other: () => string[]): string[] => (found.length > 0 ? found : other());

function withRole(role: string, subject: Subject, staff: Staff): string[] {
  return [...staff.values()].filter((person) => holds(person, role, subject)).map(({ id }) => id);
}

function ofUnit(role: string, subject: Subject, staff: Staff): string[] {
  if (!subject.unitId) return [];
  return [...staff.values()]
    .filter((person) => person.unitId === subject.unitId && holds(person, role, subject))
    .map(({ id }) => id);
}

/** A grant covers the case; what is not yet known of a case limits nobody. */
function holds({ grants }: StaffRecipient, role: string, { block, districtId }: Subject): boolean {
  return grants.some(
    (grant) =>
      grant.role === role &&
      (grant.blocks.length === 0 || block === null || grant.blocks.includes(block)) &&
      (grant.districts.length === 0 ||
        districtId === null ||
        grant.districts.some((id) => districtId === id || districtId.startsWith(`${id}.`))),
  );
}

function standIn(id: string, staff: Staff): string[] {
  let person = staff.get(id);
  for (let hop = 0; person?.substituteId && hop < HOPS; hop += 1) person = staff.get(person.substituteId);
  return person && person.substituteId === null ? [person.id] : [];
}
