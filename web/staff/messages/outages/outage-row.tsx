import type { ReactNode } from 'react';
import { markOnSite, type StaffOutage } from '../../../../shared/contract/messages/outages.ts';
import type { OutageState } from '../../../../shared/contract/messages/outages-open.ts';
import {
  formerTerm,
  momentWords,
  peopleWords,
  placesLine,
  termWords,
} from '../../../../shared/text/messages/outages.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';

export type OpenOutageDialog = 'change' | 'term' | 'end' | 'cancel' | null;

export const stateWords: Readonly<Record<OutageState, { title: string; tone: Tone }>> = {
  planned: { title: 'впереди', tone: 'quiet' },
  running: { title: 'идёт', tone: 'info' },
  overdue: { title: 'срок прошёл', tone: 'danger' },
  unconfirmed: { title: 'не подтверждено', tone: 'danger' },
  ended: { title: 'закончилось', tone: 'ok' },
  cancelled: { title: 'отменено', tone: 'quiet' },
};

/** A row of the desk: what residents read, and what may be done with it. */
export function OutageRow(props: {
  outage: StaffOutage;
  onOpen: (dialog: OpenOutageDialog) => void;
}): ReactNode {
  const { outage, onOpen } = props;
  const { zone } = useFormats();
  const now = useNow();
  const state = stateWords[outage.state];
  return (
    <>
      {outage.can.includes('change') ? (
        <button type="button" className="link-button outage-row__name" onClick={() => onOpen('change')}>
          {outage.title}
        </button>
      ) : (
        <p className="outage-row__name">{outage.title}</p>
      )}
      <p className="cluster">
        <Mark tone={state.tone}>{state.title}</Mark>
        <b>{termWords(outage, zone, now)}</b>
        {outage.people > 0 && <span>{peopleWords(outage.people)}</span>}
      </p>
      <p>{placesLine(outage.places)}</p>
      <p className="muted small">
        {outage.isPlanned ? 'Плановое' : 'Аварийное'}: {outage.reason}; чинит {outage.repairer}
        {outage.onSiteAt && `, на месте: ${momentWords(outage.onSiteAt, zone, now)}`}; начало{' '}
        {momentWords(outage.beginsAt, zone, now)}; записал(а) {outage.createdBy}
        {outage.isImported && ', из таблицы'}
        {outage.cancelReason && `; отменено: ${outage.cancelReason}`}
      </p>
      {outage.moves.map(({ until, reason, at }) => (
        <p key={at} className="muted small">
          Прежний срок — {formerTerm(until, zone, now)}. Перенесли: {reason}.
        </p>
      ))}
      <Acts outage={outage} onOpen={onOpen} />
    </>
  );
}

function Acts({
  outage,
  onOpen,
}: {
  outage: StaffOutage;
  onOpen: (dialog: OpenOutageDialog) => void;
}): ReactNode {
  const arrived = useCommand(markOnSite, { done: 'Отмечено: бригада на месте' });
  const may = (act: string) => outage.can.includes(act);
  if (outage.can.length === 0 && !outage.problemId) return null;
  const { id, version, title } = outage;
  const act = (dialog: OpenOutageDialog, words: string) => (
    <Button onClick={() => onOpen(dialog)}>
      {words}
      <span className="aloud">: {title}</span>
    </Button>
  );
  return (
    <div className="cluster">
      {may('end') && act('end', outage.words.gave)}
      {may('on-site') && (
        <Button
          busy={arrived.isPending}
          onClick={() => arrived.mutate({ params: { id }, body: { version } })}
        >
          Бригада на месте<span className="aloud">: {title}</span>
        </Button>
      )}
      {may('move') && act('term', 'Перенести срок')}
      {may('change') && act('change', 'Исправить')}
      {may('cancel') && act('cancel', 'Отменить')}
      {outage.problemId && (
        <ButtonLink to={`/staff/problems/${outage.problemId}`}>Массовая проблема</ButtonLink>
      )}
    </div>
  );
}
