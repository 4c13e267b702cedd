import type { ReactNode } from 'react';
import {
  type HealthState,
  type HealthTroubleView,
  readHealth,
} from '../../../../shared/contract/base/health.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button, buttonClass } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Mark, Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/parts/desk.css';
import './state.css';

const EVERY = 5 * 60_000;

/** «Состояние»: what is wrong with the installation, each with what to do, and what is well. */
export function StatePage(): ReactNode {
  const state = useRoute(readHealth, {}, { refreshEvery: EVERY });
  const look = () => void state.refetch();
  useHotkeys('Состояние', [{ keys: 'KeyR', label: 'Проверить сейчас', run: look }]);
  return (
    <StaffPage
      title="Состояние"
      hasFinder
      bar={state.data && <Counts state={state.data} />}
      actions={
        <Button hint="KeyR" busy={state.isFetching} onClick={look}>
          Проверить сейчас
        </Button>
      }
    >
      <div className="desk">
        <Loadable query={state} failed="Состояние не загрузилось">
          {(data) => <Whole state={data} />}
        </Loadable>
      </div>
    </StaffPage>
  );
}

const ofSeverity = ({ troubles }: HealthState, severity: HealthTroubleView['severity']): number =>
  troubles.filter((one) => one.severity === severity).length;

function Counts({ state }: { state: HealthState }): ReactNode {
  const errors = ofSeverity(state, 'error');
  const warnings = ofSeverity(state, 'warning');
  return (
    <span className="cluster wide-only">
      {errors > 0 && <Mark tone="danger">{counted(errors, 'сбой', 'сбоя', 'сбоев')}</Mark>}
      {warnings > 0 && (
        <Mark tone="warning">{counted(warnings, 'предупреждение', 'предупреждения', 'предупреждений')}</Mark>
      )}
      <Mark tone="ok">{state.well.length} хорошо</Mark>
    </span>
  );
}

function Whole({ state }: { state: HealthState }): ReactNode {
  const formats = useFormats();
  const { troubles, well, unjudged, checked, known, asOf } = state;
  return (
    <>
      <p className="muted">Смотрели {formats.dateTime(asOf)}, смотрим сами каждые 5 минут.</p>
      {troubles.length === 0 ? (
        <EmptyState title={`Всё в порядке, проверено ${checked}`} />
      ) : (
        <Section title="Что неладно и чем лечить">
          <ul className="health__troubles">
            {troubles.map((trouble) => (
              <Trouble key={trouble.id} trouble={trouble} />
            ))}
          </ul>
        </Section>
      )}
      {well.length > 0 && (
        <Section title="Что хорошо">
          <ul className="health__well">
            {well.map((title) => (
              <li key={title}>
                <Status tone="ok">{title}</Status>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {unjudged.length > 0 && (
        <Section title="Не проверяли">
          <ul className="health__well">
            {unjudged.map(({ title, why }) => (
              <li key={title}>
                {title} <span className="muted">— {why}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p className="health__foot muted">
        <span>
          То же из терминала: <code>npm run doctor</code>
        </span>
        <span>Знаем {counted(known, 'неполадку', 'неполадки', 'неполадок')}, у каждой есть лечение</span>
      </p>
    </>
  );
}

function Trouble({ trouble }: { trouble: HealthTroubleView }): ReactNode {
  const formats = useFormats();
  const { severity, title, words, cure, link, since } = trouble;
  const isError = severity === 'error';
  return (
    <li className={isError ? 'health__trouble health__trouble--error' : 'health__trouble'}>
      <span className={isError ? 'tone-danger' : 'tone-warning'}>
        <Icon name={isError ? 'diamond' : 'up'} />
      </span>
      <div>
        <h3 className="health__title">
          <span className="aloud">{isError ? 'Сбой: ' : 'Предупреждение: '}</span>
          {title}
        </h3>
        {words && <p>{words}</p>}
        <p>Что делать: {cure}</p>
        <p className="muted">Видим с {formats.dateTime(since)}</p>
      </div>
      {link && (
        <PageLink className={buttonClass({})} to={link}>
          Открыть
          <span className="aloud"> экран, где это лечат: {title}</span>
        </PageLink>
      )}
    </li>
  );
}
