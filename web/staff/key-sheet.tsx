import { Fragment, type ReactNode } from 'react';
import { type HotkeyScope, setHotkeysEnabled, useHotkeyScopes, useHotkeysEnabled } from '../lib/hotkeys.ts';
import { Dialog } from '../ui/dialog.tsx';
import { CheckField } from '../ui/forms/choice-field.tsx';
import { bindValue } from '../ui/forms/fields.ts';
import { Kbd } from '../ui/kbd.tsx';

/** «?»: every key that acts on this screen, with the Russian letter of the same key. */
export function KeySheet(props: { onClose: () => void }): ReactNode {
  return (
    <Dialog isOpen isWide title="Клавиши" onClose={props.onClose}>
      <KeyList level={3} />
    </Dialog>
  );
}

/** `level` is that of the groups' headings: 2 on a page, 3 under a dialog's title. */
export function KeyList(props: { level: 2 | 3 }): ReactNode {
  const Heading = `h${props.level}` as const;
  const isOn = useHotkeysEnabled();
  const groups = groupByTitle(useHotkeyScopes());
  return (
    <>
      <p className="muted">
        Клавиши работают по своему месту, раскладка неважна: в скобках — русская буква той же клавиши. Пока вы
        печатаете в поле, одиночные буквы остаются буквами.
      </p>
      <CheckField form={bindValue(isOn, setHotkeysEnabled)} name="value">
        Одиночные клавиши включены
      </CheckField>
      <div className="key-sheet">
        {groups.map(({ title, hotkeys }) => (
          <section key={title}>
            <Heading>{title}</Heading>
            <dl>
              {hotkeys.map(({ keys, label }) => (
                <Fragment key={keys + label}>
                  <dt>{label}</dt>
                  <dd>
                    <Kbd keys={keys} both />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}

const everywhere = 'Везде';
/** Keys a person should know of though they do not act at this moment, or are twins of another. */
const alsoEverywhere = [
  { keys: 'Slash', label: 'Найти и сделать' },
  { keys: 'KeyZ', label: 'Отменить последнее действие, 8\u00a0с' },
];

/** The screen's own keys first; scopes with one title are one group. */
function groupByTitle(scopes: readonly HotkeyScope[]) {
  const groups = new Map<string, { keys: string; label: string }[]>();
  for (const scope of scopes.filter(({ inDialog }) => !inDialog).toReversed()) {
    const shown = scope.hotkeys.filter(({ hidden }) => !hidden);
    if (shown.length > 0) groups.set(scope.title, [...(groups.get(scope.title) ?? []), ...shown]);
  }
  const shared = groups.get(everywhere);
  // The key of an undo at hand is in the list already.
  const missing = alsoEverywhere.filter(({ keys }) => !shared?.some((one) => one.keys === keys));
  if (shared) groups.set(everywhere, [...shared, ...missing]);
  return [...groups].map(([title, hotkeys]) => ({ title, hotkeys }));
}
