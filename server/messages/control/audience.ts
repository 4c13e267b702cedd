import { findPeople, standIns, type Whom } from '../../base/clocks/index.ts';
import type { StaffRecipient } from '../../base/identity/index.ts';
import { type AwaitedCase, caseWhom } from '../cases/index.ts';

type Staff = ReadonlyMap<string, StaffRecipient>;
type Awaited = Pick<AwaitedCase, 'kind' | 'status' | 'block' | 'districtId' | 'unitId' | 'executorId'>;

/** Whom a case waits for, each once: who has it, or who decides in the state it came to. */
export const awaitedAudience = (file: Awaited, staff: Staff): string[] =>
  standIns(findPeople(holdersOf(file), file, staff), staff);

function holdersOf({ kind, status, ...holder }: Awaited): readonly Whom[] {
  if (kind === 'approvals')
    return status === 'review'
      ? [{ role: 'reviewer', inUnit: true }, { role: 'approver' }]
      : [{ role: 'approver' }];
  // A mark is no matter of the executor's before the case is closed; nor is what nobody executes: it is with whoever sorts.
  if (kind === 'ratings' && status === 'answered') return [{ role: 'operator' }];
  if (status === 'moderation' || status === 'coordination') return [{ role: 'operator' }];
  return caseWhom('owner', 'answer', holder) ?? [];
}
