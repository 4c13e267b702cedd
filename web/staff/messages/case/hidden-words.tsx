import { type ReactNode, useState } from 'react';
import {
  type CaseCard,
  type HiddenKind,
  revealText,
} from '../../../../shared/contract/messages/cases-card.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { RevealDialog } from './dialogs/reveal-dialog.tsx';

const titles: Readonly<Record<HiddenKind, string>> = {
  name: 'имя',
  phone: 'телефон',
  email: 'e-mail',
  profile: 'страница в сети',
  passport: 'паспорт',
  snils: 'СНИЛС',
  inn: 'ИНН',
  card: 'банковская карта',
  account: 'лицевой счёт',
  birth: 'дата рождения',
};
const reasons = [
  'Понять, о чём речь',
  'Связаться с тем, кто назван',
  'Проверить документы',
  'Разделить на части',
];

/** What is hidden of a resident's words, and «Показать»: what was shown is forgotten with the screen. */
export function HiddenWords(props: { card: CaseCard; onShow: (text: string) => void }): ReactNode {
  const { card, onShow } = props;
  const [isAsking, setAsking] = useState(false);
  const reveal = useCommand(revealText, {
    refreshes: [],
    onDone: ({ text }) => {
      onShow(text);
      setAsking(false);
    },
  });
  if (card.hidden.length === 0) return null;
  return (
    <p className="small muted">
      Скрыто в тексте: {card.hidden.map((kind) => titles[kind]).join(', ')}.
      {card.can.includes('reveal-text') && (
        <>
          {' '}
          <button type="button" className="link-button" onClick={() => setAsking(true)}>
            Показать текст целиком
          </button>{' '}
          — причина останется в журнале
        </>
      )}
      {isAsking && (
        <RevealDialog
          title="Зачем показать текст целиком?"
          reasons={reasons}
          command={reveal}
          onAsk={(reason) => reveal.mutate({ params: { id: card.id }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  );
}
