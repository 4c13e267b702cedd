import { type Ground, listGrounds } from '../../../../shared/contract/messages/cases-moves.ts';
import { useRoute } from '../../../lib/query.ts';

/** Grounds of a decision that hold today and fit how the case is handled; none while they load. */
export function useGrounds(kind: Ground['for'], regime?: string): readonly Ground[] {
  const { data } = useRoute(listGrounds, undefined, { staleTime: 600_000 });
  return (data?.grounds ?? []).filter(
    (ground) =>
      ground.for === kind &&
      (regime === undefined || ground.regimes.length === 0 || ground.regimes.includes(regime)),
  );
}

/** The article of a ground, and that no public text confirms it. */
export const describeLegal = ({ legal, toVerify }: Ground): string =>
  toVerify ? `${legal} — не подтверждено` : legal;
