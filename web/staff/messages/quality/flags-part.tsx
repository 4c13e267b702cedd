import type { ReactNode } from 'react';
import {
  decideFlag,
  listFlags,
  type QualityFlag,
} from '../../../../shared/contract/messages/quality-reviews.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { flagWords } from '../../../../shared/text/quality.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';

/** Signs found at night, each with its cases: a reason to look, not a verdict. */
export function FlagsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const state = query.state === 'decided' ? 'decided' : 'open';
  const flags = useRoute(listFlags, { query: { state } });
  return (
    <div className="desk__list">
      <div className="desk__filters">
        <FilterSelect
          form={bindValue(state, (value) => change({ state: value === 'decided' ? value : '' }))}
          name="value"
          label="Показать"
          choices={[
            { value: 'open', label: 'неразобранные' },
            { value: 'decided', label: 'разобранные' },
          ]}
        />
      </div>
      <Loadable query={flags} failed="Признаки не загрузились">
        {(data) =>
          data.flags.length === 0 ? (
            <EmptyState
              title={state === 'open' ? 'Неразобранных признаков нет' : 'Разобранных признаков нет'}
            >
              Ночью программа смотрит прошедший день: массовые закрытия, возвраты, переносы, повторы фото и
              оценок.
            </EmptyState>
          ) : (
            <ul className="desk__list">
              {data.flags.map((flag) => (
                <FlagRow key={flag.id} flag={flag} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </div>
  );
}

function FlagRow({ flag }: { flag: QualityFlag }): ReactNode {
  const decide = useCommand(decideFlag, { done: 'Признак разобран' });
  const decideAs = (state: 'confirmed' | 'dismissed') => (values: { note: string }) =>
    decide.mutate({ params: { id: flag.id }, body: { state, ...values } });
  const form = useForm({
    start: { note: '' },
    commands: decide,
    gap: ({ note }) => note.trim().length < 3 && 'Напишите, что выяснили',
    send: decideAs('confirmed'),
  });
  return (
    <li className="desk__sheet">
      <span className="cluster">
        <b>{flagWords[flag.kind]}</b>
        <span className="muted">{formatDay(flag.day)}</span>
        {flag.state !== 'open' && (
          <Mark tone={flag.state === 'confirmed' ? 'warning' : 'quiet'}>
            {flag.state === 'confirmed' ? 'подтвердилось' : 'снято'}
          </Mark>
        )}
      </span>
      <span>
        {flag.words}
        {flag.unit && ` — ${flag.unit}`}
      </span>
      <span className="cluster">
        {flag.cases.map(({ number }) => (
          <ButtonLink key={number} to={caseHref(number)}>
            {formatCaseNumber(number)}
          </ButtonLink>
        ))}
        {flag.caseCount > flag.cases.length && (
          <span className="muted">и ещё {flag.caseCount - flag.cases.length}</span>
        )}
      </span>
      {flag.state === 'open' ? (
        <Form form={form} className="desk__filters" byButtonOnly>
          <TextField form={form} name="note" label="Что выяснили" />
          <SendButton form={form} kind="plain" type="button" onClick={form.send}>
            Подтвердилось
          </SendButton>
          <SendButton
            form={form}
            kind="plain"
            type="button"
            onClick={() => form.sendBy(decideAs('dismissed'))}
          >
            Снять
          </SendButton>
        </Form>
      ) : (
        <span className="meta">
          {flag.note} — {flag.decidedByName}
        </span>
      )}
    </li>
  );
}
