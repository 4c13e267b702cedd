import type { ReactNode } from 'react';
import type { OutsideState, PublicationCard } from '../../../../../shared/contract/pages/publications.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Mark, type Tone } from '../../../../ui/mark.tsx';
import type { PieceActs } from './use-piece-acts.ts';

const stateWords: Readonly<Record<OutsideState, string>> = {
  waiting: 'ждём ответа',
  late: 'срок ссылки вышел',
  agreed: 'согласовано',
  returned: 'возвращено',
  dropped: 'больше не ждём',
};

const tones: Readonly<Record<OutsideState, Tone>> = {
  waiting: 'info',
  late: 'warning',
  agreed: 'ok',
  returned: 'warning',
  dropped: 'quiet',
};

/** Who was asked by a link about the text as it is now, and what they said. */
export function OutsidePart({ card, acts }: { card: PublicationCard; acts: PieceActs }): ReactNode {
  const formats = useFormats();
  const { dropOutside } = acts;
  if (card.outside.length === 0) return null;
  return (
    <ul className="piece-approvals" aria-label="Спрошены по ссылке">
      {card.outside.map(({ id, name, email, state, askedBy, expiresAt, can }) => (
        <li key={id}>
          <Mark tone={tones[state]}>{stateWords[state]}</Mark> {name}
          <span className="muted small line-below">
            По ссылке{email && `, письмом на ${email}`}, до {formats.short(expiresAt)}. Кто спросил: {askedBy}
          </span>
          {can.includes('drop') && (
            <Button
              kind="quiet"
              busy={dropOutside.isPending && dropOutside.variables?.params.link === id}
              onClick={() =>
                dropOutside.mutate({ params: { id: card.id, link: id }, body: { version: card.version } })
              }
            >
              Не ждать<span className="aloud">: {name}</span>
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
