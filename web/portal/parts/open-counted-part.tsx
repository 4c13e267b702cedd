import type { ReactNode } from 'react';
import { readOpenCounted } from '../../../shared/contract/group/counted-open.ts';
import { useRoute } from '../../lib/query.ts';
import { RetryLine } from '../../ui/retry-line.tsx';
import { Section } from '../../ui/section.tsx';
import { GroundWords } from './ground-words.tsx';

/** Which decisions took a poll or a discussion into account, beside its own; nothing where there are none. */
export function OpenCountedPart(props: { kind: 'poll' | 'discussion'; id: string }): ReactNode {
  const { kind, id } = props;
  const query = useRoute(readOpenCounted, { params: { kind, id } });
  const { data } = query;
  if (!data) return <RetryLine query={query}>Не узнали, учтено ли это при решениях города.</RetryLine>;
  if (data.grounds.length === 0) return null;
  return (
    <Section
      title={kind === 'poll' ? 'Где учтены ответы' : 'Где учтены предложения'}
      className="stack stack--tight"
    >
      <ul>
        {data.grounds.map((ground) => (
          <li key={ground.id}>
            <GroundWords ground={ground} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
