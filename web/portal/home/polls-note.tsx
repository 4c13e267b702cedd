import type { ReactNode } from 'react';
import { listOpenPolls } from '../../../shared/contract/participation/polls-open.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';

/** What the city asks now: the poll that ends first, and how many more there are. Nothing while none runs. */
export function PollsNote(): ReactNode {
  const formats = useFormats();
  const { data } = useRoute(listOpenPolls, { query: {} });
  const open = data?.running.filter(({ state }) => state === 'open') ?? [];
  const [first, ...others] = open;
  if (!first) return null;
  return (
    <Note>
      <p>
        <b>Город спрашивает:</b> <PageLink to={`/polls/${first.id}`}>{first.title}</PageLink>{' '}
        {formats.until(first.closesAt)}
        {others.length > 0 && (
          <>
            {/* On a line of its own: what stands under it does not move when the fonts come. */}
            <br />
            <PageLink to="/polls">Ещё опросы</PageLink>
          </>
        )}
      </p>
    </Note>
  );
}
