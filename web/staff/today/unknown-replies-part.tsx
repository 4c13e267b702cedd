import type { ReactNode } from 'react';
import { listUnknownReplies } from '../../../shared/contract/monitoring/incident-replies.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { usePermission } from '../../lib/session.ts';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { ErrorState } from '../../ui/states.tsx';

/** Replies in networks whose fate nobody knows: they may stand there, and only a person ends that. Nothing where there is none. */
export function UnknownRepliesPart(): ReactNode {
  return usePermission('incidents.answer') ? <Replies /> : null;
}

function Replies(): ReactNode {
  const query = useRoute(listUnknownReplies, undefined, { refreshEvery: 30_000 });
  const formats = useFormats();
  if (query.error && !query.data)
    return (
      <ErrorState
        title="Ответы с неизвестной судьбой не загрузились"
        problem={query.error}
        onRetry={() => void query.refetch()}
      />
    );
  const replies = query.data?.replies ?? [];
  if (replies.length === 0) return null;
  return (
    <Section title="Неизвестно, вышел ли ответ">
      <p className="muted small">
        Сеть не подтвердила. Посмотрите на странице и отметьте в инциденте, что увидели.
      </p>
      <ul className="today__cases">
        {replies.map(({ incidentId, number, pageTitle, since, reason }) => (
          <li key={incidentId}>
            <PageLink to={`/staff/social?id=${incidentId}`} className="today__case">
              <span className="today__line">
                <b className="today__number">№ {number}</b>
                <span className="muted">{pageTitle}</span>
                <span className="push">
                  <Mark tone="danger">{since ? `с ${formats.short(since)}` : 'неизвестно'}</Mark>
                </span>
              </span>
              {reason && <span className="muted">{reason}</span>}
            </PageLink>
          </li>
        ))}
      </ul>
    </Section>
  );
}
