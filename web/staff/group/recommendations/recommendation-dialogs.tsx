import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  addRecommendation,
  applyRecommendation,
  changeRecommendation,
  decideRecommendation,
  type EffectIndicator,
  effectIndicators,
  type RecommendationCard,
} from '../../../../shared/contract/group/recommendations.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
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
  onClose: () => void;
}): ReactNode {
  const { offered, card, onClose } = props;
  const navigate = useNavigate();
  const topics = useTopics();
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  const [value, setValue] = useState({
    title: card?.title ?? '',
    text: card?.text ?? '',
    block: card?.block ?? '',
    districtId: card?.districtId ?? '',
    addresseeId: card?.addresseeId ?? offered?.addressee?.id ?? '',
    indicators: card?.indicators ?? (['inTime'] as EffectIndicator[]),
    weeks: String(card?.weeks ?? offered?.weeks ?? 4),
    evidence: card?.evidence ?? [{ title: '', figure: '', href: '' }],
  });
  const [missing, setMissing] = useState('');
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const add = useCommand(addRecommendation, {
    onDone: ({ id }) => {
      showToast('Рекомендация предложена');
      void navigate({ to: recommendationHref(id) } as NavigateOptions);
    },
  });
  const change = useCommand(changeRecommendation, {
    onDone: () => {
      showToast('Рекомендация изменена');
      onClose();
    },
  });
  const errors = fieldWords([add, change]);
  const send = () => {
    setMissing(value.addresseeId ? '' : 'Выберите, кому');
    if (!value.addresseeId) return;
    const body = {
      ...value,
      block: value.block || null,
      districtId: value.districtId || null,
      weeks: Number(value.weeks) || 0,
    };
    if (card) change.mutate({ params: { id: card.id }, body: { ...body, version: card.version } });
    else add.mutate({ body });
  };
  const setEvidence = (at: number, patch: Partial<(typeof value.evidence)[number]>) =>
    set({ evidence: value.evidence.map((one, index) => (index === at ? { ...one, ...patch } : one)) });
  const known = ['title', 'text', 'block', 'districtId', 'indicators', 'weeks', 'addresseeId'];
  const rest = Object.entries(errors).filter(([name]) => !known.includes(name));
  return (
    <FormDialog
      title={card ? 'Рекомендация' : 'Новая рекомендация'}
      action={card ? 'Сохранить' : 'Предложить'}
      isWide
      commands={[add, change]}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label="Коротко"
        value={value.title}
        error={errors.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      <TextArea
        label="Что рекомендуется"
        rows={4}
        value={value.text}
        error={errors.text}
        onChange={(event) => set({ text: event.target.value })}
      />
      <PersonField
        label="Кому"
        initial={card?.addressee ?? offered?.addressee?.name ?? ''}
        error={missing || errors.addresseeId}
        onPick={(person) => set({ addresseeId: person?.id ?? '' })}
      />
      <fieldset className="recommendations__group">
        <legend>Основания</legend>
        {value.evidence.map((one, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a form keep their order
          <div key={at} className="recommendations__line">
            <TextInput
              label={`Основание ${at + 1}`}
              value={one.title}
              onChange={(event) => setEvidence(at, { title: event.target.value })}
            />
            <TextInput
              label="Число"
              optional
              value={one.figure}
              onChange={(event) => setEvidence(at, { figure: event.target.value })}
            />
            <TextInput
              label="Адрес страницы"
              optional
              placeholder="/staff/cases?block=roads"
              value={one.href}
              onChange={(event) => setEvidence(at, { href: event.target.value })}
            />
          </div>
        ))}
        <Button
          icon="plus"
          disabledReason={value.evidence.length >= 10 && 'Не больше десяти оснований'}
          onClick={() => set({ evidence: [...value.evidence, { title: '', figure: '', href: '' }] })}
        >
          Ещё основание
        </Button>
      </fieldset>
      <Select
        label="Сфера, по которой измерить эффект"
        value={value.block}
        error={errors.block}
        choices={[
          { value: '', label: 'все сферы' },
          ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
        ]}
        onChange={(block) => set({ block })}
      />
      <Select
        label="Территория"
        value={value.districtId}
        error={errors.districtId}
        choices={[
          { value: '', label: 'весь город' },
          ...(city?.districts ?? []).map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChange={(districtId) => set({ districtId })}
      />
      <fieldset className="recommendations__group">
        <legend>По каким показателям судить, не больше трёх</legend>
        {errors.indicators && <FieldError text={errors.indicators} />}
        {effectIndicators.map((one) => (
          <Checkbox
            key={one}
            checked={value.indicators.includes(one)}
            onChange={(isOn) =>
              set({
                indicators: isOn
                  ? [...value.indicators, one]
                  : value.indicators.filter((each) => each !== one),
              })
            }
          >
            {indicatorTitles[one]}
          </Checkbox>
        ))}
      </fieldset>
      <TextInput
        label="Недель до и после"
        inputMode="numeric"
        value={value.weeks}
        error={errors.weeks}
        onChange={(event) => set({ weeks: event.target.value })}
      />
      {rest.map(([name, words]) => (
        <FieldError key={name} text={words} />
      ))}
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
  const [reason, setReason] = useState('');
  const decide = useCommand(decideRecommendation, {
    onDone: () => {
      showToast(accept ? 'Рекомендация принята' : 'Рекомендация отклонена');
      onClose();
    },
  });
  const errors = fieldWords([decide]);
  return (
    <FormDialog
      title={accept ? 'Принять рекомендацию' : 'Отклонить рекомендацию'}
      action={accept ? 'Принять' : 'Отклонить'}
      commands={decide}
      onSend={() =>
        decide.mutate({ params: { id: card.id }, body: { version: card.version, accept, reason } })
      }
      onClose={onClose}
    >
      {accept ? (
        <p>{card.title}</p>
      ) : (
        <TextArea
          label="Почему"
          rows={2}
          value={reason}
          error={errors.reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </FormDialog>
  );
}

/** From which day it is applied. */
export function ApplyDialog({ card, onClose }: { card: RecommendationCard; onClose: () => void }): ReactNode {
  const [appliedOn, setAppliedOn] = useState(localDay(Date.now(), useZone()));
  const [note, setNote] = useState('');
  const apply = useCommand(applyRecommendation, {
    onDone: () => {
      showToast('Отмечено: рекомендация применяется');
      onClose();
    },
  });
  const errors = fieldWords([apply]);
  return (
    <FormDialog
      title="Рекомендация применяется"
      action="Отметить"
      commands={apply}
      onSend={() =>
        apply.mutate({ params: { id: card.id }, body: { version: card.version, appliedOn, note } })
      }
      onClose={onClose}
    >
      <DateInput label="С какого дня" value={appliedOn} error={errors.appliedOn} onChange={setAppliedOn} />
      <TextInput
        label="Что сделано"
        optional
        value={note}
        error={errors.note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
