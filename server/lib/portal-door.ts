import type { Route } from '../../shared/contract/route.ts';
import { findCityEdition } from './city.ts';
import { AppError } from './errors.ts';
import type { Actor } from './module/context.ts';
import { createReferenceData } from './reference-data.ts';

const door = createReferenceData<boolean>('the opening of the portal is not loaded');

/** Says in this process whether residents are let in (`base/our-city`). */
export const holdPortal = (isOpen: boolean): void => door.put(isOpen);

export const isPortalOpen = (): boolean => door.find() ?? true;

/** «Пока звоните: …», by the card of the city. */
function whomToCall(): string {
  const { phone, email } = findCityEdition()?.card.organisation ?? { phone: '', email: '' };
  const ways = [phone && `звоните ${phone}`, email && `пишите ${email}`].filter(Boolean);
  return ways.length === 0 ? '' : ` Пока ${ways.join(' или ')}.`;
}

/**
 * Refuses residents and strangers while the portal is closed. Who works here, programs with a key and whoever holds a one-time link are
 * let in: the centre is tried as a whole before.
 */
export function requireOpenPortal(route: Pick<Route, 'access' | 'beforeOpening'>, actor: Actor): void {
  if (isPortalOpen() || route.beforeOpening || route.access === 'link' || route.access === 'setup') return;
  if (actor.kind !== 'anonymous' && actor.kind !== 'resident') return;
  requireOpenForResidents();
}

/** Refuses what makes a resident of somebody, whoever asks: a door that staff come in by as well. */
export function requireOpenForResidents(): void {
  if (!isPortalOpen()) throw new AppError('lib.portal-closed', `Приём сейчас закрыт.${whomToCall()}`);
}
