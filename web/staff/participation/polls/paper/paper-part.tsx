import { type ReactNode, useState } from 'react';
import {
  confirmProtocol,
  downloadPollPaper,
  type PollPaper,
  type PollPlace,
  readPaper,
} from '../../../../../shared/contract/participation/poll-paper.ts';
import type { PollCard } from '../../../../../shared/contract/participation/polls.ts';
import { counted, plural } from '../../../../../shared/text/plural.ts';
import { buildUrl } from '../../../../lib/api.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useFormats } from '../../../../lib/format.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Mark, Note } from '../../../../ui/mark.tsx';
import { Section } from '../../../../ui/section.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { SureDialog } from '../../../base/case-kit/sure-dialog.tsx';
import { DeskTable } from '../../../base/parts/desk-table.tsx';
import { FileLink, OutLink } from '../../../base/parts/papers.tsx';
import { CloseKioskDialog, CodeDialog, OpenKioskDialog } from './kiosk-dialogs.tsx';
import { GiveDialog, PlacesDialog, TakeBackDialog } from './paper-dialogs.tsx';
import { ProtocolDialog } from './protocol-dialog.tsx';

type Open =
  | { what: 'places' }
  | { what: 'give' | 'take-back' | 'code' }
  | { what: 'enter' | 'confirm' | 'open-kiosk'; place: PollPlace }
  | { what: 'close-kiosk'; place: PollPlace; kiosk: PollPlace['kiosks'][number] };

/** Paper ballots of a poll: its places, who is given one, protocols of two people. */
export function PaperPart({ card }: { card: PollCard }): ReactNode {
  const paper = useRoute(readPaper, { params: { id: card.id } });
  return (
    <Loadable query={paper} failed="Сведения о бумажных бюллетенях не загрузились">
      {(data) =>
        data.places.length === 0 && !data.can.includes('place') ? null : <Paper card={card} paper={data} />
      }
    </Loadable>
  );
}

function Paper({ card, paper }: { card: PollCard; paper: PollPaper }): ReactNode {
  const [open, setOpen] = useState<Open | null>(null);
  const { places, whyNot } = paper;
  const waits = places.filter(({ protocol }) => protocol?.confirmedAt == null).length;
  return (
    <Section title={titleOf(card, places.length, waits)} isSmall className="desk__sheet stack">
      {places.length === 0 && (
        <p className="muted">
          {whyNot
            ? `${whyNot}.`
            : 'Люди без телефона голосуют на участке: бюллетень один, на бумаге или с телефона, и счёт один.'}
        </p>
      )}
      {places.length > 0 && whyNot && (
        <Note>
          <p>{whyNot}. Уберите участки или поправьте вопросы: иначе дальше не пойдёт.</p>
        </Note>
      )}
      {places.length > 0 && <Places places={places} onOpen={setOpen} />}
      <span className="cluster">
        {paper.can.includes('place') && (places.length > 0 || !whyNot) && (
          <Button onClick={() => setOpen({ what: 'places' })}>
            {places.length > 0 ? 'Изменить участки' : 'Назвать участки'}
          </Button>
        )}
        {paper.can.includes('give') && (
          <Button kind="primary" onClick={() => setOpen({ what: 'give' })}>
            Выдать бюллетень
          </Button>
        )}
        {paper.can.includes('give') && places.some(({ kiosks }) => kiosks.length > 0) && (
          <Button kind="primary" onClick={() => setOpen({ what: 'code' })}>
            Дать код киоска
          </Button>
        )}
        {paper.can.includes('take-back') && (
          <Button onClick={() => setOpen({ what: 'take-back' })}>Бюллетень вернули</Button>
        )}
        {places.length > 0 && <PrintLinks id={card.id} />}
      </span>
      {open && <Opened open={open} card={card} paper={paper} onClose={() => setOpen(null)} />}
    </Section>
  );
}

/** The dialog of an act. */
function Opened(props: { open: Open; card: PollCard; paper: PollPaper; onClose: () => void }): ReactNode {
  const { open, card, paper, onClose } = props;
  const { places } = paper;
  switch (open.what) {
    case 'places':
      return <PlacesDialog id={card.id} paper={paper} onClose={onClose} />;
    case 'give':
      return <GiveDialog id={card.id} places={places} onClose={onClose} />;
    case 'code':
      return (
        <CodeDialog
          id={card.id}
          places={places.filter(({ kiosks }) => kiosks.length > 0)}
          onClose={onClose}
        />
      );
    case 'take-back':
      return (
        <TakeBackDialog
          id={card.id}
          places={places.filter(({ protocol }) => protocol === null)}
          onClose={onClose}
        />
      );
    case 'enter':
      return <ProtocolDialog place={open.place} questions={card.questions} onClose={onClose} />;
    case 'confirm':
      return <ConfirmDialog place={open.place} onClose={onClose} />;
    case 'open-kiosk':
      return <OpenKioskDialog place={open.place} onClose={onClose} />;
    case 'close-kiosk':
      return <CloseKioskDialog place={open.place} kiosk={open.kiosk} onClose={onClose} />;
  }
}

