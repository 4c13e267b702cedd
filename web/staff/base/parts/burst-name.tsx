import type { ReactNode } from 'react';
import type { Burst } from '../../../../shared/contract/messages/problems.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useDistrictTitles } from '../case-kit/topics.ts';

/** «Яма, Синарский район». */
export function BurstName({ burst: { fact, districtId } }: { burst: Burst }): ReactNode {
  const district = useDistrictTitles();
  return (
    <b>
      {capitalise(fact)}, {districtId ? district(districtId) || districtId : 'район не указан'}
    </b>
  );
}
