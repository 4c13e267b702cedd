/** What is done with a decision, as buttons: the first is the main one. */

const moves = {
  decide: 'Решить о возражении',
  second: 'Второй взгляд',
  prove: 'Сделано рукой',
  done: 'В сети сделано',
  again: 'Повторить в сети',
  lost: 'Вернуть нельзя',
  withdraw: 'Оставить на странице',
  appeal: 'Записать возражение',
} as const;
export type ActMove = keyof typeof moves;

export function listMoves(can: readonly string[]): { kind: ActMove; label: string }[] {
  return (Object.keys(moves) as ActMove[])
    .filter((kind) => can.includes(kind))
    .map((kind) => ({ kind, label: moves[kind] }));
}