function titleOf(card: PollCard, places: number, waits: number): string {
  if (places === 0) return 'Голосовать на бумаге можно будет, если назвать участки';
  const all = counted(places, 'участок', 'участка', 'участков');
  if (card.state === 'closed' && waits > 0)
    return `Бумажные бюллетени. Нет ${plural(waits, 'подтверждённого протокола', 'подтверждённых протоколов', 'подтверждённых протоколов')}: ${waits} из ${places}`;
  return `Бумажные бюллетени: ${all}`;
}

function PrintLinks({ id }: { id: string }): ReactNode {
  const link = (paper: 'ballot' | 'protocol') =>
    buildUrl(downloadPollPaper, { params: { id, paper }, query: { format: 'pdf' } });
  return (
    <>
      <OutLink href={link('ballot')}>Бюллетень, PDF</OutLink>
      <OutLink href={link('protocol')}>Бланк протокола, PDF</OutLink>
    </>
  );
}

function Places({
  places,
  onOpen,
}: {
  places: readonly PollPlace[];
  onOpen: (open: Open) => void;
}): ReactNode {
  return (
    <DeskTable<PollPlace>
      caption="Участки"
      rows={[...places]}
      rowKey={({ id }) => id}
      columns={[
        { id: 'title', head: 'Участок', isName: true, cell: ({ title }) => title },
        { id: 'given', head: 'На бумаге', cell: ({ given }) => String(given) },
        {
          id: 'kiosk',
          head: 'На киоске',
          cell: (place) => <KioskState place={place} onOpen={onOpen} />,
        },
        { id: 'protocol', head: 'Протокол', cell: (place) => <ProtocolState place={place} /> },
        {
          id: 'acts',
          head: 'Действия',
          cell: (place) =>
            place.can.length === 0 ? null : (
              <span className="cluster">
                {place.can.includes('confirm') && (
                  <Button kind="primary" onClick={() => onOpen({ what: 'confirm', place })}>
                    Подтвердить<span className="aloud">: {place.title}</span>
                  </Button>
                )}
                {place.can.includes('enter') && (
                  <Button onClick={() => onOpen({ what: 'enter', place })}>
                    {place.protocol ? 'Исправить' : 'Внести протокол'}
                    <span className="aloud">: {place.title}</span>
                  </Button>
                )}
              </span>
            ),
        },
      ]}
      empty={null}
    />
  );
}

function KioskState({ place, onOpen }: { place: PollPlace; onOpen: (open: Open) => void }): ReactNode {
  const { codes, kiosks, can } = place;
  const formats = useFormats();
  return (
    <span className="stack stack--tight">
      {codes > 0 && <span>{counted(codes, 'код', 'кода', 'кодов')}</span>}
      {kiosks.map((kiosk) => (
        <span key={kiosk.id} className="cluster">
          <Mark tone="ok">открыт в {formats.time(kiosk.at)}</Mark>
          {can.includes('close-kiosk') && (
            <Button onClick={() => onOpen({ what: 'close-kiosk', place, kiosk })}>
              Закрыть киоск<span className="aloud">: {place.title}</span>
            </Button>
          )}
        </span>
      ))}
      {can.includes('open-kiosk') && (
        <Button onClick={() => onOpen({ what: 'open-kiosk', place })}>
          {kiosks.length > 0 ? 'Ещё киоск' : 'Открыть киоск'}
          <span className="aloud">: {place.title}</span>
        </Button>
      )}
      {codes === 0 && kiosks.length === 0 && !can.includes('open-kiosk') && (
        <span className="muted">нет</span>
      )}
    </span>
  );
}

function ProtocolState({ place: { protocol } }: { place: PollPlace }): ReactNode {
  if (!protocol) return <span className="muted">нет</span>;
  const { numbers } = protocol;
  return (
    <span className="stack stack--tight">
      <span>
        В ящике {numbers.inBox}, недействительных {numbers.invalid}{' '}
        <Mark tone={protocol.confirmedAt ? 'ok' : 'warning'}>
          {protocol.confirmedAt ? 'подтверждён' : 'ждёт второго человека'}
        </Mark>
      </span>
      <span className="muted small">
        {protocol.by}
        {protocol.confirmedBy && `, ${protocol.confirmedBy}`}
        {protocol.serial > 1 && `; версия ${protocol.serial}: ${protocol.reason}`}{' '}
        <FileLink fileId={protocol.fileId} title="Скан" />
      </span>
    </span>
  );
}

function ConfirmDialog({ place, onClose }: { place: PollPlace; onClose: () => void }): ReactNode {
  const confirm = useCommand(confirmProtocol, { done: 'Протокол подтверждён', onDone: onClose });
  return (
    <SureDialog
      title={`Подтвердить протокол: ${place.title}`}
      action="Подтвердить"
      commands={confirm}
      onSend={() =>
        confirm.mutate({ params: { id: place.id }, body: { serial: place.protocol?.serial ?? 1 } })
      }
      onClose={onClose}
    >
      <p>
        Вы сверили числа со сканом:{' '}
        {place.protocol && <FileLink fileId={place.protocol.fileId} title="открыть скан" />}. Когда
        подтверждены все участки, опрос подсчитывается, и протоколы больше не меняют.
      </p>
    </SureDialog>
  );
}
