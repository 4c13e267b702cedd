import { listUnits } from '../../../../shared/contract/base/people.ts';
import { useRoute } from '../../../lib/query.ts';

/** Bodies at work to choose from, by their short titles. */
export function useUnitChoices(): { value: string; label: string }[] {
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  return units
    .filter(({ isActive }) => isActive)
    .map(({ id, shortTitle }) => ({ value: id, label: shortTitle }));
}
