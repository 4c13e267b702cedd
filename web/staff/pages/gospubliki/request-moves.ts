import type { Keys } from '../../../lib/keys.ts';

/** What is done with a request through a dialog, in the order of its buttons. */
const moves = [
  { move: 'accept', label: 'Принять', hint: 'KeyP' },
  { move: 'report', label: 'Отчёт отправлен', hint: 'KeyP' },
  { move: 'object', label: 'Возразить', hint: 'KeyO' },
  { move: 'miss', label: 'Не выйдет', hint: null },
  { move: 'change', label: 'Исправить', hint: 'KeyE' },
  { move: 'withdraw', label: 'Отозвана', hint: null },
] as const satisfies readonly { move: string; label: string; hint: Keys | null }[];

export type RequestMove = (typeof moves)[number]['move'];

/** Those the server offers. */
export const listRequestMoves = (can: readonly string[]) => moves.filter(({ move }) => can.includes(move));
