import type { ReactNode } from 'react';
import {
  createGround,
  findSources,
  type GroundBody,
  type GroundKind,
  groundKinds,
  type SourceKind,
  sourceKinds,
} from '../../../../shared/contract/group/counted.ts';
import { groundKindTitles } from '../../../../shared/text/group/counted.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { RetryLine, unchosen } from '../../../ui/retry-line.tsx';
import { groundHref } from '../../base/counted/counted-section.tsx';

interface Values {
  kind: GroundKind;
  refId: string;
  title: string;
  number: string;
  on: string;
  url: string;
  code: string;
  sum: number | null;
  budgetYear: number | null;
}

const start: Values = {
  kind: 'decision',
  refId: '',
  title: '',
  number: '',
  on: '',
  url: '',
  code: '',
  sum: null,
  budgetYear: new Date().getFullYear() + 1,
};

const sourceOf = (kind: GroundKind): SourceKind | undefined => sourceKinds.find((one) => one === kind);

function bodyOf({ kind, refId, title, number, on, url, code, sum, budgetYear }: Values): GroundBody {
  const source = sourceOf(kind);
  if (source) return { kind: source, refId };
  return kind === 'budget'
    ? { kind: 'budget', title, code, sum: sum ?? 0, budgetYear: budgetYear ?? 0, on, url }
    : { kind: 'act', title, number, on, url };
}

function checkGround(values: Values) {
  const { kind, refId, title, number, on, url, code, sum, budgetYear } = values;
  if (sourceOf(kind)) return { refId: !refId && 'Выберите из списка' };
  return {
    title: title.trim().length < 3 && 'Напишите, что это',
    on: !on && 'Укажите день',
    url: url.trim() !== '' && !/^https?:\/\/\S+$/u.test(url.trim()) && 'Адрес целиком, с https://',
    number: kind === 'act' && !number.trim() && 'Впишите номер документа',
    code: kind === 'budget' && !code.trim() && 'Впишите код строки бюджета',
    sum: kind === 'budget' && (sum === null || sum <= 0) && 'Сумма больше нуля, в рублях',
    budgetYear: kind === 'budget' && (budgetYear ?? 0) < 2000 && 'Впишите год бюджета',
  };
}

/** Where residents' words were taken into account: chosen among what is here, or written down. */
export function NewGroundDialog({ onClose }: { onClose: () => void }): ReactNode {
  const go = useGo();
  const create = useCommand(createGround, {
    done: 'Записано. Отметьте, что при этом учли',
    onDone: ({ id }) => void go(groundHref(id)),
  });
  const form = useForm<Values>({
    start,
    commands: create,
    check: checkGround,
    send: (values) => create.mutate({ body: bodyOf(values) }),
  });
  const { kind } = form.values;
  const source = sourceOf(kind);
  return (
    <FormDialog form={form} title="Где учли сказанное жителями" action="Записать" onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label="Что это"
        choices={groundKinds.map((value) => ({ value, label: groundKindTitles[value] }))}
        also={() => ({ refId: '' })}
      />
      {source ? (
        <SourceSelect form={form} kind={source} />
      ) : (
        <>
          <TextField
            form={form}
            name="title"
            label={kind === 'act' ? 'Название документа' : 'На что деньги'}
            hint={kind === 'act' ? 'Постановление о ремонте дворов' : 'Ремонт дворов'}
            maxLength={1000}
          />
          {kind === 'act' ? (
            <TextField form={form} name="number" label="Номер" maxLength={60} />
          ) : (
            <>
              <TextField form={form} name="code" label="Код строки бюджета" maxLength={40} />
              <NumberField form={form} name="sum" label="Сумма, рублей" />
              <NumberField form={form} name="budgetYear" label="Год бюджета" />
            </>
          )}
          <DateField form={form} name="on" label="От какого дня" />
          <TextField form={form} name="url" label="Адрес документа" optional maxLength={500} />
        </>
      )}
    </FormDialog>
  );
}

const emptyWords: Readonly<Record<SourceKind, string>> = {
  decision: 'Решение появится здесь, когда протокол подпишут.',
  poll: 'Решение появится здесь, когда его запишут в опросе.',
  discussion: 'Решение появится здесь, когда его запишут в обсуждении.',
  measure: 'Мероприятия ведут в дорожной карте.',
};

function SourceSelect(props: { form: ReturnType<typeof useForm<Values>>; kind: SourceKind }): ReactNode {
  const { form, kind } = props;
  const sources = useRoute(findSources, { query: { kind } }, { keepOld: false });
  const choices = (sources.data?.sources ?? []).map(({ refId, label, title }) => ({
    value: refId,
    label: [label, title].filter(Boolean).join(': ').slice(0, 160),
  }));
  return (
    <>
      <SelectField form={form} name="refId" label="Какое" none={unchosen(sources)} choices={choices} />
      <RetryLine query={sources}>Список не загрузился.</RetryLine>
      {sources.data?.sources.length === 0 && <p className="small">{emptyWords[kind]}</p>}
    </>
  );
}
