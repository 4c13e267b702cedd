import type { ReactNode } from 'react';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';

/** A few of the messages a number counts. */
export function ExampleList(props: { examples: readonly { number: string; title: string }[] }): ReactNode {
  return (
    <ul className="analysis__examples">
      {props.examples.map(({ number, title }) => (
        <li key={number}>
          <PageLink to={caseHref(number)}>
            {formatCaseNumber(number)}. {title}
          </PageLink>
        </li>
      ))}
    </ul>
  );
}
