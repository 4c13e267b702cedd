import type { ReactNode } from 'react';
import type { OpenOutage } from '../../../shared/contract/messages/outages-open.ts';
import {
  formerTerm,
  isLate,
  momentWords,
  passedShare,
  peopleWords,
  termWords,
} from '../../../shared/text/messages/outages.ts';
import { useFormats, useNow } from '../../lib/format.ts';
import './outages.css';

/** An outage as a resident reads it: what, until when, where, since when, why, who mends, how many people. */
export function OutageCard(props: {
  outage: OpenOutage;
  heading: 'h2' | 'h3';
  /** What their number is called. */
  peopleTitle: string;
  /** The place, as a map or in words. */
  place: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const { outage, heading: Heading } = props;
  const { zone } = useFormats();
  const now = useNow();
  const late = isLate(outage);
  return (
    <article className="sheet outage">
      <div className="stack stack--tight">
        <Heading>{outage.title}</Heading>
        <p className={late ? 'outage__term is-late' : 'outage__term'}>{termWords(outage, zone, now)}</p>
        <TermLine share={passedShare(outage, now)} isLate={late} />
        <FormerTerms outage={outage} />
      </div>
      {props.place}
      <dl className="facts">
        <Fact title={outage.state === 'planned' ? 'Начнётся' : 'Началось'}>
          {momentWords(outage.beginsAt, zone, now)}
        </Fact>
        <Fact title="Причина">{outage.reason}</Fact>
        <Fact title="Кто чинит">
          {outage.repairer}
          {outage.onSiteAt &&
            `, на месте с ${momentWords(outage.onSiteAt, zone, now).replace(/^сегодня в\s/u, '')}`}
        </Fact>
        {outage.people > 0 && <Fact title={props.peopleTitle}>{peopleWords(outage.people)}</Fact>}
      </dl>
      {props.children}
    </article>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** How much of the time until the term has passed; the words above say until when. */
function TermLine({ share, isLate }: { share: number | null; isLate: boolean }): ReactNode {
  if (share === null) return null;
  return (
    <progress
      className={isLate ? 'outage__line is-late' : 'outage__line'}
      max={1}
      value={share}
      aria-label={`Прошло ${Math.round(share * 100)} % срока`}
    />
  );
}

/** Terms that were promised and moved: nobody hides them. */
function FormerTerms({ outage }: { outage: OpenOutage }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  if (outage.moves.length === 0) return null;
  return (
    <ul className="outage__moves small" aria-label="Прежние сроки">
      {outage.moves.map(({ until, reason, at }) => (
        <li key={at}>
          Прежний срок — {formerTerm(until, zone, now)}. Перенесли: {reason}
        </li>
      ))}
    </ul>
  );
}
