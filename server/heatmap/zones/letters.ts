import { listStaffRecipients, rolesWith } from '../../base/identity/index.ts';
import { sendLetters } from '../../base/outbox/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { cityDay } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { placeOf, placeTitle, type StoredPlace } from './places.ts';

export interface ToldZone extends StoredPlace {
  id: string;
  block: string;
  owner_id?: string | null;
}

/** «Трубный, Синарский район — Дороги». */
export const zoneTitle = (zone: StoredPlace & { block: string }): string =>
  `${placeTitle(placeOf(zone))} — ${findBlock(zone.block)?.shortTitle ?? zone.block}`;

const words = {
  opened: ['Открыта красная зона', 'Назначьте владельца, причину и план выхода.'],
  owner: ['Вы — владелец красной зоны', 'Запишите причину, план и срок выхода.'],
  claimed: ['Заявлен выход из красной зоны', 'Закроют её данные, если балл продержится ниже порога.'],
  closed: [
    'Красная зона закрыта данными',
    'Балл продержался ниже порога столько дней, сколько требует правило.',
  ],
  refuted: ['Красная зона возвращена в работу', 'Данные не подтвердили заявленный выход.'],
} as const;

/**
 * Letters of what has become of zones: to whom owns it (an owner who is away — to their substitute), and to those who keep zones
 * where nobody owns it or the data has spoken. A letter names the cell alone.
 */
export async function tellOfZones(
  ctx: Ctx,
  zones: readonly ToldZone[],
  what: keyof typeof words,
): Promise<void> {
  if (zones.length === 0) return;
  const staff = await listStaffRecipients(ctx.db, cityDay(ctx.config, ctx.now));
  const keeping = new Set(rolesWith('zones.manage'));
  const keepers = [...staff.values()].filter(({ grants }) => grants.some(({ role }) => keeping.has(role)));
  const [subject, text] = words[what];
  const letters = zones.flatMap((zone) => {
    const owner = zone.owner_id ? staff.get(zone.owner_id) : undefined;
    const standIn = owner?.substituteId ? staff.get(owner.substituteId) : undefined;
    const told = new Map((what === 'owner' ? [] : keepers).map((person) => [person.id, person.email]));
    if (owner) told.set(owner.id, owner.email);
    if (standIn) told.set(standIn.id, standIn.email);
    return [...told.values()].map((recipient) => ({
      channel: 'email' as const,
      recipient,
      purpose: 'red-zone' as const,
      subject: `${subject}: ${zoneTitle(zone)}`,
      text: `${zoneTitle(zone)}. ${text}\n${ctx.config.publicUrl}/staff/zones/${zone.id}`,
    }));
  });
  await sendLetters(ctx, letters);
}
