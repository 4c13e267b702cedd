import type { ReactNode } from 'react';
import { listUnknownReplies } from '../../../../shared/contract/monitoring/incident-replies.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** Replies whose fate in the network nobody knows: whoever ends the shift settles them, or leaves them to the next in so many words. */
export function UnknownReplies(): ReactNode {
  return usePermission('incidents.answer') ? <Replies /> : null;
}

function Replies(): ReactNode {
  const query = useRoute(listUnknownReplies);
  const formats = useFormats();
  return (
    <Section title="Неизвестно, вышел ли ответ" className="shift__unknown">
      <Loadable query={query} failed="Ответы с неизвестной судьбой не загрузились">
        {({ replies }) => (
          <ul className="shift__rows">
            {replies.map(({ incidentId, number, pageTitle, since }) => (
              <li key={incidentId} className="cluster">
                <PageLink to={`/staff/social?id=${incidentId}`}>№ {number}</PageLink>
                <span className="muted">{pageTitle}</span>
                <Mark tone="danger">{since ? `с ${formats.short(since)}` : 'неизвестно'}</Mark>
              </li>
            ))}
          </ul>
        )}
      </Loadable>
    </Section>
  );
}
