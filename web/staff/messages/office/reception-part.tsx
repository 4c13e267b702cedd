import { type ReactNode, useState } from 'react';
import {
  bookVisit,
  closeVisit,
  listReceptions,
  planReception,
  type Reception,
  revealVisit,
  visitResults,
} from '../../../../shared/contract/messages/office-reception.ts';
import { visitResultTitles } from '../../../../shared/text/appeals.ts';
import { formatPhone } from '../../../../shared/text/contacts.ts';
import { dayAfter, localDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';

const days = (from: string, count: number): string =>
  Array.from({ length: count }).reduce<string>((day) => dayAfter(day), from);

/** Hours of personal reception, who is booked, how it ended. 59-ФЗ, ст. 13. */
export function ReceptionPart(): ReactNode {
  const today = localDay(Date.now(), useZone());
  const [isPlanning, setPlanning] = useState(false);
  const query = useRoute(listReceptions, { query: { from: today, to: days(today, 60) } });
  const mayPlan = query.data?.can.includes('plan') ?? false;
  useHotkeys(
    'Личный приём',
    mayPlan ? [{ keys: 'KeyP', label: 'Назначить приём', run: () => setPlanning(true) }] : [],
  );
  return (
    <div className="desk">
      <div className="desk__filters">
        {mayPlan && (
          <Button kind="primary" hint="KeyP" onClick={() => setPlanning(true)}>
            Назначить приём
          </Button>
        )}
      </div>
      <Loadable query={query} failed="График не загрузился">
        {(data) =>
          data.receptions.length === 0 ? (
            <EmptyState title="Приём не назначен">
              Назначьте день, часы и кто принимает. Сведения о приёме сообщают гражданам{' '}
              <span className="nowrap">({data.legal}, ч. 1)</span>.
            </EmptyState>
          ) : (
            <ul className="desk__list">
              {data.receptions.map((reception) => (
                <li key={reception.id} className="desk__sheet">
                  <OneReception reception={reception} />
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
      {isPlanning && <PlanDialog today={today} onClose={() => setPlanning(false)} />}
    </div>
  );
}

function OneReception({ reception }: { reception: Reception }): ReactNode {
  const formats = useFormats();
  const [isBooking, setBooking] = useState(false);
  const [closing, setClosing] = useState<string | null>(null);
  const title = `${formats.date(reception.day)}, ${reception.startsAt}–${reception.endsAt}`;
  return (
    <>
      <h2 className="section__title">{title}</h2>
      <p>
        {reception.official}, {reception.position}. {reception.place}
      </p>
      <ul className="office-letters">
        {reception.visits.map((visit) => (
          <li key={visit.id} className="cluster">
            <b>{visit.at}</b> <Visitor visit={visit} /> <span>{visit.subject}</span>
            {visit.caseNumber && (
              <ButtonLink to={`/staff/cases/${visit.caseNumber}`} kind="quiet">
                {formatCaseNumber(visit.caseNumber)}
              </ButtonLink>
            )}
            <span className="push" />
            {visit.result ? (
              <span className="muted">{visitResultTitles[visit.result]}</span>
            ) : (
              visit.can.includes('close') && (
                <Button onClick={() => setClosing(visit.id)}>
                  Итог<span className="aloud"> приёма в {visit.at}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <div className="cluster">
        <span className="muted">
          Свободно: {counted(reception.free.length, 'время', 'времени', 'времён')}
        </span>
        {reception.can.includes('book') && reception.free.length > 0 && (
          <Button onClick={() => setBooking(true)}>
            Записать<span className="aloud"> на {title}</span>
          </Button>
        )}
      </div>
      {isBooking && <BookDialog reception={reception} onClose={() => setBooking(false)} />}
      {closing && <CloseDialog visitId={closing} onClose={() => setClosing(null)} />}
    </>
  );
}

/** Who comes: masked, until asked for with a reason that the journal keeps. */
function Visitor({ visit }: { visit: Reception['visits'][number] }): ReactNode {
  const [isAsking, setAsking] = useState(false);
  const reveal = useCommand(revealVisit, { refreshes: [], onDone: () => setAsking(false) });
  if (reveal.data)
    return (
      <span>
        {reveal.data.name}
        {reveal.data.phone && (
          <>
            {' · '}
            <a href={`tel:${reveal.data.phone}`}>{formatPhone(reveal.data.phone)}</a>
          </>
        )}
      </span>
    );
  return (
    <span>
      {visit.name}
      {visit.can.includes('reveal') && (
        <>
          {' · '}
          <button type="button" className="link-button" onClick={() => setAsking(true)}>
            Показать<span className="aloud"> записанного на {visit.at}</span>
          </button>
        </>
      )}
      {isAsking && (
        <ReasonDialog
          title="Зачем показать, кто записан?"
          label="Причина"
          hint="Останется в журнале"
          action="Показать"
          commands={reveal}
          onSend={(reason) => reveal.mutate({ params: { id: visit.id }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}

function PlanDialog({ today, onClose }: { today: string; onClose: () => void }): ReactNode {
  const plan = useDone(planReception, 'Приём назначен', onClose);
  const form = useForm({
    start: {
      day: dayAfter(today),
      startsAt: '15:00',
      endsAt: '17:00',
      official: '',
      position: '',
      place: '',
    },
    commands: plan,
    send: (value) => plan.mutate({ body: value }),
  });
  return (
    <FormDialog title="Назначить приём" action="Назначить" form={form} onClose={onClose}>
      <DateField form={form} name="day" label="День" />
      <div className="office-form">
        <TextField form={form} name="startsAt" label="С" />
        <TextField form={form} name="endsAt" label="До" />
      </div>
      <TextField form={form} name="official" label="Кто принимает" />
      <TextField form={form} name="position" label="Должность" />
      <TextField form={form} name="place" label="Где" />
    </FormDialog>
  );
}

function BookDialog({ reception, onClose }: { reception: Reception; onClose: () => void }): ReactNode {
  const book = useDone(bookVisit, 'Записано', onClose);
  const form = useForm({
    start: { at: reception.free[0] ?? '', name: '', phone: '', subject: '' },
    commands: book,
    send: (value) =>
      book.mutate({ params: { id: reception.id }, body: { ...value, phone: value.phone || undefined } }),
  });
  return (
    <FormDialog title="Запись на приём" action="Записать" form={form} onClose={onClose}>
      <SelectField
        form={form}
        name="at"
        label="Время"
        choices={reception.free.map((at) => ({ value: at, label: at }))}
      />
      <TextField form={form} name="name" label="Фамилия, имя, отчество" autoComplete="off" />
      <TextField form={form} name="phone" label="Телефон" optional inputMode="tel" autoComplete="off" />
      <LongTextField form={form} name="subject" label="О чём" rows={2} />
    </FormDialog>
  );
}

function CloseDialog({ visitId, onClose }: { visitId: string; onClose: () => void }): ReactNode {
  const close = useDone(closeVisit, 'Итог записан', onClose);
  const form = useForm<{ result: (typeof visitResults)[number]; note: string; caseNumber: string }>({
    start: { result: 'answered', note: '', caseNumber: '' },
    commands: close,
    send: ({ result, note, caseNumber }) =>
      close.mutate({
        params: { id: visitId },
        body: { result, note, caseNumber: caseNumber.trim() || null },
      }),
  });
  const { result } = form.values;
  return (
    <FormDialog title="Итог приёма" action="Записать" form={form} onClose={onClose}>
      <SelectField
        form={form}
        name="result"
        label="Чем кончилось"
        choices={visitResults.map((value) => ({ value, label: visitResultTitles[value] }))}
      />
      <LongTextField form={form} name="note" label="Запись в карточку" rows={3} />
      <TextField
        form={form}
        name="caseNumber"
        label="Номер дела"
        optional={result !== 'written'}
        hint="Если принято письменное обращение: сначала зарегистрируйте его"
      />
    </FormDialog>
  );
}

/** A command that closes its dialog and says so. */
function useDone<R extends typeof planReception | typeof bookVisit | typeof closeVisit>(
  route: R,
  done: string,
  onClose: () => void,
) {
  return useCommand(route, {
    refreshes: ['office'],
    done,
    onDone: onClose,
  });
}
