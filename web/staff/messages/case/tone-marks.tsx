import type { ReactNode } from 'react';
import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import { changeCase } from '../../../../shared/contract/messages/cases-staff.ts';
import { Mark } from '../../../ui/mark.tsx';
import { standingTone, toneWords } from '../../base/case-kit/tone-words.ts';
import type { CaseDesk } from './use-case-desk.ts';

/** Marks of tone in a row: what it is, in one word and its cause. */
export function ToneChips(props: { row: Pick<CaseRow, 'tone' | 'toneCheck'> }): ReactNode {
  return standingTone(props.row).map(({ kind, title }) => (
    <Mark key={`${kind}${title}`} tone={toneWords[kind].tone}>
      {kind === 'life' ? `Опасность: ${title.toLocaleLowerCase('ru')}` : toneWords[kind].title}
    </Mark>
  ));
}

/** Each mark with the words that caused it and what is advised. */
export function ToneReasons(props: { row: Pick<CaseRow, 'tone' | 'toneCheck'> }): ReactNode {
  return standingTone(props.row).map(({ kind, title, say, words }) => (
    <span key={`${kind}${title}`} className="tone">
      <Mark tone={toneWords[kind].tone}>{title}</Mark>{' '}
      <span className="small">
        {words.length > 0 && `по словам: ${words.map((word) => `«${word}»`).join(', ')}. `}
        {say}.
      </span>
    </span>
  ));
}

/** The marks of a case, and a person's word on them: the program only warns. */
export function ToneFact(props: { desk: CaseDesk }): ReactNode {
  const { desk } = props;
  const { card } = desk;
  const check = (toneCheck: 'confirmed' | 'dismissed') =>
    desk.run(
      changeCase,
      { params: { id: card.id }, body: { version: card.version, toneCheck } },
      { done: toneCheck === 'confirmed' ? 'Отмечено: верно' : 'Пометка снята' },
    );
  return (
    <>
      <ToneReasons row={card} />
      {card.toneCheck === 'confirmed' && <span className="case__second small">Подтверждено человеком</span>}
      {desk.can('change') && card.toneCheck === null && (
        <span className="case__second small">
          <button type="button" className="link-button" onClick={() => check('confirmed')}>
            Верно
          </button>
          {' · '}
          <button type="button" className="link-button" onClick={() => check('dismissed')}>
            Снять пометку
          </button>
        </span>
      )}
    </>
  );
}
