import { type ReactNode, useState } from 'react';
import { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import type { FactQuestion } from '../../../../shared/contract/base/taxonomy.ts';
import {
  type EditedFact,
  type FactPatch,
  getLatestTaxonomy,
  type TaxonomyChange,
} from '../../../../shared/contract/base/taxonomy-edit.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { QuestionsField } from './questions-field.tsx';

type Latest = RouteReply<typeof getLatestTaxonomy>;

interface FormProps {
  /** null: a new one. */
  factId: string | null;
  onChange: (change: TaxonomyChange) => void;
  onClose: () => void;
}

/** One fact of the latest version; what is changed joins the changes that wait to be written. */
export function FactForm(props: FormProps): ReactNode {
  const latest = useRoute(getLatestTaxonomy, undefined, { staleTime: 60_000 });
  const title = props.factId ? 'Тема рубрикатора' : 'Новая тема';
  if (latest.data) return <FactFields {...props} latest={latest.data} title={title} />;
  return (
    <Dialog isOpen isWide title={title} onClose={props.onClose}>
      <Loadable query={latest} failed="Рубрикатор не загрузился">
        {() => null}
      </Loadable>
    </Dialog>
  );
}

const fieldWords = { place: 'место', house: 'дом', photo: 'фото', contact: 'контакт' } as const;
type Required = keyof typeof fieldWords;

interface Values {
  title: string;
  shortTitle: string;
  category: string;
  keywords: string;
  negative: string;
  executorKind: string;
  deadlineRule: string;
  importance: 'normal' | 'high';
  requiredFields: Required[];
  questions: FactQuestion[];
  stopper: string;
}

function startValues(fact: EditedFact | undefined): Values {
  return {
    title: fact?.title ?? '',
    shortTitle: fact?.shortTitle ?? '',
    category: fact?.category ?? '',
    keywords: fact?.keywords ?? '',
    negative: fact?.negative ?? '',
    executorKind: fact?.executorKind ?? '',
    deadlineRule: fact?.deadlineRule ?? '',
    importance: fact?.importance ?? 'normal',
    requiredFields: (fact?.requiredFields ?? ['place']) as Required[],
    questions: fact?.questions ?? [],
    stopper: fact?.stopper ?? '',
  };
}

/** What differs from the fact as it stands; of a new one — all that was filled in. */
function makePatch(values: Values, fact: EditedFact | undefined): FactPatch {
  const { category, stopper, ...plain } = values;
  const given = { ...plain, stopper: stopper.trim() || null, ...(fact && { category }) };
  return Object.fromEntries(
    Object.entries(given).filter(([part, value]) =>
      fact ? JSON.stringify(value) !== JSON.stringify(fact[part as keyof EditedFact]) : value !== '',
    ),
  );
}

function FactFields(props: FormProps & { latest: Latest; title: string }): ReactNode {
  const { factId, latest, onChange } = props;
  const fact = latest.facts.find(({ id }) => id === factId);
  const [values, setValues] = useState(() => startValues(fact));
  const change = (patch: Partial<Values>): void => setValues((all) => ({ ...all, ...patch }));
  const patch = makePatch(values, fact);
  const gap = findGap(values, fact ? Object.keys(patch).length : 1);
  const send = (): void =>
    onChange(
      fact
        ? { kind: 'change-fact', id: fact.id, fact: patch }
        : {
            kind: 'add-fact',
            category: values.category,
            fact: { ...patch, title: values.title.trim(), keywords: values.keywords.trim() },
          },
    );
  return (
    <Dialog
      isOpen
      isWide
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          {fact && !fact.id.endsWith('.general.other') && (
            <Button onClick={() => onChange({ kind: 'retire-fact', id: fact.id })}>Снять тему</Button>
          )}
          <Button kind="primary" disabledReason={gap} onClick={send}>
            К правкам
          </Button>
        </>
      }
    >
      <TextInput
        label="Название"
        value={values.title}
        onChange={(event) => change({ title: event.target.value })}
      />
      <div className="desk__filters">
        <TextInput
          label="Коротко"
          optional
          value={values.shortTitle}
          maxLength={24}
          onChange={(event) => change({ shortTitle: event.target.value })}
        />
        <CategorySelect
          latest={latest}
          value={values.category}
          onChange={(category) => change({ category })}
        />
      </div>
      <WorkFields latest={latest} values={values} change={change} />
      <TextArea
        label="Слова, по которым тема узнаётся"
        hint="Через запятую; звёздочка продолжает слово, «:2» усиливает: яма, выбоин*:1.5, яма на дорог*:2"
        rows={2}
        value={values.keywords}
        onChange={(event) => change({ keywords: event.target.value })}
      />
      <TextInput
        label="Слова против"
        optional
        value={values.negative}
        onChange={(event) => change({ negative: event.target.value })}
      />
      <TextInput
        label="Предупреждение «звоните 112»"
        hint="Если заполнено, портал остановит и предложит позвонить"
        optional
        value={values.stopper}
        onChange={(event) => change({ stopper: event.target.value })}
      />
      <QuestionsField questions={values.questions} onChange={(questions) => change({ questions })} />
    </Dialog>
  );
}

