import { type ReactNode, useState } from 'react';
import { readSession } from '../../../../shared/contract/base/identity.ts';
import {
  changeOpening,
  type Readiness,
  type ReadinessView,
  readReadiness,
} from '../../../../shared/contract/base/our-city-opening.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Icon } from '../../../ui/icons.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';

/** «Готовность к открытию»: what is done, what holds the portal back, each line with the way to it; and the door itself. */
export function ReadinessPart(): ReactNode {
  // Whoever comes back from a screen where something was done sees it done.
  const readiness = useRoute(readReadiness, {}, { refreshEvery: 30_000, staleTime: 0 });
  return (
    <Loadable query={readiness} failed="Готовность не загрузилась">
      {(data) => (
        <div className="our-city">
          <Door state={data} />
          <Lines
            title="Что держит портал"
            lines={data.lines.filter(({ isRequired }) => isRequired)}
            isCounted
          />
          <Lines title="Что ещё стоит сделать" lines={data.lines.filter(({ isRequired }) => !isRequired)} />
          <History state={data} />
        </div>
      )}
    </Loadable>
  );
}

/** «готово 8 из 10»: of those that were looked at. */
function countDone(lines: readonly ReadinessView[]): string {
  const judged = lines.filter(({ isJudged }) => isJudged);
  return `готово ${judged.filter(({ isDone }) => isDone).length} из ${judged.length}`;
}

function Door({ state }: { state: Readiness }): ReactNode {
  const [isClosing, setClosing] = useState(false);
  const open = useCommand(changeOpening, {
    refreshes: ['our-city', readSession.id],
    done: 'Портал открыт жителям',
  });
  const left = state.lines.filter(({ isRequired, isDone }) => isRequired && !isDone).length;
  const { isOpen, serial } = state;
  return (
    <Section title={isOpen ? 'Портал открыт' : 'Портал закрыт'} className="desk__sheet our-city__part">
      <p>
        {isOpen
          ? 'Жители отправляют сообщения. Если закрыть портал, вместо него будет страница «Приём сейчас закрыт» с контактами организации, если они есть в карточке.'
          : 'Жители видят страницу «Приём сейчас закрыт» с контактами организации, если они есть в карточке. Сотрудники видят портал и могут всё попробовать.'}
      </p>
      <Failures of={open} />
      <span className="cluster">
        {isOpen ? (
          <Button icon="lock" onClick={() => setClosing(true)}>
            Закрыть портал
          </Button>
        ) : (
          <Button
            kind="primary"
            busy={open.isPending}
            disabledReason={left > 0 && `Осталось ${counted(left, 'дело', 'дела', 'дел')}: они названы ниже`}
            onClick={() => open.mutate({ body: { serial, isOpen: true } })}
          >
            {left > 0 ? `Открыть портал — осталось ${left}` : 'Открыть портал'}
          </Button>
        )}
      </span>
      {isClosing && <CloseDialog serial={serial} onClose={() => setClosing(false)} />}
    </Section>
  );
}

function CloseDialog({ serial, onClose }: { serial: number; onClose: () => void }): ReactNode {
  const close = useCommand(changeOpening, {
    refreshes: ['our-city', readSession.id],
    done: 'Портал закрыт для жителей',
    onDone: onClose,
  });
  const form = useForm({
    start: { reason: '' },
    commands: close,
    check: ({ reason }) => ({ reason: !reason.trim() && 'Напишите, почему закрываете портал' }),
    send: ({ reason }) => close.mutate({ body: { serial, isOpen: false, reason } }),
  });
  return (
    <FormDialog form={form} title="Закрыть портал" action="Закрыть портал" onClose={onClose}>
      <p>
        Жители не смогут отправлять сообщения через портал и смотреть свои. Записи соцсетей и письма приходят
        как приходили, сроки по делам идут.
      </p>
      <LongTextField form={form} name="reason" label="Почему" rows={2} maxLength={300} />
    </FormDialog>
  );
}

function Lines(props: { title: string; lines: readonly ReadinessView[]; isCounted?: boolean }): ReactNode {
  const { title, lines, isCounted } = props;
  return (
    <Section
      title={isCounted ? `${title}: ${countDone(lines)}` : title}
      className="desk__sheet our-city__part"
    >
      <ul className="our-city__lines">
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </ul>
    </Section>
  );
}

function LineMark({ line: { isJudged, isDone, isRequired } }: { line: ReadinessView }): ReactNode {
  if (!isJudged)
    return (
      <span className="muted">
        <Icon name="minus" label="Не проверяли" />
      </span>
    );
  const tone = isDone ? 'ok' : isRequired ? 'warning' : 'info';
  return (
    <span className={`tone-${tone}`}>
      <Icon name={isDone ? 'check' : isRequired ? 'up' : 'clock'} label={isDone ? 'Сделано' : 'Не сделано'} />
    </span>
  );
}

function Line({ line }: { line: ReadinessView }): ReactNode {
  const { title, isDone, words, link } = line;
  return (
    <li>
      <LineMark line={line} />
      <div>
        <b>{title}</b>
        {words && <p className={isDone ? 'muted' : undefined}>{words}</p>}
      </div>
      {!isDone && (
        <PageLink to={link.to}>
          {link.title}
          <span className="aloud">: {title}</span>
        </PageLink>
      )}
    </li>
  );
}

function History({ state }: { state: Readiness }): ReactNode {
  const formats = useFormats();
  if (state.history.length === 0) return null;
  return (
    <Section title="Когда открывали" isSmall className="desk__sheet">
      <ul className="desk__list">
        {state.history.map(({ at, by, isOpen, reason }) => (
          <li key={at}>
            <Mark tone={isOpen ? 'ok' : 'quiet'}>{isOpen ? 'открыт' : 'закрыт'}</Mark> {formats.dateTime(at)},{' '}
            {by}
            {reason && <span className="muted line-below">{reason}</span>}
          </li>
        ))}
      </ul>
    </Section>
  );
}
