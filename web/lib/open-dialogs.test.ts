import { afterEach, expect, it } from 'vitest';
import { openDialogs, reopenClosed } from './open-dialogs.ts';

afterEach(() => openDialogs.set(() => []));

/** Dialogs by whether the browser shows them; what is done to them is written down. */
function show(...open: boolean[]): string[] {
  const done: string[] = [];
  const dialogs = open.map((isOpen, at) => ({
    open: isOpen,
    close: () => done.push(`close ${at}`),
    showModal: () => done.push(`show ${at}`),
  }));
  openDialogs.set(() => dialogs as Partial<HTMLDialogElement>[] as HTMLDialogElement[]);
  return done;
}

it.each([
  { open: [true, true], done: [] },
  { open: [true, false], done: ['close 1', 'show 1'] },
  { open: [false, true], done: ['close 0', 'show 0', 'close 1', 'show 1'] },
  { open: [], done: [] },
])(
  'of dialogs $open the closed ones come back in their order, with what lies over them',
  ({ open, done }) => {
    const seen = show(...open);
    expect(reopenClosed()).toBe(openDialogs.get().at(-1));
    expect(seen).toEqual(done);
  },
);
