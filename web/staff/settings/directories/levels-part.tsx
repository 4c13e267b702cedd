import { type ReactNode, useState } from 'react';
import { type IdentityLevel, identityLevels } from '../../../../shared/contract/base/identity.ts';
import { type LevelSetting, listLevelSettings, setLevel } from '../../../../shared/contract/base/levels.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { levelTitles } from '../../../../shared/text/levels.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';

const titleOf = (topics: Topics | undefined, category: string): string => {
  const found = topics?.categories.find(({ id }) => id === category);
  return found ? `${topics?.block(found.block)?.shortTitle ?? found.block} · ${found.title}` : category;
};

/** How well it must be known who writes, category by category: the pack's word, and the city's own over it. */
export function LevelsPart(): ReactNode {
  const settings = useRoute(listLevelSettings);
  const topics = useTopics();
  const [category, setCategory] = useState<string | null>(null);
  const { data } = settings;
  return (
    <div className="desk__list">
      <About appeal={data?.appeal ?? null} />
      <span>
        <Button kind="primary" onClick={() => setCategory('')}>
          Назначить уровень
        </Button>
      </span>
      <Loadable query={settings} failed="Уровни входа не загрузились">
        {({ rules }) => (
          <DeskTable<LevelSetting>
            caption="Уровни входа по категориям"
            rows={rules}
            rowKey={(row) => row.category}
            foldsBelow={60}
            columns={[
              {
                id: 'category',
                head: 'Категория',
                isName: true,
                cell: (row) => (
                  <button type="button" className="link-button" onClick={() => setCategory(row.category)}>
                    {titleOf(topics, row.category)}
                  </button>
                ),
              },
              { id: 'level', head: 'Сейчас нужно', cell: (row) => levelTitles[row.level] },
              {
                id: 'why',
                head: 'Почему',
                cell: (row) =>
                  row.why ? `${row.why} (${row.basis})` : <span className="muted">не требуется</span>,
              },
              { id: 'source', head: 'Кто назначил', cell: sourceWords },
              { id: 'changes', head: 'Изменения города', cell: (row) => <Changes row={row} /> },
            ]}
            empty={<EmptyState title="Уровней нет">По всем категориям хватает контакта.</EmptyState>}
          />
        )}
      </Loadable>
      {category !== null && (
        <LevelDialog
          topics={topics}
          rules={data?.rules ?? []}
          category={category}
          onClose={() => setCategory(null)}
        />
      )}
    </div>
  );
}

type Appeal = RouteReply<typeof listLevelSettings>['appeal'];

function About({ appeal }: { appeal: Appeal }): ReactNode {
  return (
    <p className="muted">
      По остальным категориям хватает контакта. Житель видит, что нужно, раньше чем заполнит форму, и
      написанное не теряет.{' '}
      {appeal &&
        `Обращение по 59-ФЗ подают так, как велит закон: ${levelTitles[appeal.level]} или выше (${appeal.legal}). Для обращений уровень называет закон, город его не меняет.`}
    </p>
  );
}

const sourceWords = ({ source, packLevel }: LevelSetting): string =>
  source === 'city' ? `город; в образце — ${levelTitles[packLevel]}` : 'образец, не подтверждён городом';

function Changes({ row: { changes } }: { row: LevelSetting }): ReactNode {
  if (changes.length === 0) return <span className="muted">не было</span>;
  return (
    <ul>
      {changes.map((one) => (
        <li key={one.id}>
          с {formatDay(one.validFrom)}: {levelTitles[one.level]}
          <span className="small muted line-below">
            {one.by}: {one.reason}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Values {
  category: string;
  level: IdentityLevel;
  validFrom: string;
  why: string;
  basis: string;
  reason: string;
}

/** What is in force for a category, to be changed from there; of one without a rule the choice stays. */
function startOf(rules: readonly LevelSetting[], category: string): Partial<Values> {
  const rule = rules.find((one) => one.category === category);
  return rule ? { level: rule.level, why: rule.why, basis: rule.basis } : {};
}

function LevelDialog(props: {
  topics: Topics | undefined;
  rules: readonly LevelSetting[];
  category: string;
  onClose: () => void;
}): ReactNode {
  const { topics, rules, category, onClose } = props;
  const today = localDay(Date.now(), useZone());
  const set = useCommand(setLevel, {
    onDone: (_, { body }) => {
      showToast(
        body.validFrom > today ? `Уровень назначен с ${formatDay(body.validFrom)}` : 'Уровень назначен',
      );
      onClose();
    },
  });
  const empty: Values = { category, level: 'phone', validFrom: '', why: '', basis: '', reason: '' };
  const form = useForm<Values>({
    start: Object.assign(empty, startOf(rules, category)),
    commands: set,
    check: (values) => ({
      category: !values.category && 'Выберите категорию',
      validFrom: !values.validFrom && 'Укажите, с какого дня',
      why: values.level !== 'anonymous' && !values.why.trim() && 'Напишите, почему: это прочтут жители',
      basis: values.level !== 'anonymous' && !values.basis.trim() && 'Назовите закон или документ города',
      reason: values.reason.trim().length < 10 && 'Напишите, почему меняете',
    }),
    send: (body) => set.mutate({ body }),
  });
  const chosen = form.values.category;
  const now = rules.find((one) => one.category === chosen)?.level ?? 'anonymous';
  return (
    <FormDialog
      form={form}
      title={
        chosen ? `Уровень входа: ${titleOf(topics, chosen)}. Сейчас ${levelTitles[now]}` : 'Уровень входа'
      }
      action="Назначить"
      onClose={onClose}
    >
      <LevelFields form={form} topics={topics} rules={rules} />
    </FormDialog>
  );
}

function LevelFields(props: {
  form: Fields<Values>;
  topics: Topics | undefined;
  rules: readonly LevelSetting[];
}): ReactNode {
  const { form, topics, rules } = props;
  const { level } = form.values;
  return (
    <>
      <SelectField
        form={form}
        name="category"
        label="Категория"
        none="выберите"
        choices={(topics?.categories ?? []).map(({ id }) => ({ value: id, label: titleOf(topics, id) }))}
        also={(category) => startOf(rules, category)}
      />
      <SelectField
        form={form}
        name="level"
        label="Что нужно"
        choices={identityLevels.map((value) => ({ value, label: levelTitles[value] }))}
      />
      <DateField form={form} name="validFrom" label="С какого дня" />
      {level !== 'anonymous' && (
        <>
          <TextField
            form={form}
            name="why"
            label="Почему, для жителей"
            hint="Продолжите: «так потому, что…»"
            maxLength={200}
          />
          <TextField form={form} name="basis" label="Закон или документ города" maxLength={200} />
        </>
      )}
      <LongTextField form={form} name="reason" label="Зачем меняете, для журнала" rows={2} maxLength={500} />
    </>
  );
}
