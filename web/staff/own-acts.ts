import { signOut } from '../../shared/contract/base/identity.ts';
import { useCommand } from '../lib/commands/use-command.ts';
import type { Theme } from '../lib/theme.ts';
import type { IconName } from '../ui/icons.tsx';
import { signInPath } from './base/parts/paths.ts';

/** What a person does with the workplace as their own: the same in the rail and in Ctrl K. */
export const themes: readonly { value: Theme; label: string; icon: IconName }[] = [
  { value: 'light', label: 'Светлая тема', icon: 'sun' },
  { value: 'dark', label: 'Тёмная тема', icon: 'moon' },
  { value: 'system', label: 'Тема как в системе', icon: 'screen' },
];

export function useLeave(): () => void {
  const leave = useCommand(signOut, { onDone: ({ leaveTo }) => location.assign(leaveTo ?? signInPath) });
  return () => leave.mutate(undefined);
}
