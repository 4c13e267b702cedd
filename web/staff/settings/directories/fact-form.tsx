import type { ReactNode } from 'react';
import { listDeadlineRules } from '../../../../shared/contract/base/deadlines.ts';
import type { FactQuestion } from '../../../../shared/contract/base/taxonomy.ts';
import {
  type EditedFact,
  type FactPatch,
  getLatestTaxonomy,
  type TaxonomyChange,
} from '../../../../shared/contract/base/taxonomy-edit.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { keysOf } from '../../../../shared/known.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, ItemField, SelectField } from '../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
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
  const blockTitle = (code: string): string =>
    latest.blocks.find((one) => one.code === code)?.shortTitle ?? code;
  const form = useForm({
    start: () => startValues(fact),
    commands: [],
    gap: (values) => findGap(values, fact ? Object.keys(makePatch(values, fact)).length : 1),
    send: (values) => {
      const patch = makePatch(values, fact);
      onChange(
        fact
          ? { kind: 'change-fact', id: fact.id, fact: patch }
          : {
              kind: 'add-fact',
              category: values.category,
              fact: { ...patch, title: values.title.trim(), keywords: values.keywords.trim() },
            },
      );
    },
  });
  return (
    <FormDialog
      form={form}
      isWide
      title={props.title}
      onClose={props.onClose}
      action="К правкам"
      more={
        fact &&
        !fact.id.endsWith('.general.other') && (
          <Button onClick={() => onChange({ kind: 'retire-fact', id: fact.id })}>Снять тему</Button>
        )
      }
    >
      <TextField form={form} name="title" label="Название" />
      <div className="desk__filters">
        <TextField form={form} name="shortTitle" label="Коротко" optional maxLength={24} />
        <SelectField
          form={form}
          name="category"
          label="Блок и категория"
          none="выберите"
          choices={latest.categories.map(({ id, title, block }) => ({
            value: id,
            label: `${blockTitle(block)}: ${title}`,
          }))}
        />
      </div>
      <WorkFields latest={latest} form={form} />
      <LongTextField
        form={form}
        name="keywords"
        label="Слова, по которым тема узнаётся"
        hint="Через запятую; звёздочка продолжает слово, «:2» усиливает: яма, выбоин*:1.5, яма на дорог*:2"
        rows={2}
      />
      <TextField form={form} name="negative" label="Слова против" optional />
      <TextField
        form={form}
        name="stopper"
        label="Предупреждение «звоните 112»"
        hint="Если заполнено, портал остановит и предложит позвонить"
        optional
      />
      <QuestionsField form={form} />
    </FormDialog>
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

/** Who does it, by when, how urgent, what must be known first. */
function WorkFields(props: { latest: Latest; form: Fields<Values> }): ReactNode {
  const { form, latest } = props;
  const values = form.values;
  const rules = useRoute(listDeadlineRules, undefined, { staleTime: 600_000 }).data?.rules ?? [];
  const asOthers = { value: '', label: 'как у соседних тем' };
  const optional = values.executorKind === '' || values.deadlineRule === '';
  return (
    <>
      <div className="desk__filters">
        <SelectField
          form={form}
          name="executorKind"
          label="Исполнитель"
          choices={[
            ...(optional ? [asOthers] : []),
            ...Object.entries(latest.executorKinds).map(([value, label]) => ({ value, label })),
          ]}
        />
        <SelectField
          form={form}
          name="deadlineRule"
          label="Срок"
          choices={[
            ...(optional ? [asOthers] : []),
            ...[...new Map(rules.map((rule) => [rule.id, rule.title])).entries()].map(([value, label]) => ({
              value,
              label,
            })),
          ]}
        />
      </div>
      <CheckField
        form={bindValue(values.importance === 'high', (isHigh) =>
          form.set({ importance: isHigh ? 'high' : 'normal' }),
        )}
        name="value"
      >
        Срочная тема
      </CheckField>
      <fieldset className="cluster">
        <legend className="field__label">Без чего не начать работу</legend>
        {keysOf(fieldWords).map((name) => (
          <ItemField key={name} form={form} name="requiredFields" item={name}>
            {fieldWords[name]}
          </ItemField>
        ))}
      </fieldset>
    </>
  );
}
