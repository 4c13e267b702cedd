import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import { useFormats } from '../../../../lib/format.ts';
import { usePermission } from '../../../../lib/session.ts';
import { ButtonLink } from '../../../../ui/button.tsx';
import { regimeWords } from '../../../base/case-kit/case-words.ts';

/** What the law still asks of this case and its state does not show. */
export function LawNotes({ card }: { card: CaseCard }): ReactNode {
  const formats = useFormats();
  const mayOpen = usePermission('office.read');
  const { withdrawal } = card;
  return (
    <>
      {withdrawal && (
        <div className="case__conflict" role="note">
          <p>
            <b>Автор отозвал обращение.</b> {withdrawal.text} — {withdrawal.byName},{' '}
            {formats.date(withdrawal.at)}. Отзыв ничего не прекращает: срок идёт, ответ нужен. Проверить
            юристу.
          </p>
        </div>
      )}
      {card.waitsForLetter && (
        <div className="case__conflict" role="note">
          <p>
            <b>Ответ утверждён, подписанное письмо ещё не отправлено.</b> Обращение не отвечено, срок идёт,
            пока письмо не ушло заявителю.
          </p>
          {mayOpen && <ButtonLink to={`/staff/office/${card.number}`}>Письма обращения</ButtonLink>}
        </div>
      )}
    </>
  );
}

const wordsOf = (of: CaseCard['corrections'][number]['of'], value: string, date: (at: string) => string) =>
  of === 'receipt' ? date(value) : (regimeWords[value as CaseCard['regime']] ?? value);

/** Both values of each fact that was put right, and the term as it stood before. */
export function Corrections({ card }: { card: CaseCard }): ReactNode {
  const formats = useFormats();
  return card.corrections.map((one) => (
    <span key={one.id} className="case__second small">
      {one.of === 'receipt' ? 'Поступило' : 'Режим'}: было «{wordsOf(one.of, one.from, formats.date)}», стало
      «{wordsOf(one.of, one.to, formats.date)}».
      {one.dueBefore &&
        ` Прежний срок — ${formats.date(one.dueBefore)}${one.wasBroken ? ', был нарушен' : ''}.`}{' '}
      Основание: {one.ground} — {one.byName}, {formats.date(one.at)}
    </span>
  ));
}

const withheldVerbs: Record<CaseCard['withheld'][number]['action'], string> = {
  merge: 'присоединить',
  reject: 'отклонить',
  forward: 'переслать',
};
const listed = new Intl.ListFormat('ru', { type: 'disjunction' });

/** Why a usual act is not offered here: a button missing without a word is looked for. */
export function Withheld({ card }: { card: CaseCard }): ReactNode {
  if (card.withheld.length === 0) return null;
  return (
    <details className="case__second">
      <summary>
        Почему нельзя {listed.format(card.withheld.map(({ action }) => withheldVerbs[action]))}
      </summary>
      {card.withheld.map(({ action, text }) => (
        <p key={action} className="small">
          {text}
        </p>
      ))}
    </details>
  );
}