function findGap(values: Values, parts: number): string | null {
  if (!values.title.trim()) return 'Напишите название';
  if (!values.category) return 'Выберите категорию';
  if (!values.keywords.trim()) return 'Назовите слова';
  if (values.questions.some(({ title }) => !title.trim())) return 'Допишите вопрос';
  if (values.questions.some(({ type, options }) => type === 'choice' && (options?.length ?? 0) < 2))
    return 'Вопросу с выбором нужны два ответа';
  return parts === 0 ? 'Ничего не изменено' : null;
}

function CategorySelect(props: { latest: Latest; value: string; onChange: (id: string) => void }): ReactNode {
  const { blocks, categories } = props.latest;
  const block = (code: string): string => blocks.find((one) => one.code === code)?.shortTitle ?? code;
  return (
    <Select<string>
      label="Блок и категория"
      value={props.value}
      choices={[
        { value: '', label: 'выберите' },
        ...categories.map(({ id, title, block: code }) => ({ value: id, label: `${block(code)}: ${title}` })),
      ]}
      onChange={props.onChange}
    />
  );
}

/** Who does it, by when, how urgent, what must be known first. */
function WorkFields(props: {
  latest: Latest;
  values: Values;
  change: (patch: Partial<Values>) => void;
}): ReactNode {
  const { latest, values, change } = props;
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 600_000 }).data?.rules ?? [];
  const asOthers = { value: '', label: 'как у соседних тем' };
  const optional = values.executorKind === '' || values.deadlineRule === '';
  return (
    <>
      <div className="desk__filters">
        <Select<string>
          label="Исполнитель"
          value={values.executorKind}
          choices={[
            ...(optional ? [asOthers] : []),
            ...Object.entries(latest.executorKinds).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(executorKind) => change({ executorKind })}
        />
        <Select<string>
          label="Срок"
          value={values.deadlineRule}
          choices={[
            ...(optional ? [asOthers] : []),
            ...[...new Map(rules.map((rule) => [rule.id, rule.title])).entries()].map(([value, label]) => ({
              value,
              label,
            })),
          ]}
          onChange={(deadlineRule) => change({ deadlineRule })}
        />
      </div>
      <Checkbox
        checked={values.importance === 'high'}
        onChange={(isHigh) => change({ importance: isHigh ? 'high' : 'normal' })}
      >
        Срочная тема
      </Checkbox>
      <fieldset className="cluster">
        <legend className="field__label">Без чего не начать работу</legend>
        {(Object.keys(fieldWords) as Required[]).map((name) => (
          <Checkbox
            key={name}
            checked={values.requiredFields.includes(name)}
            onChange={(isOn) =>
              change({
                requiredFields: isOn
                  ? [...values.requiredFields, name]
                  : values.requiredFields.filter((one) => one !== name),
              })
            }
          >
            {fieldWords[name]}
          </Checkbox>
        ))}
      </fieldset>
    </>
  );
}
