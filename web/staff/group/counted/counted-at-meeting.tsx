import type { ReactNode } from 'react';
import { listCountedAtMeeting } from '../../../../shared/contract/group/counted.ts';
import { subjectKindTitles } from '../../../../shared/text/group/counted.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { RetryLine } from '../../../ui/retry-line.tsx';
import { Section } from '../../../ui/section.tsx';
import { groundHref } from '../../base/counted/counted-section.tsx';

/** What decisions of a meeting took into account; nothing where they took nothing. */
export function CountedAtMeeting({ meetingId }: { meetingId: string }): ReactNode {
  const query = useRoute(listCountedAtMeeting, { params: { id: meetingId } }, { staleTime: 30_000 });
  const grounds = query.data?.grounds ?? [];
  if (grounds.length === 0 && !query.isError) return null;
  return (
    <Section title="Что учтено при решениях" isSmall className="desk__sheet stack">
      {grounds.map((ground) => (
        <div key={ground.id} className="stack stack--tight">
          <p>
            <PageLink to={groundHref(ground.id)}>{ground.label}</PageLink>
            <span className="small muted line-below">{ground.title}</span>
          </p>
          <ul>
            {ground.links.map((link) => (
              <li key={`${link.kind} ${link.title}`}>
                {link.href ? <PageLink to={link.href}>{link.title}</PageLink> : link.title}{' '}
                <span className="small muted nowrap">{subjectKindTitles[link.kind]}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <RetryLine query={query}>Не узнали, что учли решения этого заседания.</RetryLine>
    </Section>
  );
}
