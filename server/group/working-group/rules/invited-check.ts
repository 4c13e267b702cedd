/** Whether members were invited in time, as the checks of a meeting tell it. Until the last moment nothing is amiss. Pure. */
export function checkInvited(
  invitedAt: Date | null,
  until: Date,
  now: Date,
): { text: string; isDone: boolean; isAhead: boolean } {
  if (invitedAt === null && now <= until)
    return { text: 'Приглашения ещё не разосланы', isDone: false, isAhead: true };
  return {
    text: 'Приглашения разосланы в срок',
    isDone: invitedAt !== null && invitedAt <= until,
    isAhead: false,
  };
}
