import type { ReactNode } from 'react';
import { listUnits } from '../../../../shared/contract/base/people.ts';
import type { IncidentCard } from '../../../../shared/contract/monitoring/incidents.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields, useFields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { MiniMap } from '../../base/case-kit/mini-map.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { AddressField, type AddressOption, toPlaceInput } from '../../messages/case/place/address-field.tsx';
import { TopicDialog, TopicField } from '../../messages/case/topic-dialog.tsx';
import { type IncidentChoice, topicsOfBlock } from './incident-choice.ts';

type Topic = Pick<IncidentChoice, 'block' | 'factId'>;

/** The topic: of a block by the second digit, or by words among all. */
export function TopicChoiceDialog(props: {
  card: IncidentCard;
  topics: Topics;
  block: string | null;
  onPick: (topic: Topic) => void;
  onClose: () => void;
}): ReactNode {
  const { card, topics, block, onPick, onClose } = props;
  if (block === null)
    return (
      <TopicDialog
        topics={topics}
        onPick={(fact) => onPick({ block: fact.block, factId: fact.id })}
        onClose={onClose}
      />
    );
  return (
    <ChoiceDialog
      title={`Тема: ${topics.block(block)?.title ?? ''}`}
      choices={topicsOfBlock(block, card.offer.topics, topics.facts).map(({ factId, title, confidence }) => ({
        id: factId,
        label: title,
        note: confidence === null ? undefined : formatPercent(confidence),
      }))}
      onPick={(factId) => onPick({ block, factId })}
      onClose={onClose}
    >
      <TopicField
        topics={topics}
        block={block}
        label="Другая тема блока"
        onPick={(fact) => onPick({ block: fact.block, factId: fact.id })}
      />
    </ChoiceDialog>
  );
}

/** «A»: who answers; the offered unit is under 1. */
export function UnitChoiceDialog(props: {
  offered: { id: string; title: string } | null;
  onPick: (unit: { id: string; title: string } | null) => void;
  onClose: () => void;
}): ReactNode {
  const { offered, onPick, onClose } = props;
  const { units = [] } = useRoute(listUnits, undefined, { staleTime: 60_000 }).data ?? {};
  const others = units.filter(({ id, isActive }) => isActive && id !== offered?.id);
  const all = [
    ...(offered ? [offered] : []),
    ...others.map(({ id, shortTitle }) => ({ id, title: shortTitle })),
  ];
  return (
    <ChoiceDialog
      title="Кому отвечать?"
      choices={[
        ...(offered ? [{ id: offered.id, label: offered.title, note: 'предложено' }] : []),
        { id: 'own', label: 'Оставить у себя' },
        ...all.filter(({ id }) => id !== offered?.id).map(({ id, title }) => ({ id, label: title })),
      ]}
      onPick={(id) => onPick(all.find((unit) => unit.id === id) ?? null)}
      onClose={onClose}
    />
  );
}

/** «O»: the address, seen on the map before it counts; or that there is none. */
export function PlaceChoiceDialog(props: {
  address: string | null;
  onPick: (place: NonNullable<IncidentChoice['place']> | null) => void;
  onClose: () => void;
}): ReactNode {
  const { address, onPick, onClose } = props;
  const typed = useFields({ address: address ?? '' });
  const form = useForm({
    start: { picked: null as AddressOption | null },
    commands: [],
    isPassing: true,
    gap: ({ picked }) => !picked && 'Выберите адрес из подсказок',
    send: ({ picked }) => picked && onPick({ input: toPlaceInput(picked), label: picked.label }),
  });
  const { picked } = form.values;
  const pick = (option: AddressOption) => {
    typed.set({ address: option.label });
    form.set({ picked: option });
  };
  return (
    <FormDialog
      form={form}
      title="Место"
      action="Выбрать место"
      more={<Button onClick={() => onPick(null)}>Без места</Button>}
      onClose={onClose}
    >
      <AddressField
        label="Адрес"
        form={bindFields({ address: typed.values.address }, (patch) => {
          typed.set(patch);
          form.set({ picked: null });
        })}
        name="address"
        onPick={pick}
      />
      {picked && (
        <div className="social__map">
          <MiniMap
            place={{ lat: picked.hit.lat, lon: picked.hit.lon, address: picked.label }}
            isWide
            ring={null}
          />
        </div>
      )}
    </FormDialog>
  );
}
