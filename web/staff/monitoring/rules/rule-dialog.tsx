import type { ReactNode } from 'react';
import {
  changeRule,
  createRule,
  type MonitoringRule,
  type RuleLook,
  tryRule,
} from '../../../../shared/contract/monitoring/rules.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { RuleFields, type RuleValues } from './rule-fields.tsx';
import { RuleHistory, RuleSheet } from './rule-sheet.tsx';
import { RuleTrial } from './rule-trial.tsx';

interface Props {
  networks: readonly { id: string; title: string }[];
  topics: Topics | undefined;
  onClose: () => void;
}

/** A rule to change, to read where the person may not change it, or a new one. */
export function RuleDialog({ rule, ...rest }: Props & { rule: MonitoringRule | null }): ReactNode {
  const mayWrite = rule === null || rule.can.includes('change');
  return mayWrite ? <RuleForm rule={rule} {...rest} /> : <RuleSheet rule={rule} {...rest} />;
}

const noRule: RuleValues = {
  title: '',
  block: '',
  importance: 'normal',
  query: '',
  ground: '',
  isActive: true,
  networks: [],
  kinds: [],
  skipPages: ['advertiser'],
  takesAdverts: false,
  area: 'ours',
  districts: [],
};

function valuesOf({ look, ...rule }: MonitoringRule): RuleValues {
  const { title, block, importance, query, ground, isActive } = rule;
  const { networks, kinds, skipPages, adverts, geography } = look;
  return {
    title,
    block,
    importance,
    query,
    ground,
    isActive,
    networks,
    kinds,
    skipPages,
    takesAdverts: adverts === 'take',
    area: Array.isArray(geography) ? 'districts' : geography,
    districts: Array.isArray(geography) ? geography : [],
  };
}

const lookOf = (values: RuleValues): RuleLook => ({
  networks: [...values.networks],
  kinds: [...values.kinds],
  skipPages: [...values.skipPages],
  adverts: values.takesAdverts ? 'take' : 'skip',
  geography: values.area === 'districts' ? [...values.districts] : values.area,
});

function bodyOf(values: RuleValues) {
  const { title, block, importance, query, ground } = values;
  return { title, block, importance, query, ground, look: lookOf(values) };
}

const check = ({ title, block, query, ground, area, districts }: RuleValues) => ({
  title: !title.trim() && 'Назовите правило',
  block: !block && 'Выберите блок',
  query: !query.trim() && 'Напишите, что искать',
  districts: area === 'districts' && districts.length === 0 && 'Отметьте районы',
  ground: !ground.trim() && 'Напишите основание: зачем это ищут',
});

/** What the trial depends on: other fields leave what it showed as it stands. */
const tried: readonly (keyof RuleValues)[] = [
  'query',
  'networks',
  'kinds',
  'skipPages',
  'takesAdverts',
  'area',
  'districts',
];

function RuleForm(props: Props & { rule: MonitoringRule | null }): ReactNode {
  const { rule, networks, topics, onClose } = props;
  const trial = useCommand(tryRule, { refreshes: [] });
  const create = useCommand(createRule, { done: 'Правило записано и уже ищет', onDone: onClose });
  const change = useCommand(changeRule, { done: 'Правило изменено', onDone: onClose });
  const form = useForm<RuleValues>({
    start: rule ? valuesOf(rule) : noRule,
    commands: [trial, create, change],
    check,
    send: (values) => {
      const body = bodyOf(values);
      if (!rule) return create.mutate({ body });
      const { isActive } = values;
      change.mutate({ params: { id: rule.id }, body: { ...body, version: rule.version, isActive } });
    },
    onSet: (patch) => tried.some((name) => name in patch) && trial.reset(),
  });
  const run = () => {
    const values = form.get();
    const insteadOf = rule?.id ?? null;
    trial.mutate({ body: { query: values.query, look: lookOf(values), insteadOf } });
  };
  return (
    <FormDialog
      form={form}
      title={rule ? `Правило «${rule.title}»` : 'Новое правило'}
      action={rule ? 'Сохранить' : 'Записать'}
      isWide
      more={<TrialButton isBusy={trial.isPending} query={form.values.query} onRun={run} />}
      onClose={onClose}
    >
      <RuleFields form={form} networks={networks} topics={topics} isKept={rule !== null} />
      {rule && <RuleHistory id={rule.id} />}
      <RuleTrial trial={trial} hasFormer={rule?.isActive ?? false} />
    </FormDialog>
  );
}

function TrialButton(props: { isBusy: boolean; query: string; onRun: () => void }): ReactNode {
  return (
    <Button
      busy={props.isBusy}
      disabledReason={!props.query.trim() && 'Сначала напишите, что искать'}
      onClick={props.onRun}
    >
      Прогнать по 90 дням
    </Button>
  );
}
