import type { ReactNode } from 'react';
import { formatDistance, formatNumber } from '../../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import type { Address } from '../../../lib/page-address.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { describeNear, type NearCase } from './case-words.ts';
import './near-list.css';

/** A counted heading with the first few of other cases: near here, from this author. */
export function NearList(props: {
  title: string;
  cases: readonly NearCase[];
  /** How many are shown before «ещё». */
  shown: number;
  level?: 2 | 3;
}): ReactNode {
  const { title, cases, shown, level = 3 } = props;
  const Heading = `h${level}` as const;
  return (
    <section className="near">
      <Heading className="near__head">
        <span>{title}</span> <b>{formatNumber(cases.length)}</b>
      </Heading>
      <ul>
        {cases.slice(0, shown).map((one) => (
          <NearLine key={one.id} near={one} />
        ))}
      </ul>
      {cases.length > shown && (
        <details>
          <summary>Ещё {formatNumber(cases.length - shown)}</summary>
          <ul>
            {cases.slice(shown).map((one) => (
              <NearLine key={one.id} near={one} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function NearLine(props: { near: NearCase }): ReactNode {
  const { near } = props;
  const words = describeNear(near);
  const tone = words.tone === 'quiet' || words.tone === 'info' ? 'muted' : `tone-${words.tone}`;
  return (
    <li>
      <PageLink to={caseHref(near.number)} title={`${formatCaseNumber(near.number)}. ${near.title}`}>
        {near.title}
      </PageLink>
      <span className={`nowrap ${tone}`}>{words.title}</span>
    </li>
  );
}

export const caseHref = (number: string): Address => `/staff/cases/${number}`;

/** «30 м, 2 дня назад» of a probable duplicate. */
export function useNearNote(): (near: NearCase) => string {
  const formats = useFormats();
  return ({ distance, registeredAt }) =>
    [distance === null ? '' : formatDistance(distance), formats.ago(registeredAt)].filter(Boolean).join(', ');
}
