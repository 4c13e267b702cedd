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
  if (!rule) return <NewRule {...rest} />;
  return rule.can.includes('change') ? (
    <ChangedRule rule={rule} {...rest} />
  ) : (
    <RuleSheet rule={rule} {...rest} />
  );
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

function NewRule({ networks, topics, onClose }: Props): ReactNode {
  const trial = useCommand(tryRule, { refreshes: [] });
  const create = useCommand(createRule, { done: 'Правило записано и уже ищет', onDone: onClose });
  const form = useForm<RuleValues>({
    start: noRule,
    commands: [trial, create],
    check,
    send: (values) => create.mutate({ body: bodyOf(values) }),
    onSet: (patch) => tried.some((name) => name in patch) && trial.reset(),
  });
  const run = () =>
    trial.mutate({ body: { query: form.get().query, look: lookOf(form.get()), insteadOf: null } });
  return (
    <FormDialog
      form={form}
      title="Новое правило"
      action="Записать"
      isWide
      more={<TrialButton isBusy={trial.isPending} query={form.values.query} onRun={run} />}
      onClose={onClose}
    >
      <RuleFields form={form} networks={networks} topics={topics} />
      <RuleTrial trial={trial} hasFormer={false} />
    </FormDialog>
  );
}

function ChangedRule({ rule, networks, topics, onClose }: Props & { rule: MonitoringRule }): ReactNode {
  const trial = useCommand(tryRule, { refreshes: [] });
  const change = useCommand(changeRule, { done: 'Правило изменено', onDone: onClose });
  const form = useForm<RuleValues>({
    start: valuesOf(rule),
    commands: [trial, change],
    check,
    send: (values) =>
      change.mutate({
        params: { id: rule.id },
        body: { ...bodyOf(values), version: rule.version, isActive: values.isActive },
      }),
    onSet: (patch) => tried.some((name) => name in patch) && trial.reset(),
  });
  const run = () =>
    trial.mutate({ body: { query: form.get().query, look: lookOf(form.get()), insteadOf: rule.id } });
  return (
    <FormDialog
      form={form}
      title={`Правило «${rule.title}»`}
      action="Сохранить"
      isWide
      more={<TrialButton isBusy={trial.isPending} query={form.values.query} onRun={run} />}
      onClose={onClose}
    >
      <RuleFields form={form} networks={networks} topics={topics} isKept />
      <RuleHistory id={rule.id} />
      <RuleTrial trial={trial} hasFormer={rule.isActive} />
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
