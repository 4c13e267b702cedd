import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { acknowledgeProtocol } from '../../../../shared/contract/group/working-group-papers.ts';
import {
  composeProtocol,
  getProtocol,
  type ProtocolCard,
  remarkProtocol,
  returnProtocol,
  reviewProtocol,
} from '../../../../shared/contract/group/working-group-protocol.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { meetingStateTitles } from '../../../../shared/text/group/working-group.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { routeKey, useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SignaturesPart } from '../../base/parts/signatures-part.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CityNumberPart } from '../city-numbers/number-part.tsx';
import { CountedAtMeeting } from '../counted/counted-at-meeting.tsx';
import { AcquaintancePart } from './after-signature.tsx';
import { Differences } from './differences-part.tsx';
import { ExtractsPart } from './extracts-part.tsx';
import { meetingHref, stateTones } from './meeting-words.ts';
import { SignDialog } from './sign-dialog.tsx';
import '../../base/parts/desk.css';
import './working-group.css';

/** The protocol of a meeting: its paper, versions and what changed, words of the review, the signature. */
export function ProtocolPage(): ReactNode {
  const id = useParam('id');
  const protocol = useRoute(getProtocol, { params: { id } }, { refreshEvery: 30_000, keepOld: false });
  const card = protocol.data;
  const isUnknown = [400, 404].includes(protocol.error?.status ?? 0);
  return (
    <StaffPage
      title={card?.number ? `Протокол № ${card.number}` : 'Протокол'}
      bar={
        card && (
          <>
            <span className="muted nowrap">заседание {formatDay(card.day)}</span>
            <Mark tone={stateTones[card.state]}>{meetingStateTitles[card.state]}</Mark>
          </>
        )
      }
      actions={<ButtonLink to={meetingHref(id)}>К заседанию</ButtonLink>}
    >
      {isUnknown ? (
        <EmptyState
          title="Такого заседания нет"
          action={<ButtonLink to="/staff/working-group">Открыть заседания</ButtonLink>}
        >
          Проверьте адрес или найдите заседание в списке.
        </EmptyState>
      ) : (
        <Loadable query={protocol} failed="Протокол не загрузился">
          {(data) => <Protocol card={data} />}
        </Loadable>
      )}
    </StaffPage>
  );
}

function Protocol({ card }: { card: ProtocolCard }): ReactNode {
  const isEmpty = card.versions.length === 0 && !card.can.includes('compose');
  if (isEmpty)
    return (
      <EmptyState title="Протокола ещё нет">
        Секретарь составит его из записей, когда заседание закончится.
      </EmptyState>
    );
  return (
    <div className="desk stack">
      <Acts card={card} />
      <Papers card={card} />
      {card.documentId && <SignaturesPart documentId={card.documentId} />}
      <CountedAtMeeting meetingId={card.meetingId} />
      <ExtractsPart card={card} />
      <AcquaintancePart card={card} />
      <Differences card={card} />
      <Remarks card={card} />
      <Versions card={card} />
    </div>
  );
}

/** A command whose reply is the protocol. */
function useProtocolCommand<R extends Route>(route: R, words: string, onDone?: () => void) {
  const client = useQueryClient();
  return useCommand(route, {
    refreshes: ['working-group'],
    onDone: (reply) => {
      const card = reply as ProtocolCard;
      client.setQueryData(routeKey(getProtocol, { params: { id: card.meetingId } }), card);
      showToast(words);
      onDone?.();
    },
  });
}

