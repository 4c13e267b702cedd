import type { ReactNode } from 'react';
import type { PageCard, Register } from '../../../../shared/contract/pages/register.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { ChecksPart } from './checks-part.tsx';
import { FiguresPart } from './figures-part.tsx';
import { OpeningPart } from './opening-part.tsx';
import type { PageDialogKind } from './page-dialogs.tsx';
import { VerificationPart } from './verification-part.tsx';
import { WeekPart } from './week-part.tsx';

interface Props {
  card: PageCard;
  register: Register;
  onDialog: (kind: PageDialogKind) => void;
}

/** The right pane: one official page, what is proved of it, who keeps it. */
export function PagePane({ card, register, onDialog }: Props): ReactNode {
  return (
    <>
      <Head card={card} register={register} />
      <OpeningPart card={card} onDialog={onDialog} />
      <ChecksPart card={card} onDialog={onDialog} />
      <VerificationPart card={card} onDialog={onDialog} />
      <WeekPart card={card} />
      <KeeperPart card={card} />
      <FiguresPart card={card} onDialog={onDialog} />
      <HistoryPart card={card} />
      <Acts card={card} onDialog={onDialog} />
    </>
  );
}

function Head({ card, register }: { card: PageCard; register: Register }): ReactNode {
  const formats = useFormats();
  const { reading, archivedAt } = card;
  const grade = register.grades.find(({ id }) => id === card.grade);
  return (
    <header className="page-pane__part">
      <p className="muted small">
        {card.networkTitle} · {grade?.title} уровень
      </p>
      <h2 className="page-pane__title">{card.title}</h2>
      <p className="muted">{card.bodyTitle}</p>
      {archivedAt && (
        <p>
          <Mark tone="quiet">в архиве с {formats.date(archivedAt)}</Mark> {card.archiveReason}
        </p>
      )}
      <p className="small">
        <OutLink href={card.url}>Открыть страницу</OutLink>
      </p>
      {reading.networkPageId !== null && (
        <p className="muted small">
          {reading.readAt ? `Прочитана ${formats.short(reading.readAt)}` : 'Ещё не прочитана'}
          {reading.trouble && `. ${reading.trouble}`}
        </p>
      )}
    </header>
  );
}

function KeeperPart({ card }: { card: PageCard }): ReactNode {
  const { keeper, contract, contractUntil, isContractOver, contact, gosId, settingsUrl } = card;
  return (
    <Section title="Кто ведёт" isSmall className="page-pane__part">
      <dl className="page-pane__facts">
        <dt>Ведёт</dt>
        <dd>{keeper ?? 'не назначен'}</dd>
        <dt>Договор</dt>
        <dd>
          {contract || 'нет'}
          {contractUntil && (
            <>
              {contract && ', '}
              {isContractOver ? (
                <span className="tone-danger">истёк {formatDay(contractUntil)}</span>
              ) : (
                `до ${formatDay(contractUntil)}`
              )}
            </>
          )}
        </dd>
        <dt>Точка связи</dt>
        <dd>{contact || 'не указана'}</dd>
        {(gosId || settingsUrl) && (
          <>
            <dt>В «Госпабликах»</dt>
            <dd>{[gosId && `ID ${gosId}`, settingsUrl].filter(Boolean).join(', ')}</dd>
          </>
        )}
      </dl>
    </Section>
  );
}

function HistoryPart({ card }: { card: PageCard }): ReactNode {
  const formats = useFormats();
  return (
    <Section title="История" isSmall className="page-pane__part">
      <ol className="page-pane__history">
        {card.history.map(({ at, by, what, note }) => (
          <li key={`${at}${what}`}>
            <span className="muted small">
              {formats.short(at)} · {by}
            </span>
            <span>
              {what}
              {note && `: ${note}`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Acts({ card, onDialog }: { card: PageCard; onDialog: Props['onDialog'] }): ReactNode {
  const { can } = card;
  if (can.length === 0) return null;
  return (
    <div className="page-pane__part page-pane__acts">
      {can.includes('look') && (
        <Button kind="primary" hint="KeyP" onClick={() => onDialog('look')}>
          Отметить проверку
        </Button>
      )}
      {can.includes('change') && (
        <Button icon="pencil" hint="KeyC" onClick={() => onDialog('change')}>
          Изменить
        </Button>
      )}
      {can.includes('archive') && <Button onClick={() => onDialog('archive')}>Больше не ведём</Button>}
      {can.includes('restore') && <Button onClick={() => onDialog('restore')}>Вернуть из архива</Button>}
    </div>
  );
}
