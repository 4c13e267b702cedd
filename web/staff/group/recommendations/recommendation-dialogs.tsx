import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  addRecommendation,
  applyRecommendation,
  changeRecommendation,
  decideRecommendation,
  type EffectIndicator,
  type EvidenceLine,
  effectIndicators,
  type RecommendationCard,
} from '../../../../shared/contract/group/recommendations.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { ItemsField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { PersonField } from '../../base/parts/person-field.tsx';
import { indicatorTitles, recommendationHref } from './recommendation-words.ts';

interface Offered {
  weeks: number;
  addressee: { id: string; name: string } | null;
}

/** A new recommendation, or the words of one nobody has decided about. */
export function RecommendationDialog(props: {
  offered?: Offered;
  card?: RecommendationCard;
  /** What a new one is born from. */
  ground?: EvidenceLine | null;
  onClose: () => void;
}): ReactNode {
  const { offered, card, ground, onClose } = props;
  const go = useGo();
  const topics = useTopics();
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  const add = useCommand(addRecommendation, {
    onDone: ({ id }) => {
      showToast('Рекомендация предложена');
      void go(recommendationHref(id));
    },
  });
  const change = useCommand(changeRecommendation, {
    done: 'Рекомендация изменена',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      title: card?.title ?? '',
      text: card?.text ?? '',
      block: card?.block ?? '',
      districtId: card?.districtId ?? '',
      addresseeId: card?.addresseeId ?? offered?.addressee?.id ?? '',
      indicators: card?.indicators ?? (['inTime'] as EffectIndicator[]),
      weeks: String(card?.weeks ?? offered?.weeks ?? 4),
      evidence: card?.evidence ?? [ground ?? { title: '', figure: '', href: '' }],
    },
    commands: [add, change],
    check: ({ addresseeId }) => ({ addresseeId: !addresseeId && 'Выберите, кому' }),
    send: (value) => {
      const body = {
        ...value,
        block: value.block || null,
        districtId: value.districtId || null,
        weeks: Number(value.weeks) || 0,
      };
      if (card) change.mutate({ params: { id: card.id }, body: { ...body, version: card.version } });
      else add.mutate({ body });
    },
  });
  const value = form.values;
  return (
    <FormDialog
      title={card ? 'Рекомендация' : 'Новая рекомендация'}
      action={card ? 'Сохранить' : 'Предложить'}
      isWide
      form={form}
      onClose={onClose}
    >
      <TextField form={form} name="title" label="Коротко" />
      <LongTextField form={form} name="text" label="Что рекомендуется" rows={4} />
      <PersonField
        label="Кому"
        initial={card?.addressee ?? offered?.addressee?.name ?? ''}
        form={form}
        name="addresseeId"
      />
      <fieldset className="recommendations__group">
        <legend>Основания</legend>
        {value.evidence.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form keep their order
          <div key={at} className="recommendations__line">
            <TextField form={rowOf(form, 'evidence', at)} name="title" label={`Основание ${at + 1}`} />
            <TextField form={rowOf(form, 'evidence', at)} name="figure" label="Число" optional />
            <TextField
              form={rowOf(form, 'evidence', at)}
              name="href"
              label="Адрес страницы"
              optional
              placeholder="/staff/cases?block=roads"
            />
          </div>
        ))}
        <Button
          icon="plus"
          disabledReason={value.evidence.length >= 10 && 'Не больше десяти оснований'}
          onClick={() => form.set({ evidence: [...value.evidence, { title: '', figure: '', href: '' }] })}
        >
          Ещё основание
        </Button>
      </fieldset>
      <SelectField
        form={form}
        name="block"
        label="Сфера, по которой измерить эффект"
        choices={[
          { value: '', label: 'все сферы' },
          ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
        ]}
      />
      <SelectField
        form={form}
        name="districtId"
        label="Территория"
        choices={[
          { value: '', label: 'весь город' },
          ...(city?.districts ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <ItemsField
        form={form}
        name="indicators"
        className="recommendations__group"
        legend="По каким показателям судить, не больше трёх"
        choices={effectIndicators.map((value) => ({ value, label: indicatorTitles[value] }))}
      />
      <TextField form={form} name="weeks" label="Недель до и после" inputMode="numeric" />
    </FormDialog>
  );
}

/** Taken on, or declined with a reason. */
export function DecideDialog(props: {
  card: RecommendationCard;
  accept: boolean;
  onClose: () => void;
}): ReactNode {
  const { card, accept, onClose } = props;
  const decide = useCommand(decideRecommendation, {
    done: accept ? 'Рекомендация принята' : 'Рекомендация отклонена',
    onDone: onClose,
  });
  const form = useForm({
    start: { reason: '' },
    commands: decide,
    send: ({ reason }) =>
      decide.mutate({ params: { id: card.id }, body: { version: card.version, accept, reason } }),
  });
  return (
    <FormDialog
      title={accept ? 'Принять рекомендацию' : 'Отклонить рекомендацию'}
      action={accept ? 'Принять' : 'Отклонить'}
      form={form}
      onClose={onClose}
    >
      {accept ? <p>{card.title}</p> : <LongTextField form={form} name="reason" label="Почему" rows={2} />}
    </FormDialog>
  );
}

/** From which day it is applied. */
export function ApplyDialog({ card, onClose }: { card: RecommendationCard; onClose: () => void }): ReactNode {
  const apply = useCommand(applyRecommendation, {
    done: 'Отмечено: рекомендация применяется',
    onDone: onClose,
  });
  const form = useForm({
    start: { appliedOn: localDay(Date.now(), useZone()), note: '' },
    commands: apply,
    send: ({ appliedOn, note }) =>
      apply.mutate({ params: { id: card.id }, body: { version: card.version, appliedOn, note } }),
  });
  return (
    <FormDialog title="Рекомендация применяется" action="Отметить" form={form} onClose={onClose}>
      <DateField form={form} name="appliedOn" label="С какого дня" />
      <TextField form={form} name="note" label="Что сделано" optional />
    </FormDialog>
  );
}
