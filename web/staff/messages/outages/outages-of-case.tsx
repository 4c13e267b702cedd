import type { ReactNode } from 'react';
import { outagesOfCase } from '../../../../shared/contract/messages/outages.ts';
import { placesLine, termWords } from '../../../../shared/text/messages/outages.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';

/** Running outages a case may be about; nothing where there is none. */
export function OutagesOfCase({ caseId }: { caseId: string }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const query = useRoute(outagesOfCase, { params: { id: caseId } }, { keepOld: false, staleTime: 60_000 });
  const outages = query.data?.outages ?? [];
  if (outages.length === 0) return null;
  return (
    <section className="section">
      <h2 className="section__title">Возможно, это отключение</h2>
      {outages.map((outage) => (
        <div key={outage.id}>
          <p>
            <PageLink to="/staff/outages" search={{ resource: outage.resource }}>
              {outage.title}
            </PageLink>
            : {termWords(outage, zone, now)}
          </p>
          <p className="small">
            {placesLine(outage.places)}. {outage.reason}, чинит {outage.repairer}
          </p>
        </div>
      ))}
    </section>
  );
}
