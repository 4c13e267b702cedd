import { type ReactNode, useState } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { levelTitles } from '../../../../shared/text/levels.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber, resolvedTitles } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import type { Keys } from '../../../lib/keys.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { channelWords, regimeWords } from '../../base/case-kit/case-words.ts';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { standingTone } from '../../base/case-kit/tone-words.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { HelperSummary } from './answer/helper-text.tsx';
import { TopicAnswers } from './answer/topic-answers.tsx';
import type { CaseDialog } from './case-actions.ts';
import { CaseSides } from './case-sides.tsx';
import { ContactLine } from './contact-line.tsx';
import { ExecutorLinks } from './executor-links.tsx';
import { HiddenWords } from './hidden-words.tsx';
import { Corrections, Withheld } from './regime/law-notes.tsx';
import { RegimeEffects } from './regime/regime-fact.tsx';
import { ToneFact } from './tone-marks.tsx';
import type { CaseDesk } from './use-case-desk.ts';

interface FactsProps {
  desk: CaseDesk;
  topics: Topics | undefined;
  onEdit: (dialog: CaseDialog) => void;
}

/** What is known of the matter; a pencil where it may be put right. */
export function CaseFacts(props: FactsProps): ReactNode {
  const { desk, topics, onEdit } = props;
  const { card } = desk;
  const canChange = desk.can('change');
  const formats = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
    <section className="pane case__left" tabIndex={0} aria-labelledby="case-facts">
      <h2 className="section__title" id="case-facts">
        Суть
      </h2>
      <ResidentWords key={card.id} card={card} />
      <dl className="case__list">
        <AuthorFact desk={desk} />
        <LevelShortFact card={card} />
        <Fact name="Блок и факт" onEdit={canChange && (() => onEdit('topic'))} editLabel="Изменить тему">
          <TopicWords card={card} topics={topics} />
        </Fact>
        <TopicAnswers card={card} topics={topics} />
        <Fact
          name="Исполнитель"
          hint="KeyA"
          onEdit={canChange && (() => onEdit('executor'))}
          editLabel="Изменить исполнителя"
        >
          {card.executorUnit ?? <span className="muted">не назначен</span>}
          {card.executorName && <span className="case__second">{card.executorName}</span>}
        </Fact>
        <Fact
          name="Важность"
          onEdit={canChange && (() => onEdit('importance'))}
          editLabel={card.importance === 'high' ? 'Снять срочность' : 'Отметить срочным'}
        >
          {card.importance === 'high' ? 'Срочно' : 'Обычная'}
        </Fact>
        {standingTone(card).length > 0 && (
          <Fact name="Тон">
            <ToneFact desk={desk} />
          </Fact>
        )}
        <Fact
          name="Режим"
          onEdit={desk.can('change-regime') && (() => onEdit('regime'))}
          editLabel="Изменить режим"
        >
          {regimeWords[card.regime]}
          {card.regimeReason && <span className="case__second small">{card.regimeReason}</span>}
          {card.lateArrival && <span className="case__second small">{card.lateArrival}</span>}
          <Corrections card={card} />
          <Withheld card={card} />
          {card.regimeDecision && (
            <details className="case__second">
              <summary>Что можно и чего нельзя</summary>
              <RegimeEffects decision={card.regimeDecision} />
            </details>
          )}
        </Fact>
        <ReceiptFact desk={desk} onEdit={onEdit} />
        {card.promisedOn && <Fact name="Обещано жителю">до {formats.date(card.promisedOn)}</Fact>}
        <RelatedFacts card={card} />
        <RatingFact card={card} />
      </dl>
      <CaseSides desk={desk} onEdit={onEdit} />
      <ExecutorLinks desk={desk} />
    </section>
  );
}

/** The message without what leads to people; whole once a reason is given. */
function ResidentWords(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  const [whole, setWhole] = useState<string | null>(null);
  return (
    <>
      <p className="case__text">{whole ?? card.text}</p>
      {whole === null && <HiddenWords card={card} onShow={setWhole} />}
      <HelperSummary card={card} />
    </>
  );
}

function AuthorFact(props: { desk: CaseDesk }): ReactNode {
  const { card, can } = props.desk;
  const author = card.contacts.find(({ isJoiner }) => !isJoiner);
  return (
    <Fact name="Канал и автор">
      {channelWords[card.channel].title}
      {author?.externalId && ` № ${author.externalId}`} ·{' '}
      {author ? (
        <ContactLine caseId={card.id} contact={author} canReveal={can('reveal')} />
      ) : (
        <span className="muted">автор неизвестен</span>
      )}
    </Fact>
  );
}

