import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { useHotkeyScopes } from '../lib/hotkeys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { pressCombobox } from '../ui/forms/combobox-state.ts';
import { bindValue } from '../ui/forms/fields.ts';
import { TextField } from '../ui/forms/text-field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { goTitle } from './base/map/workplace.ts';
import { useFinders } from './base/parts/finders.ts';
import { type Command, useOwnCommands, usePlaceCommands } from './palette-commands.ts';
import { matchCommands, orderFound } from './palette-match.ts';

/** Ctrl+K: every key of the screen, every place to go and every setting of one's own, by words; and what the finders find. */
export function Palette(props: { onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const listId = useId();
  const commands = useCommands();
  const found = useFound(text);
  const shown = useMemo(
    () => orderFound(text, found, matchCommands(commands, text)).slice(0, 40),
    [found, commands, text],
  );
  const run = (at: number) => {
    const command = shown[at];
    if (!command) return;
    props.onClose();
    // After the dialog has given the focus back.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') return;
    const outcome = pressCombobox({ isOpen: true, active }, event.key, shown.length);
    if (outcome.isHandled) event.preventDefault();
    if (outcome.chosen !== null) run(outcome.chosen);
    else if (outcome.isHandled) setActive(outcome.state.active);
  };
  return (
    <Dialog isOpen title="Найти и сделать" onClose={props.onClose}>
      <TextField
        form={bindValue(text, (typed) => {
          setText(typed);
          setActive(0);
        })}
        name="value"
        label="Что найти или сделать"
        hiddenLabel
        role="combobox"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={shown[active] ? `${listId}-${active}` : undefined}
        onKeyDown={onKeyDown}
      />
      <PaletteList listId={listId} shown={shown} active={active} onRun={run} />
      {shown.length === 0 && <p className="muted">Ничего не нашлось. Попробуйте короче.</p>}
    </Dialog>
  );
}

function PaletteList(props: {
  listId: string;
  shown: readonly Command[];
  active: number;
  onRun: (at: number) => void;
}): ReactNode {
  return (
    <div id={props.listId} role="listbox" aria-label="Найденное" className="palette__list">
      {props.shown.map((command, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
        // biome-ignore lint/a11y/useFocusableInteractive: options are active by aria-activedescendant
        <div
          key={command.id}
          id={`${props.listId}-${at}`}
          role="option"
          aria-selected={at === props.active}
          className="palette__option"
          ref={(node) => {
            if (node && at === props.active) node.scrollIntoView({ block: 'nearest' });
          }}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onRun(at)}
        >
          <span>
            {command.label} <span className="small">{command.note ?? command.group}</span>
          </span>
          {command.keys && <Kbd keys={command.keys} />}
        </div>
      ))}
    </div>
  );
}

/** The screen's own commands first, then the shell's, then the map. */
function useCommands(): Command[] {
  const scopes = useHotkeyScopes();
  const places = usePlaceCommands();
  const own = useOwnCommands();
  const keys = useMemo(
    () =>
      scopes
        .filter((scope) => !scope.inDialog && scope.title !== goTitle)
        .toReversed()
        .flatMap((scope) =>
          scope.hotkeys
            .filter((hotkey) => !hotkey.hidden && hotkey.keys !== 'Ctrl+KeyK')
            .map(({ keys, label, run }) => ({
              id: `${scope.id}-${keys}`,
              group: scope.title,
              label,
              keys,
              run,
            })),
        ),
    [scopes],
  );
  return useMemo(() => [...keys, ...places, ...own], [keys, places, own]);
}

function useFound(text: string): Command[] {
  const finders = useFinders();
  const [found, setFound] = useState<Command[]>([]);
  useEffect(() => {
    if (text.trim().length < 2) {
      setFound([]);
      return;
    }
    const abort = new AbortController();
    const timer = setTimeout(async () => {
      const answers = await Promise.allSettled(finders.map(({ find }) => find(text, abort.signal)));
      if (abort.signal.aborted) return;
      setFound(
        answers.flatMap((answer, at) =>
          answer.status === 'fulfilled'
            ? answer.value.map((one) => ({ ...one, group: finders[at]?.title ?? '' }))
            : [],
        ),
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, finders]);
  return found;
}
