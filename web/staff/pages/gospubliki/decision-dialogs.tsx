import type { ReactNode } from 'react';
import type { RequestCard } from '../../../../shared/contract/pages/gospubliki.ts';
import { acceptRequest, objectRequest } from '../../../../shared/contract/pages/gospubliki-acts.ts';
import { formatDay, formatTime, localDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { capitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useZone } from '../../../lib/session.ts';
import { ItemsField, RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import type { Fields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { LoadPart } from './load-part.tsx';
import { nearestWindow } from './nearest-window.ts';

interface Props {
  card: RequestCard;
  onClose: () => void;
}

/** Pages of the request that go over the limit with it. */
const overPages = (card: RequestCard): string[] =>
  card.targets.flatMap(({ pageId, load }) => (load?.isOver ? [pageId] : []));

/** What is decided, as the form holds it. */
interface Acceptance {
  pageIds: readonly string[];
  restReason: string;
  on: string;
  at: string;
  overReason: string;
}

const isOverWith = (card: RequestCard, pageIds: readonly string[]): boolean =>
  overPages(card).some((id) => pageIds.includes(id));

const checkAcceptance =
  (card: RequestCard) =>
  ({ pageIds, restReason, on, overReason }: Acceptance) => ({
    pageIds: pageIds.length === 0 && 'Отметьте хотя бы одну страницу',
    restReason:
      pageIds.length < card.targets.length && !restReason.trim() && 'Напишите, почему не на всех страницах',
    on:
      (!on && 'В какой день?') ||
      ((on < card.windowFrom || on > card.windowTo) && 'Этот день вне окна заявки'),
    overReason: isOverWith(card, pageIds) && !overReason.trim() && 'Напишите, почему всё же принимаете',
  });

/** P: what it does to the load is seen before it is accepted. */
export function AcceptDialog({ card, onClose }: Props): ReactNode {
  const accept = useCommand(acceptRequest, { done: 'Принята: публикация начата', onDone: onClose });
  const zone = useZone();
  const form = useForm<Acceptance>({
    start: {
      pageIds: card.targets.map(({ pageId }) => pageId),
      restReason: '',
      ...nearestWindow(card, localDay(Date.now(), zone), formatTime(Date.now(), zone)),
      overReason: '',
    },
    commands: accept,
    check: checkAcceptance(card),
    send: ({ pageIds, restReason, overReason, ...when }) =>
      accept.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          pageIds: [...pageIds],
          restReason: restReason.trim(),
          overReason: overReason.trim(),
          ...when,
        },
      }),
  });
  return (
    <FormDialog form={form} title="Принять заявку" action="Принять" isWide onClose={onClose}>
      <LoadPart card={card} />
      <PagesFields card={card} form={form} />
      <div className="gospubliki__pair">
        <DateField
          form={form}
          name="on"
          label="Когда выйдет"
          hint={`Окно заявки ${formatDay(card.windowFrom)} — ${formatDay(card.windowTo)}`}
        />
        <SelectField
          form={form}
          name="at"
          label="Во сколько"
          choices={card.windows.map((value) => ({ value, label: value }))}
        />
      </div>
      <p className="muted small">
        Начнётся черновик публикации с этим текстом и картинками: его согласуют, как любой другой.
      </p>
    </FormDialog>
  );
}

/** Pages it is accepted for; why not for the others, and why over the limit. */
function PagesFields({ card, form }: { card: RequestCard; form: Fields<Acceptance> }): ReactNode {
  const { pageIds } = form.values;
  return (
    <>
      <ItemsField
        form={form}
        name="pageIds"
        legend="На каких страницах выйдет"
        listClass="gospubliki__choices"
        choices={card.targets.map(({ pageId, title, load }) => ({
          value: pageId,
          label: title,
          hint: load?.isOver ? `сверх предела: ${formatPercent(load.shareWith)}` : undefined,
        }))}
      />
      {pageIds.length < card.targets.length && (
        <LongTextField
          form={form}
          name="restReason"
          label="Почему не на остальных"
          rows={2}
          maxLength={500}
        />
      )}
      {isOverWith(card, pageIds) && (
        <LongTextField
          form={form}
          name="overReason"
          label={`Нагрузка сверх предела ${formatPercent(card.shareLimit)}: почему принимаете`}
          rows={2}
          maxLength={500}
        />
      )}
    </>
  );
}

/** O: a ground of the list, and words whoever asked will read. */
export function ObjectDialog({ card, onClose }: Props): ReactNode {
  const object = useCommand(objectRequest, { done: 'Возражение записано', onDone: onClose });
  const isOver = overPages(card).length > 0;
  const form = useForm({
    start: { ground: '', reason: '' },
    commands: object,
    check: ({ ground, reason }) => ({
      ground: !ground && 'Выберите основание',
      reason: reason.trim().length < 10 && 'Объясните: это прочтёт тот, кто просил',
    }),
    send: ({ ground, reason }) =>
      object.mutate({
        params: { id: card.id },
        body: { version: card.version, ground, reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Возразить" action="Возразить" onClose={onClose}>
      <RadioField
        form={form}
        name="ground"
        legend="Основание"
        choices={card.grounds
          .filter((ground) => !ground.isOverload || isOver)
          .map(({ id, title }) => ({ value: id, label: capitalise(title) }))}
      />
      <LongTextField form={form} name="reason" label="Возражение" rows={4} maxLength={1000} />
    </FormDialog>
  );
}
