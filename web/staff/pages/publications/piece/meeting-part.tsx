import type { ReactNode } from 'react';
import type { PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import { type PieceMeeting, readMeeting } from '../../../../../shared/contract/pages/publications-met.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';

type Met = NonNullable<PieceMeeting['met']>;

/** «1 240 просмотров, 30 отметок «нравится», 4 раза переслали»; what the network does not tell is left out. */
function tellReach({ views, likes, shares, comments }: Met): string {
  const told = [
    views !== null && counted(views, 'просмотр', 'просмотра', 'просмотров'),
    likes !== null && counted(likes, 'отметка «нравится»', 'отметки «нравится»', 'отметок «нравится»'),
    shares !== null && `${counted(shares, 'раз', 'раза', 'раз')} переслали`,
    comments !== null && counted(comments, 'комментарий', 'комментария', 'комментариев'),
  ].filter((one) => one !== false);
  return told.length > 0 ? told.join(', ') : 'охвата эта сеть не сообщает';
}

/** «12 прочитанных комментариев: недовольных 3, благодарят 2». None read is not none written: some are let go, some not read yet. */
function tellTone({ comments, read, angry, thanks }: Met): string {
  if (read === 0) return comments === 0 ? 'Комментариев никто не оставил.' : 'Прочитанных комментариев нет.';
  const tones = [angry > 0 && `недовольных ${angry}`, thanks > 0 && `благодарят ${thanks}`].filter(
    (one) => one !== false,
  );
  const words = tones.length > 0 ? tones.join(', ') : 'ни недовольства, ни благодарности';
  return `${counted(read, 'прочитанный комментарий', 'прочитанных комментария', 'прочитанных комментариев')}: ${words}.`;
}

/** How people met the piece on each page where it stands. */
export function MeetingPart({ card }: { card: PublicationCard }): ReactNode {
  const isOut = card.variants.some(({ publishedAt }) => publishedAt !== null);
  const meeting = useRoute(
    readMeeting,
    { params: { id: card.id } },
    { enabled: isOut, keepOld: false, staleTime: 300_000 },
  );
  if (!isOut) return null;
  const titleOf = (id: string): string => {
    const variant = card.variants.find((one) => one.id === id);
    return variant ? `${variant.body}, ${variant.networkTitle}` : '';
  };
  return (
    <Section title="Как приняли" isSmall className="composer-desk__section">
      <Loadable query={meeting} failed="Охват не загрузился">
        {({ pages }) => (
          <ul className="piece-questions">
            {pages.map(({ variantId, met }) => (
              <li key={variantId}>
                <b>{titleOf(variantId)}</b>
                {met ? (
                  <>
                    <p className="small">{tellReach(met)}</p>
                    <p className="small">{tellTone(met)}</p>
                  </>
                ) : (
                  <p className="small muted">
                    Этой записи мы не прочитали: сколько людей её увидело, не знаем.
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Loadable>
    </Section>
  );
}