function ReceiptFact({ desk, onEdit }: Omit<FactsProps, 'topics'>): ReactNode {
  const formats = useFormats();
  const author = desk.card.contacts.find(({ isJoiner }) => !isJoiner);
  if (!author) return null;
  return (
    <Fact
      name="Поступило"
      onEdit={desk.can('correct-receipt') && (() => onEdit('receipt'))}
      editLabel="Исправить, когда поступило"
    >
      {formats.date(author.receivedAt)}
    </Fact>
  );
}

function TopicWords(props: { card: CaseCard; topics: Topics | undefined }): ReactNode {
  const { card, topics } = props;
  const block = topics?.block(card.block);
  const fact = topics?.fact(card.factId);
  if (!block) return <span className="muted">не определены</span>;
  return (
    <>
      {block.title}
      {fact && <span className="case__second">{fact.title}</span>}
    </>
  );
}

function RelatedFacts(props: { card: CaseCard }): ReactNode {
  const { card } = props;
  return (
    <>
      <Fact name="Присоединились">
        {card.joinedCount === 0 ? 'никто' : counted(card.joinedCount, 'человек', 'человека', 'человек')}
      </Fact>
      {card.parent && (
        <Fact name="Общее дело">
          <CaseLink number={card.parent.number} />
        </Fact>
      )}
      {card.children.length > 0 && (
        <Fact name="Подчинённые дела">
          {card.children.map(({ id, number }) => (
            <span key={id} className="case__second">
              <CaseLink number={number} />
            </span>
          ))}
        </Fact>
      )}
      {card.refusalCount > 0 && (
        <Fact name="Исполнители возвращали">
          {counted(card.refusalCount, 'раз', 'раза', 'раз')}
          {card.headDecides && <span className="case__second small">решает руководитель</span>}
        </Fact>
      )}
      {card.complaintAbout.length > 0 && (
        <Fact name="Жалоба на">
          {card.complaintAbout.map(({ id, title }) => (
            <span key={id} className="case__second">
              {title}
            </span>
          ))}
        </Fact>
      )}
      {card.reopenCount > 0 && (
        <Fact name="Возвращали в работу">{counted(card.reopenCount, 'раз', 'раза', 'раз')}</Fact>
      )}
    </>
  );
}

function RatingFact(props: { card: CaseCard }): ReactNode {
  const last = props.card.ratings.at(-1);
  if (!last) return null;
  return (
    <Fact name="Оценка жителя">
      {last.score !== null && `${last.score} из 5 · `}решено: {resolvedTitles[last.resolved]}
      {last.reasons.length > 0 && <span className="case__second small">{last.reasons.join(', ')}</span>}
      {last.comment && <span className="case__second small">«{last.comment}»</span>}
    </Fact>
  );
}

function CaseLink(props: { number: string }): ReactNode {
  return (
    <PageLink to={caseHref(props.number)} className="number">
      {formatCaseNumber(props.number)}
    </PageLink>
  );
}

/** One fact; `onEdit` adds the pencil. */
export function Fact(props: {
  name: string;
  hint?: Keys;
  onEdit?: false | (() => void) | undefined;
  editLabel?: string;
  children: ReactNode;
}): ReactNode {
  const { name, hint, onEdit, editLabel } = props;
  return (
    <div>
      <dt>{name}</dt>
      <dd>{props.children}</dd>
      {onEdit && (
        <dd className="case__edit">
          {hint && <Kbd keys={hint} />}
          <button type="button" className="case__pencil" title={editLabel} onClick={onEdit}>
            <Icon name="pencil" label={editLabel ?? 'Изменить'} />
          </button>
        </dd>
      )}
    </div>
  );
}

/** The author is known too little for what the topic is of: nothing personal goes into the answer. */
function LevelShortFact({ card: { levelShort } }: { card: CaseDesk['card'] }): ReactNode {
  if (!levelShort) return null;
  const { needed, level, why, basis } = levelShort;
  return (
    <Fact name="Кто автор, не подтверждено">
      Нужно: {levelTitles[needed]}; есть: {levelTitles[level]}.{' '}
      <span className="case__second small">
        Личных сведений в ответе не сообщайте: {why} ({basis}).
      </span>
    </Fact>
  );
}
