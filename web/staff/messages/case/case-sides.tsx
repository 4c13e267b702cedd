import { type ReactNode, useState } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { decideInterim, givePart, returnPart } from '../../../../shared/contract/messages/cases-sides.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import type { CaseDialog } from './case-actions.ts';
import type { CaseDesk } from './use-case-desk.ts';

type Part = CaseCard['parts'][number];
type Interim = CaseCard['interims'][number];

/** Who helps with the answer and what was said to the resident meanwhile. */
export function CaseSides(props: { desk: CaseDesk; onEdit: (dialog: CaseDialog) => void }): ReactNode {
  const { desk, onEdit } = props;
  const { card, can } = desk;
  const parts = card.parts.filter(({ state }) => state !== 'withdrawn');
  return (
    <>
      {(parts.length > 0 || can('ask-part')) && (
        <Section title="Соисполнители" isSmall className="section case__side">
          <ul className="case__sides">
            {parts.map((part) => (
              <PartLine key={part.id} desk={desk} part={part} />
            ))}
          </ul>
          {can('ask-part') && <Button onClick={() => onEdit('ask-part')}>Поручить часть…</Button>}
        </Section>
      )}
      {(card.interims.length > 0 || can('write-interim')) && (
        <Section title="Промежуточные ответы" isSmall className="section case__side">
          <ul className="case__sides">
            {card.interims.map((interim) => (
              <InterimLine key={interim.id} desk={desk} interim={interim} />
            ))}
          </ul>
          {can('write-interim') && <Button onClick={() => onEdit('interim')}>Промежуточный ответ…</Button>}
        </Section>
      )}
    </>
  );
}

function PartLine({ desk, part }: { desk: CaseDesk; part: Part }): ReactNode {
  const [dialog, setDialog] = useState<'give' | 'return' | null>(null);
  const formats = useFormats();
  const { card } = desk;
  const params = { id: card.id, partId: part.id };
  const close = () => {
    setDialog(null);
    desk.forget();
  };
  return (
    <li>
      <p>
        <b>{part.unit}</b>{' '}
        <Mark tone={part.state === 'given' ? 'ok' : part.isLate ? 'danger' : 'warning'}>
          {part.state === 'given' ? 'часть дана' : part.isLate ? 'просрочено' : 'ждём'}
        </Mark>
      </p>
      <p className="small">
        до {formats.date(part.dueOn)} · {part.task} — {part.askedByName}
      </p>
      {part.returnReason && part.state === 'asked' && <p className="small">Вернули: «{part.returnReason}»</p>}
      {part.text && part.state === 'given' && (
        <p>
          {part.text} <span className="small">— {part.givenByName}</span>
        </p>
      )}
      <div className="cluster">
        {part.can.includes('give') && <Button onClick={() => setDialog('give')}>Дать свою часть…</Button>}
        {part.can.includes('return') && <Button onClick={() => setDialog('return')}>Вернуть часть…</Button>}
        {part.can.includes('withdraw') && (
          <Button
            kind="quiet"
            onClick={() =>
              desk.run(returnPart, { params, body: { withdraw: true } }, { done: 'Поручение снято' })
            }
          >
            Снять
          </Button>
        )}
      </div>
      {dialog === 'give' && (
        <ReasonDialog
          title={`Часть ответа: ${part.unit}`}
          label="Ваша часть ответа"
          hint={part.task}
          action="Отдать часть"
          commands={desk.command(givePart)}
          onSend={(text) =>
            desk.run(givePart, { params, body: { text } }, { done: 'Часть отдана', onDone: close })
          }
          onClose={close}
        />
      )}
      {dialog === 'return' && (
        <ReasonDialog
          title={`Вернуть часть: ${part.unit}`}
          label="Чего не хватает"
          action="Вернуть часть"
          commands={desk.command(returnPart)}
          onSend={(reason) =>
            desk.run(returnPart, { params, body: { reason } }, { done: 'Часть возвращена', onDone: close })
          }
          onClose={close}
        />
      )}
    </li>
  );
}

const interimWords: Readonly<Record<Interim['state'], string>> = {
  waits: 'ждёт утверждения',
  released: 'выпущен',
  returned: 'возвращён',
};

function InterimLine({ desk, interim }: { desk: CaseDesk; interim: Interim }): ReactNode {
  const [isReturning, setReturning] = useState(false);
  const formats = useFormats();
  const { card } = desk;
  const at = { params: { id: card.id, interimId: interim.id } };
  const isMine = interim.state === 'waits' && desk.can('decide-interim');
  const close = () => {
    setReturning(false);
    desk.forget();
  };
  return (
    <li>
      <p>
        <Mark tone={interim.state === 'released' ? 'ok' : 'warning'}>{interimWords[interim.state]}</Mark>{' '}
        <span className="small">окончательный ответ до {formats.date(interim.finalOn)}</span>
      </p>
      <p>
        {interim.text} <span className="small">— {interim.authorName}</span>
      </p>
      {interim.returnReason && <p className="small">Вернули: «{interim.returnReason}»</p>}
      {isMine && (
        <div className="cluster">
          <Button
            kind="primary"
            busy={desk.isBusy}
            onClick={() =>
              desk.run(
                decideInterim,
                { ...at, body: { version: card.version, decision: 'release' } },
                { done: 'Промежуточный ответ отправлен жителю' },
              )
            }
          >
            Выпустить
          </Button>
          <Button onClick={() => setReturning(true)}>Вернуть…</Button>
        </div>
      )}
      {isMine && !isReturning && <Failures of={desk.command(decideInterim)} />}
      {isReturning && (
        <ReasonDialog
          title="Вернуть промежуточный ответ"
          label="Что исправить"
          action="Вернуть"
          commands={desk.command(decideInterim)}
          onSend={(reason) =>
            desk.run(
              decideInterim,
              { ...at, body: { version: card.version, decision: 'return', reason } },
              { done: 'Промежуточный ответ возвращён', onDone: close },
            )
          }
          onClose={close}
        />
      )}
    </li>
  );
}
