import { lazy, type ReactNode, Suspense } from 'react';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { usePlacePath } from '../map/workplace.ts';
import { toggleHelp, useHelpOpen } from './help-open.ts';
import { nameHelp } from './help-topic.ts';

const HelpPanel = lazy(async () => ({ default: (await import('./help-panel.tsx')).HelpPanel }));

/** F1 and the panel it opens. The texts come when they are asked for first. `isOver`: a screen without the rail has no place beside it. */
export function HelpSide(props: { isOver?: boolean }): ReactNode {
  const isOpen = useHelpOpen();
  const { screen } = usePlacePath();
  useHotkeys('Везде', [{ keys: 'F1', label: 'Справка об этом экране', run: toggleHelp, always: true }]);
  // Behind an open dialog nothing can be read: there help opens beside, and what is typed stays.
  useHotkeys(
    'Везде',
    [
      {
        keys: 'F1',
        label: 'Справка в новой вкладке',
        run: () => window.open(`/staff/help/${nameHelp(screen ?? '/staff')}`, '_blank', 'noopener'),
        always: true,
      },
    ],
    { inDialog: true },
  );
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <HelpPanel {...props} />
    </Suspense>
  );
}
