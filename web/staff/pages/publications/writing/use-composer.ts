import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type {
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import {
  changePublication,
  createPublication,
  submitPublication,
} from '../../../../../shared/contract/pages/publications-acts.ts';
import { perform } from '../../../../lib/commands/perform.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { type Draft, useDraft } from '../../../../lib/draft.ts';
import { refreshModules } from '../../../../lib/query.ts';
import { useZone } from '../../../../lib/session.ts';
import { showToast } from '../../../../lib/toast.ts';
import { type Form, useForm } from '../../../../ui/forms/use-form.ts';
import type { Wanted } from '../calendar-place.ts';
import { keepCard } from '../use-variant-acts.ts';
import {
  bodyOf,
  emptyPiece,
  isBlankPiece,
  isSameBody,
  type PieceValues,
  readClock,
  valuesOf,
} from './piece-values.ts';
import { offerMoment, windowsFor } from './windows.ts';

type Card = PublicationCard;

/** What saving leads to. */
type Then = 'save' | 'submit' | 'urgent';

export interface ComposerOptions {
  calendar: PublicationCalendar;
  /** A draft, or what was returned; null = a new piece. */
  card: Card | null;
  wanted: Wanted;
  /** It is saved: it opens by its own address. */
  onSaved: (card: Card) => void;
  /** It was handed over to be agreed to. */
  onSubmitted: (card: Card) => void;
  /** It is saved, and is to go out at once. */
  onUrgent: (card: Card) => void;
}

export interface ComposerState {
  form: Form<PieceValues>;
  /** Words of an earlier day stand in a piece that was to be new. */
  leftover: { savedAt: number | null; drop: () => void } | null;
  /** Null while nothing of it is kept on the device. */
  savedAt: number | null;
  send: (then: Then) => void;
}

/** A new piece as it was asked for: the page, and the moment that is offered for it. */
export function beginPiece(
  calendar: PublicationCalendar,
  { pageId, day }: Wanted,
  { zone, now }: { zone: string; now: number },
): PieceValues {
  const empty = emptyPiece(calendar.risks[0]?.id ?? '');
  const pages = calendar.pages.filter(({ id }) => id === pageId);
  const asked = windowsFor(
    calendar,
    pages.map(({ id }) => id),
    { zone, now },
  );
  const moment = offerMoment(asked, day ?? asked.now.day);
  return {
    ...empty,
    ...moment,
    variants: pages.map(({ id }) => ({ pageId: id, ownText: null, own: null })),
  };
}

/** A piece while it is written; kept on this device until the server has it. */
export function useComposer(options: ComposerOptions): ComposerState {
  const { calendar, card, wanted } = options;
  const zone = useZone();
  const [start] = useState(() =>
    card ? valuesOf(card, zone) : beginPiece(calendar, wanted, { zone, now: Date.now() }),
  );
  const draft = useDraft<PieceValues>(`publication.${card?.id ?? 'new'}`, start);
  const leftover = useStart(options, draft, zone);
  const { commands, isOnWay, run } = useSaving(options, draft);
  const written = useForm<PieceValues>({
    draft,
    commands,
    isBusy: isOnWay,
    check: ({ variants, day, time }) => ({
      day: variants.length > 0 && !day && 'Выберите день',
      time: variants.length > 0 && readClock(time) === null && 'Время в виде 10:00',
    }),
    send: (values) => run(values, 'submit'),
  });
  return {
    form: written,
    leftover,
    savedAt: draft.savedAt,
    send: (then) => written.sendBy((values) => run(values, then)),
  };
}

/**
 * What the form begins with. A new piece takes the page and the day that were pressed as long as nothing is written; a saved one follows
 * its newer version as long as nothing is changed here.
 */
function useStart({ calendar, card, wanted }: ComposerOptions, draft: Draft<PieceValues>, zone: string) {
  const { change, forget } = draft;
  const [hasLeftover, setLeftover] = useState(
    card === null && draft.wasRestored && !isBlankPiece(draft.value),
  );
  const latest = useRef({ value: draft.value, calendar });
  latest.current = { value: draft.value, calendar };
  const begin = (values: PieceValues) => {
    change(values);
    forget();
  };
  const { pageId, day } = wanted;
  const isNew = card === null;
  // What it began with already, unless something was left on the device.
  const begun = useRef(draft.wasRestored ? null : `${pageId} ${day}`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: begun anew when another cell is pressed, whatever is drawn meanwhile
  useEffect(() => {
    const isBegun = begun.current === `${pageId} ${day}`;
    begun.current = null;
    if (!isNew || isBegun || !isBlankPiece(latest.current.value)) return;
    begin(beginPiece(latest.current.calendar, { pageId, day }, { zone, now: Date.now() }));
  }, [isNew, pageId, day]);
  const seen = useRef(card);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a newer version is followed
  useEffect(() => {
    const before = seen.current;
    seen.current = card;
    if (!card || !before || before.version === card.version) return;
    const isUntouched = isSameBody(bodyOf(latest.current.value, zone), bodyOf(valuesOf(before, zone), zone));
    if (isUntouched) begin(valuesOf(card, zone));
  }, [card]);
  return hasLeftover
    ? {
        savedAt: draft.savedAt,
        drop: () => {
          setLeftover(false);
          begin(beginPiece(calendar, wanted, { zone, now: Date.now() }));
        },
      }
    : null;
}

/** Saves what differs from what is kept, then does what was asked. */
function useSaving(options: ComposerOptions, draft: Draft<PieceValues>) {
  const { card } = options;
  const client = useQueryClient();
  const zone = useZone();
  const [isOnWay, setOnWay] = useState(false);
  const intent = useRef<Then>('save');
  const latest = useRef(options);
  latest.current = options;
  const settle = (saved: Card) => {
    keepCard(client, saved);
    draft.change(valuesOf(saved, zone));
    draft.forget();
  };
  const submit = async (saved: Card): Promise<void> => {
    setOnWay(true);
    const sent = await perform(submitPublication, {
      params: { id: saved.id },
      body: { version: saved.version },
    });
    setOnWay(false);
    // Refused, it is a draft all the same: nothing that was written is lost.
    if (!sent) {
      latest.current.onSaved(saved);
      return;
    }
    keepCard(client, sent);
    latest.current.onSubmitted(sent);
    await refreshModules(client, ['publications']);
  };
  const proceed = (saved: Card): void => {
    settle(saved);
    if (intent.current === 'submit') void submit(saved);
    else if (intent.current === 'urgent') latest.current.onUrgent(saved);
    else {
      showToast('Черновик сохранён');
      latest.current.onSaved(saved);
    }
  };
  const create = useCommand(createPublication, { onDone: proceed });
  const change = useCommand(changePublication, { onDone: proceed });
  const run = (values: PieceValues, then: Then): void => {
    intent.current = then;
    const body = bodyOf(values, zone);
    if (!body) showToast('Напишите, когда это выйдет', { tone: 'problem' });
    else if (!card) create.mutate({ body });
    else if (then !== 'save' && isSameBody(body, bodyOf(valuesOf(card, zone), zone))) proceed(card);
    else {
      const version = values.version ?? card.version;
      change.mutate({ params: { id: card.id }, body: { version, ...body } });
    }
  };
  return { commands: [create, change], isOnWay, run };
}
