import type { ReactNode } from 'react';
import {
  listTraining,
  startTraining,
  trainingSpeeds,
} from '../../../../shared/contract/monitoring/training.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { speedWords } from '../../../../shared/text/monitoring/training-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { CheckField, NumberChoiceField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { TrainingShift } from './training-shift.tsx';
import './training.css';

type Listed = RouteReply<typeof listTraining>;

/** «Учебная смена»: an hour at the feed played by oneself, for learning or as an exam. `?id=` is one of them. */
export function TrainingPage(): ReactNode {
  const [{ id }] = useUrlQuery();
  return (
    <StaffPage
      key={id ?? ''}
      title="Учебная смена"
      hasFinder
      actions={id ? <ButtonLink to="/staff/training">Все попытки</ButtonLink> : undefined}
    >
      <div className="training">{id ? <TrainingShift id={id} /> : <Start />}</div>
    </StaffPage>
  );
}

function Start(): ReactNode {
  const list = useRoute(listTraining);
  return (
    <Loadable query={list} failed="Учебные смены не загрузились">
      {({ scenarios, sessions }) => (
        <div className="stack">
          <p className="training__about">
            Записи появляются по часам, как в настоящей ленте: решите, что с каждой делать. Всё вымышлено:
            ничего не попадёт ни в цифры, ни в письма, ни в сети. На экзамене ошибки видны только в конце, и
            по нему выдают документ.
          </p>
          <div className="training__scenarios">
            {scenarios.map((one) => (
              <ScenarioPart key={one.id} scenario={one} />
            ))}
          </div>
          <Section title="Мои попытки" className="stack">
            {sessions.length === 0 ? (
              <EmptyState title="Попыток ещё не было">
                Начните с тренировки: она подсказывает сразу.
              </EmptyState>
            ) : (
              <ul className="plain-rows">
                {sessions.map((one) => (
                  <SessionRow key={one.id} one={one} />
                ))}
              </ul>
            )}
          </Section>
        </div>
      )}
    </Loadable>
  );
}

const lengthWords = (minutes: number, speed: number): string =>
  `${counted(Math.round(minutes / speed), 'минута', 'минуты', 'минут')}, ${speedWords(speed)}`;

function ScenarioPart({ scenario }: { scenario: Listed['scenarios'][number] }): ReactNode {
  const [, change] = useUrlQuery();
  const { id, title, about, minutes, events, pass } = scenario;
  const start = useCommand(startTraining, { onDone: (made) => change({ id: made.id }, { replace: false }) });
  const form = useForm<{ speed: number; isExam: boolean }>({
    start: { speed: 5, isExam: false },
    commands: start,
    isPassing: true,
    send: ({ speed, isExam }) =>
      start.mutate({
        body: { scenario: id, speed: trainingSpeeds.find((one) => one === speed) ?? 1, isExam },
      }),
  });
  return (
    <Section title={title} className="training__scenario">
      <p>
        {about}. Записей {events}, экзамен сдан от {pass}&nbsp;% и без грубых ошибок.
      </p>
      <Form form={form} label={title}>
        <NumberChoiceField
          form={form}
          name="speed"
          label="Сколько длится"
          choices={trainingSpeeds.map((speed) => ({
            value: String(speed),
            label: lengthWords(minutes, speed),
          }))}
        />
        <CheckField form={form} name="isExam">
          Экзамен: без подсказок, с документом
        </CheckField>
        <p>
          <SendButton form={form} kind="primary">
            Начать
          </SendButton>
        </p>
      </Form>
    </Section>
  );
}

function SessionRow({ one }: { one: Listed['sessions'][number] }): ReactNode {
  const { dateTime } = useFormats();
  return (
    <li>
      <PageLink to="/staff/training" search={{ id: one.id }}>
        {one.isExam ? 'Экзамен' : 'Тренировка'}, {dateTime(one.startedAt)}
      </PageLink>
      <span className="cluster">
        <span className="muted small">{one.title}</span>
        {one.result ? (
          <Mark tone={one.result.isPassed ? 'ok' : 'warning'}>
            {one.result.share}&nbsp;%, {one.result.isPassed ? 'сдано' : 'не сдано'}
          </Mark>
        ) : (
          <Mark tone="info">идёт</Mark>
        )}
      </span>
    </li>
  );
}
