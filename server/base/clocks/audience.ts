import type { LadderRole } from '../../../shared/contract/messages/escalation.ts';
import { rolesWith, type StaffRecipient } from '../identity/index.ts';
import type { ClockFacts, Whom } from './subject.ts';

/** Who works today, and who of them is on duty now. */
export interface Roster {
  staff: ReadonlyMap<string, StaffRecipient>;
  onDuty: readonly string[];
}

type Place = Pick<ClockFacts, 'unitId' | 'block' | 'districtId'>;

/** How far a substitute's own absence is followed. */
const HOPS = 5;

/** What a word of the ladder means where its subject does not say. */
const everywhere: Readonly<Partial<Record<LadderRole, readonly Whom[]>>> = {
  'unit-head': [{ role: 'reviewer', inUnit: true }],
  chair: [{ role: 'chair' }],
  head: [{ role: 'head' }],
};

/** People a step goes to, each once: for whoever is away their substitute; never those whose own work another is to judge. */
export function resolveAudience(
  to: readonly LadderRole[],
  { clock, facts }: { clock: string; facts: ClockFacts },
  roster: Roster,
): string[] {
  const named = to.flatMap((word) => {
    if (word === 'duty') return roster.onDuty;
    return findPeople(facts.whom(word, clock) ?? everywhere[word] ?? [], facts, roster.staff);
  });
  return standIns(named, roster.staff).filter((id) => !facts.notTo?.includes(`staff:${id}`));
}

/** The people of the first of these that finds anybody. */
export function findPeople(whom: readonly Whom[], place: Place, staff: Roster['staff']): string[] {
  for (const one of whom) {
    const found = peopleOf(one, place, staff);
    if (found.length > 0) return found;
  }
  return [];
}

function peopleOf(one: Whom, place: Place, staff: Roster['staff']): string[] {
  if ('people' in one) return one.people.filter((id): id is string => id !== null && staff.has(id));
  const roles = 'role' in one ? [one.role] : rolesWith(one.may);
  const isInUnit = 'role' in one && one.inUnit === true;
  if (isInUnit && !place.unitId) return [];
  return [...staff.values()]
    .filter((person) => (!isInUnit || person.unitId === place.unitId) && holds(person, roles, place))
    .map(({ id }) => id);
}

/** A grant covers the subject; what is not known of a subject limits nobody. */
function holds(
  { grants }: StaffRecipient,
  roles: readonly string[],
  { block = null, districtId = null }: Place,
): boolean {
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.blocks.length === 0 || block === null || grant.blocks.includes(block)) &&
      (grant.districts.length === 0 ||
        districtId === null ||
        grant.districts.some((id) => districtId === id || districtId.startsWith(`${id}.`))),
  );
}

/** Those who are here, each once: for whoever is away, who stands in for them. */
export function standIns(ids: readonly string[], staff: Roster['staff']): string[] {
  return [...new Set(ids.flatMap((id) => standIn(id, staff)))];
}

function standIn(id: string, staff: Roster['staff']): string[] {
  let person = staff.get(id);
  for (let hop = 0; person?.substituteId && hop < HOPS; hop += 1) person = staff.get(person.substituteId);
  return person && person.substituteId === null ? [person.id] : [];
}
