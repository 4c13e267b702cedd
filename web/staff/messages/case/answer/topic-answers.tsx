import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import type { Topics } from '../../../base/case-kit/topics.ts';

/** What the resident answered to the questions of the topic they chose; nothing when there were none. */
export function TopicAnswers(props: { card: CaseCard; topics: Topics | undefined }): ReactNode {
  const { card, topics } = props;
  const given = card.timeline.find(({ kind }) => kind === 'details')?.data.answers;
  if (typeof given !== 'object' || given === null) return null;
  const answers = Object.entries(given).filter(([, answer]) => typeof answer === 'string');
  // The topic may have been changed since: its questions are looked for among all.
  const questions = topics?.facts.flatMap((fact) =>
    fact.questions.map((question) => ({ ...question, isOwn: fact.id === card.factId })),
  );
  const titleOf = (id: string): string =>
    (questions?.find((one) => one.id === id && one.isOwn) ?? questions?.find((one) => one.id === id))
      ?.title ?? id;
  return (
    <>
      {answers.map(([id, answer]) => (
        <div key={id}>
          <dt>{titleOf(id)}</dt>
          <dd>{/^\d{4}-\d{2}-\d{2}$/u.test(answer) ? formatDay(answer) : answer}</dd>
        </div>
      ))}
    </>
  );
}
