import { type ReactNode, useState } from 'react';
import { type AppealCard, getAppeal } from '../../../../shared/contract/messages/office.ts';
import { downloadCard } from '../../../../shared/contract/messages/office-documents.ts';
import {
  appealFormTitles,
  appealKindTitles,
  appealResultTitles,
  replyByTitles,
} from '../../../../shared/text/appeals.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { statusWords } from '../../base/case-kit/case-words.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CardDialog } from './card-dialog.tsx';
import { CopiesDialog } from './copies-dialog.tsx';
import { DocumentsPart } from './documents-part.tsx';
import { LeaveNameless } from './leave-nameless.tsx';
import { PaperButtons } from './paper-buttons.tsx';
import { TermsPart } from './terms-part.tsx';
import '../../base/parts/desk.css';
import './office.css';

/** The registration card of one appeal: what the journal says, where it went, which letters it has. */
export function AppealPage(): ReactNode {
  const number = useParam('number');
  const card = useRoute(getAppeal, { params: { number } });
  const isUnknown = [400, 404].includes(card.error?.status ?? 0);
  return (
    <StaffPage title="Обращение" crumbs={card.data && !isUnknown ? <Crumbs /> : undefined} hasFinder>
      {isUnknown ? (
        <EmptyState
          title="Такого обращения нет"
          action={<ButtonLink to="/staff/office">Открыть журнал</ButtonLink>}
        >
          Проверьте номер в адресе или найдите обращение в журнале.
        </EmptyState>
      ) : (
        <Loadable query={card} failed="Карточка не загрузилась">
          {(data) => <Card card={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Card({ card }: { card: AppealCard }): ReactNode {
  const [dialog, setDialog] = useState<'card' | 'copies' | null>(null);
  const can = (action: string) => card.can.includes(action);
  const close = () => setDialog(null);
  useHotkeys('Карточка обращения', [
    ...(can('change') ? [{ keys: 'KeyE', label: 'Исправить карточку', run: () => setDialog('card') }] : []),
    ...(can('copies')
      ? [{ keys: 'KeyL', label: 'Копии нескольким органам', run: () => setDialog('copies') }]
      : []),
  ]);
  return (
    <div className="desk office-card">
      <header className="office-card__head">
        <PageTitle text={`Обращение № ${card.number}`} />
        <p className="cluster">
          <Mark tone={card.isOverdue ? 'danger' : 'quiet'}>
            {card.isStruck ? 'снято: другой порядок' : statusWords[card.status].title}
          </Mark>
          {card.isExtended && <Mark tone="info">срок продлён</Mark>}
          {card.isControl && <Mark tone="warning">на контроле</Mark>}
          {card.isRegisteredLate && <Mark tone="danger">зарегистрировано позже 3 дней</Mark>}
        </p>
        <div className="cluster">
          <ButtonLink to={`/staff/cases/${card.caseNumber}`}>
            Дело {formatCaseNumber(card.caseNumber)}
          </ButtonLink>
          {can('change') && (
            <Button hint="KeyE" onClick={() => setDialog('card')}>
              Исправить карточку
            </Button>
          )}
          {can('copies') && (
            <Button hint="KeyL" onClick={() => setDialog('copies')}>
              Копии органам
            </Button>
          )}
          {can('leave-nameless') && <LeaveNameless card={card} />}
          <PaperButtons
            route={downloadCard}
            name="регистрационная карточка"
            input={(format) => ({ params: { id: card.caseId }, query: { format } })}
          />
        </div>
      </header>
      <div className="office-card__columns">
        <Section title="Регистрационная карточка" isSmall className="desk__sheet">
          <CardFacts card={card} />
        </Section>
        <Section title="Движение" isSmall className="desk__sheet">
          <Way card={card} />
        </Section>
      </div>
      <TermsPart card={card} />
      <DocumentsPart card={card} />
      {dialog === 'card' && <CardDialog card={card} onClose={close} />}
      {dialog === 'copies' && <CopiesDialog card={card} onClose={close} />}
    </div>
  );
}

function CardFacts({ card }: { card: AppealCard }): ReactNode {
  const formats = useFormats();
  return (
    <Facts
      facts={[
        [
          'Поступило',
          card.receivedBefore
            ? `${formats.date(card.receivedOn)} (исправлено, было ${formats.date(card.receivedBefore)})`
            : formats.date(card.receivedOn),
        ],
        [
          'Регистрация',
          `${formats.date(card.registeredOn)} (нужно до ${formats.date(card.registerDue)}: 59-ФЗ, ст. 8 ч. 2)`,
        ],
        [
          'Вид, форма',
          `${appealKindTitles[card.kind]}, ${appealFormTitles[card.form].toLocaleLowerCase('ru')}`,
        ],
        ['От кого', card.from ?? 'не указан'],
        ['Ответить', `${replyByTitles[card.replyBy]}${card.replyAddress ? `: ${card.replyAddress}` : ''}`],
        ['Листов, приложений', `${card.sheets}, ${card.attachmentSheets}`],
        ['Коллективное', card.isCollective ? 'да' : 'нет'],
        ['Повторное', card.repeatOf ? `к № ${card.repeatOf}` : 'нет'],
        ...(card.correspondent
          ? [
              [
                'Корреспондент',
                `${card.correspondent}${card.correspondentNumber ? `, № ${card.correspondentNumber}` : ''}`,
              ] as const,
            ]
          : []),
        ['Содержание', card.title],
        ...card.questions.map(
          ({ text, result }, at) =>
            [
              `Вопрос ${at + 1}`,
              `${text}${result ? ` — ${appealResultTitles[result].toLocaleLowerCase('ru')}` : ''}`,
            ] as const,
        ),
        ['Результат', card.result ? appealResultTitles[card.result] : 'ещё не записан'],
        ['В дело', `№ ${card.nomenclature}, хранить ${card.storage}`],
      ]}
    />
  );
}

function Way({ card }: { card: AppealCard }): ReactNode {
  const formats = useFormats();
  const isEmpty = card.forwardings.length + card.copies.length + card.prolongations.length === 0;
  return (
    <>
      <Facts
        facts={[
          ['Исполнитель', card.executorUnit ?? 'не назначен'],
          ['Срок ответа', card.dueAt ? formats.date(card.dueAt) : '—'],
          ['Ответ', card.answeredOn ? formats.date(card.answeredOn) : 'ещё не дан'],
        ]}
      />
      {isEmpty && (
        <p className="muted small">
          Не передавалось, не продлевалось. Передать, продлить, прекратить переписку — в деле; письма об этом
          готовят здесь.
        </p>
      )}
      <ul className="office-card__way">
        {card.prolongations.map(({ at, text }) => (
          <li key={at}>
            {formats.date(at)} — {text}
          </li>
        ))}
        {card.forwardings.map(({ at, body, legal }) => (
          <li key={`${at} ${body}`}>
            {formats.date(at)} — передано: {body} ({legal})
          </li>
        ))}
        {card.copies.map(({ id, body, dueAt, sentAt }) => (
          <li key={id}>
            Копия: {body} —{' '}
            {sentAt ? `отправлена ${formats.date(sentAt)}` : `отправить до ${formats.date(dueAt)}`} (59-ФЗ,
            ст. 8 ч. 4)
          </li>
        ))}
      </ul>
    </>
  );
}