function Acts({ card }: { card: ProtocolCard }): ReactNode {
  const [dialog, setDialog] = useState<'sign' | 'return' | 'object' | null>(null);
  const close = () => setDialog(null);
  const may = (name: string) => card.can.includes(name);
  const params = { id: card.meetingId };
  const seen = { params, body: { version: card.version } };
  const compose = useProtocolCommand(composeProtocol, 'Версия протокола сохранена');
  const review = useProtocolCommand(reviewProtocol, 'Протокол направлен членам группы');
  const remark = useProtocolCommand(remarkProtocol, 'Ваше слово записано', close);
  const acknowledge = useProtocolCommand(acknowledgeProtocol, 'Отмечено: вы ознакомлены с протоколом');
  const takeBack = useProtocolCommand(returnProtocol, 'Протокол возвращён секретарю', close);
  return (
    <div className="group-acts">
      {may('acknowledge') && (
        <Button kind="primary" busy={acknowledge.isPending} onClick={() => acknowledge.mutate({ params })}>
          Ознакомлен(а)
        </Button>
      )}
      {may('sign') && (
        <Button kind="primary" onClick={() => setDialog('sign')}>
          Подписать
        </Button>
      )}
      {may('return') && <Button onClick={() => setDialog('return')}>Вернуть секретарю</Button>}
      {may('compose') && (
        <Button
          kind={card.versions.length === 0 ? 'primary' : 'plain'}
          busy={compose.isPending}
          onClick={() => compose.mutate(seen)}
        >
          {card.versions.length === 0 ? 'Составить протокол' : 'Сохранить версию'}
        </Button>
      )}
      {may('review') && (
        <Button kind="primary" busy={review.isPending} onClick={() => review.mutate(seen)}>
          Направить на рассмотрение
        </Button>
      )}
      {may('remark') && (
        <>
          <Button
            busy={remark.isPending}
            onClick={() => remark.mutate({ params, body: { stance: 'agree' as const } })}
          >
            Согласен(на)
          </Button>
          <Button onClick={() => setDialog('object')}>Возразить</Button>
        </>
      )}
      {dialog === 'sign' && <SignDialog card={card} onClose={close} />}
      {dialog === 'return' && (
        <ReasonDialog
          title="Почему протокол возвращается?"
          label="Причина"
          hint="Секретарь увидит её рядом с версией"
          action="Вернуть"
          commands={takeBack}
          onSend={(reason) => takeBack.mutate({ params, body: { version: card.version, reason } })}
          onClose={close}
        />
      )}
      {dialog === 'object' && (
        <ReasonDialog
          title="С чем вы не согласны?"
          label="Возражение"
          hint="Его увидят секретарь и председательствовавший"
          action="Отправить"
          commands={remark}
          onSend={(text) => remark.mutate({ params, body: { stance: 'object' as const, text } })}
          onClose={close}
        />
      )}
    </div>
  );
}

function Papers({ card }: { card: ProtocolCard }): ReactNode {
  const file = `/api/working-group/meetings/${card.meetingId}/protocol/file`;
  return (
    <Section title="Документ" isSmall className="stack stack--tight">
      <p>
        {card.number
          ? `№ ${card.number}, зарегистрирован ${formatDay(card.registeredOn ?? card.day)}; подпись: ${card.signedBy}`
          : `Тексты по вопросам правятся в карточке заседания; подписывает ${card.presiding?.name ?? 'председательствовавший'}`}
        {card.isStale && '; записи изменены после последней версии'}
      </p>
      {card.number && <CityNumberPart paperId={card.meetingId} />}
      <ul className="cluster">
        <li>
          <a href={`${file}?format=html`} target="_blank" rel="noreferrer">
            Прочитать и напечатать
          </a>
        </li>
        <li>
          <a href={`${file}?format=docx`}>Word</a>
        </li>
        {!card.documentId && (
          <li>
            <a href={`${file}?format=pdf`}>PDF</a>
          </li>
        )}
      </ul>
    </Section>
  );
}

function Remarks({ card }: { card: ProtocolCard }): ReactNode {
  const formats = useFormats();
  if (card.remarks.length === 0) return null;
  return (
    <Section title="Рассмотрение" isSmall className="stack stack--tight">
      <ul className="stack stack--tight">
        {card.remarks.map(({ version, personId, name, stance, text, at }) => (
          <li key={`${version} ${personId}`}>
            <Mark tone={stance === 'agree' ? 'ok' : 'warning'}>
              {name}: {stance === 'agree' ? 'согласие' : 'возражение'}
            </Mark>{' '}
            {text}{' '}
            <span className="muted">
              версия {version}, {formats.dateTime(at)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Versions({ card }: { card: ProtocolCard }): ReactNode {
  const formats = useFormats();
  if (card.versions.length === 0) return null;
  return (
    <Section title="Версии" isSmall className="stack stack--tight">
      <ol>
        {card.versions.map(({ version, madeAt, madeBy, note }) => (
          <li key={version}>
            {note}. {madeBy}, {formats.dateTime(madeAt)}
          </li>
        ))}
      </ol>
    </Section>
  );
}
