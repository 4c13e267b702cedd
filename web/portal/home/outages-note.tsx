import type { ReactNode } from 'react';
import { countOpenOutages } from '../../../shared/contract/messages/outages-open.ts';
import { countWords } from '../../../shared/text/messages/outages.ts';
import { useRoute } from '../../lib/query.ts';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** Where something is off, the way to what and until when; nothing where all is on. */
export function OutagesNote(): ReactNode {
  const counts = useRoute(countOpenOutages, undefined, { staleTime: 60_000 }).data;
  const words = counts && countWords(counts);
  if (!words) return null;
  return (
    <Note>
      <p>
        <b>Нет воды, тепла или света?</b> В городе {words}:{' '}
        <PageLink to="/outages">где и до какого часа</PageLink>.
      </p>
    </Note>
  );
}
