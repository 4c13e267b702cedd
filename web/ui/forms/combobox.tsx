import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { acted } from '../../../shared/text/plural.ts';
import { announce } from '../../lib/announce.ts';
import { asProblem } from '../../lib/api-problem.ts';
import { type ComboboxState, closedCombobox, pressCombobox } from './combobox-state.ts';
import { Field, type FieldWords, pickWords } from './field.tsx';

export interface ComboboxOption {
  id: string;
  label: string;
  /** Second line: district, code, number of cases. */
  note?: string;
}

export interface ComboboxProps<O extends ComboboxOption> extends FieldWords {
  id?: string;
  /** The text in the field; the owner keeps it, so that nothing typed is lost when nothing is chosen. */
  text: string;
  onText: (text: string) => void;
  onPick: (option: O) => void;
  /** Asked 200 ms after the last letter. Reject to show the failure. */
  search: (text: string, signal: AbortSignal) => Promise<readonly O[]>;
  /** Letters needed before searching, 2 by default; 0 searches at once on opening. */
  minLength?: number;
  /** «Такого адреса не нашли. Покажите место на карте.» */
  nothing?: string;
  placeholder?: string;
  autoComplete?: string;
  onLeave?: () => void;
}

interface Found<O> {
  options: readonly O[];
  status: 'idle' | 'searching' | 'done' | 'failed';
  words: string;
}

/** A text field with suggestions from the server: addresses, topics, people. */
export function Combobox<O extends ComboboxOption>(props: ComboboxProps<O>): ReactNode {
  const listId = useId();
  const [state, setState] = useState<ComboboxState>(closedCombobox);
  const { found, ask } = useSearch(props, () => setState({ isOpen: true, active: -1 }));
  const pick = (at: number) => {
    const option = found.options[at];
    if (option) props.onPick(option);
    setState(closedCombobox);
  };
  const write = (text: string) => {
    props.onText(text);
    ask(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const outcome = pressCombobox(state, event.key, found.options.length);
    if (outcome.isHandled) takeKey(event);
    setState(outcome.state);
    if (outcome.chosen !== null) pick(outcome.chosen);
  };
  const isListShown = state.isOpen && found.options.length > 0;
  return (
    <Field {...pickWords(props)} id={props.id}>
      {(control) => (
        <div className="combobox">
          <input
            {...control}
            className="input"
            role="combobox"
            autoComplete={props.autoComplete ?? 'off'}
            placeholder={props.placeholder}
            aria-autocomplete="list"
            aria-expanded={isListShown}
            aria-controls={listId}
            aria-activedescendant={isListShown ? optionId(listId, state.active) : undefined}
            value={props.text}
            onChange={(event) => write(event.target.value)}
            onFocus={() => props.minLength === 0 && ask(props.text)}
            onKeyDown={onKeyDown}
            onBlur={() => {
              setState(closedCombobox);
              props.onLeave?.();
            }}
          />
          <Options
            listId={listId}
            found={found}
            onPick={pick}
            label={props.label}
            active={isListShown ? state.active : null}
            isNoteShown={state.isOpen || found.status === 'searching'}
          />
        </div>
      )}
    </Field>
  );
}

/** Esc that closed the list must not close the dialog around it as well. */
function takeKey(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.key === 'Escape') event.stopPropagation();
}

function optionId(listId: string, at: number): string | undefined {
  return at < 0 ? undefined : `${listId}-${at}`;
}

function Options<O extends ComboboxOption>(props: {
  listId: string;
  label: ReactNode;
  found: Found<O>;
  /** null while the list is closed. */
  active: number | null;
  isNoteShown: boolean;
  onPick: (at: number) => void;
}): ReactNode {
  const { listId, found, active } = props;
  return (
    <>
      <div
        id={listId}
        role="listbox"
        aria-label={typeof props.label === 'string' ? props.label : 'Подсказки'}
        className="combobox__list"
        hidden={active === null}
      >
        {found.options.map((option, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
          // biome-ignore lint/a11y/useFocusableInteractive: options are active by aria-activedescendant
          <div
            key={option.id}
            id={optionId(listId, at)}
            role="option"
            aria-selected={at === active}
            className="combobox__option"
            ref={(node) => {
              if (node && at === active) node.scrollIntoView({ block: 'nearest' });
            }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => props.onPick(at)}
          >
            <span>{option.label}</span>
            {option.note && <span className="small">{option.note}</span>}
          </div>
        ))}
      </div>
      {active === null && props.isNoteShown && found.words && <p className="combobox__note">{found.words}</p>}
    </>
  );
}

/** Debounce, cancelling of what is no longer wanted, and the spoken count. */
function useSearch<O extends ComboboxOption>(props: ComboboxProps<O>, onFound: () => void) {
  const [found, setFound] = useState<Found<O>>({ options: [], status: 'idle', words: '' });
  const running = useRef<{ timer?: ReturnType<typeof setTimeout>; abort?: AbortController }>({});
  useEffect(
    () => () => {
      clearTimeout(running.current.timer);
      running.current.abort?.abort();
    },
    [],
  );
  const ask = (text: string) => {
    clearTimeout(running.current.timer);
    running.current.abort?.abort();
    if (text.trim().length < (props.minLength ?? 2)) {
      setFound({ options: [], status: 'idle', words: '' });
      return;
    }
    const abort = new AbortController();
    running.current.abort = abort;
    running.current.timer = setTimeout(async () => {
      setFound((old) => ({ ...old, status: 'searching', words: 'Ищем…' }));
      const next = await searchOnce(props, text, abort.signal);
      if (abort.signal.aborted) return;
      setFound(next);
      onFound();
      announce(
        next.words || acted(next.options.length, ['Нашёлся', 'Нашлись'], 'вариант', 'варианта', 'вариантов'),
      );
    }, 200);
  };
  return { found, ask };
}

async function searchOnce<O extends ComboboxOption>(
  props: ComboboxProps<O>,
  text: string,
  signal: AbortSignal,
): Promise<Found<O>> {
  try {
    const options = await props.search(text, signal);
    return {
      options,
      status: 'done',
      words: options.length === 0 ? (props.nothing ?? 'Ничего не нашли') : '',
    };
  } catch (error) {
    return { options: [], status: 'failed', words: asProblem(error).message };
  }
}
