import type { ReactNode } from 'react';
import type { FactNote } from '../../../../../shared/contract/pages/publications-facts.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { PageLink } from '../../../../ui/page-link.tsx';
import { OutLink } from '../../../base/parts/papers.tsx';

/** Days in the text that differ from what was said officially before, each with the answer, post or notice that says so. */
export function FactNotes(props: {
  facts: readonly FactNote[];
  titleOf: (pageId: string) => string;
}): ReactNode {
  const { facts, titleOf } = props;
  if (facts.length === 0) return null;
  return (
    <ul className="preflight" aria-label="Расхождения с прежними ответами">
      {facts.map(({ pageId, words, source }) => (
        <li key={`${pageId} ${words}`}>
          <span className="tone-danger">
            <Icon name="diamond" size="text" />
          </span>
          <span>
            <span className="aloud">Расходится: </span>
            {pageId && `${titleOf(pageId)}: `}
            {words}: <Said link={source.link}>{source.title}</Said>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Said({ link, children }: { link: string; children: ReactNode }): ReactNode {
  if (link === '') return children;
  if (link.startsWith('/')) return <PageLink<string> to={link}>{children}</PageLink>;
  return <OutLink href={link}>{children}</OutLink>;
}
