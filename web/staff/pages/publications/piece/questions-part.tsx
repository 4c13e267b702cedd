import type { ReactNode } from 'react';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import {
  type AskedQuestionLine,
  listQuestions,
} from '../../../../../shared/contract/pages/publications-questions.ts';
import { useFormats } from '../../../../lib/format.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { OutLink } from '../../../base/parts/papers.tsx';

/** What people asked under posts like this one, and what was answered: whoever publishes is ready for it. */
export function QuestionsPart({ card }: { card: PublicationCard }): ReactNode {
  const asked = useRoute(listQuestions, { params: { id: card.id } }, { keepOld: false });
  if (asked.data && (!asked.data.mayRead || asked.data.topic === null)) return null;
  return (
    <Section title="О чём спросят" isSmall className="composer-desk__section">
      <Loadable query={asked} failed="Вопросы не загрузились">
        {({ topic, questions, templates }) => (
          <>
            <p className="muted small">
              Спрашивали под похожими записями страниц, тема «{topic}». Авторы не показаны.
            </p>
            {questions.length === 0 && <p className="small">Под похожими записями вопросов не было.</p>}
            <ul className="piece-questions">
              {questions.map((one) => (
                <Asked key={`${one.askedAt} ${one.text}`} asked={one} />
              ))}
            </ul>
            {templates.length > 0 && (
              <details>
                <summary>Готовые ответы канцелярии</summary>
                <ul className="piece-questions">
                  {templates.map(({ id, title, text }) => (
                    <li key={id}>
                      <b>{title}</b>
                      <p className="small">{text}</p>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </>
        )}
      </Loadable>
    </Section>
  );
}

function Asked({ asked }: { asked: AskedQuestionLine }): ReactNode {
  const formats = useFormats();
  const { text, askedAt, post, answer } = asked;
  return (
    <li>
      <p>{text}</p>
      <p className="muted small">
        {formats.date(askedAt)}, под записью{' '}
        {post.url ? <OutLink href={post.url}>{post.start}</OutLink> : post.start}
      </p>
      {answer ? (
        <p className="small">
          Ответили: {answer.url ? <OutLink href={answer.url}>{answer.text}</OutLink> : answer.text}
        </p>
      ) : (
        <p className="small">Страница не ответила.</p>
      )}
    </li>
  );
}
