import { startTerm } from '../../deadlines/index.ts';

/** An appeal's term runs from its registration, and no later than the law let it be registered: 59-ФЗ, ст. 8 ч. 2, ст. 12 ч. 1. */
export function statutoryStart(receivedAt: Date, registeredAt: Date): Date {
  const { dueAt } = startTerm('fz59-registration', receivedAt);
  return dueAt < registeredAt ? dueAt : registeredAt;
}
