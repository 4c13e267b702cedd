import { type MailServer, startMailServer } from '../../../support/letters/letter-servers.ts';
import { MAIL_PASSWORD, mailSettings } from '../faults/furnish.ts';
import { type Doors, takeSeat } from './doors.ts';
import type { Installation, Part } from './installation.ts';

/** A town with a quarter's cases and its people, at work: its portal open, its letters leaving. */

/** Makes the city of the demonstration and calls it real: of a demonstration no letter leaves. */
export async function layTown(city: Installation): Promise<void> {
  await city.startDatabase();
  const maker = await city.startPart('first', 'web');
  await city.stopPart(maker);
  city.shareFolder();
  await city.ask(`UPDATE lib.setting SET value = '"real"' WHERE name = 'mode'`);
  await city.ask(
    `INSERT INTO lib.setting (name, value) VALUES ('ground', '"kamensk-uralsky"')
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  );
  await city.ask(
    `INSERT INTO our_city.opening (serial, is_open, at, made_by_name)
     SELECT 1, true, now(), 'Приёмка' WHERE NOT EXISTS (SELECT FROM our_city.opening)`,
  );
}

export async function openMail(doors: Doors): Promise<MailServer> {
  const mail = await startMailServer();
  const admin = takeSeat(doors, 'admin', () => false);
  const settings = mailSettings(mail.port);
  const answer = await admin.put('/api/outbox/channels/email', {
    settings,
    secret: MAIL_PASSWORD,
    isActive: true,
  });
  if (answer?.status !== 200) throw new Error(`Почта не настроена: ${answer?.status} ${answer?.body}`);
  return mail;
}

/** The unit of the executor who answers. */
export async function findUnit({ ask }: Installation): Promise<string> {
  const [row] = await ask<{ unit_id: string }>(
    "SELECT unit_id FROM identity.person WHERE email = 'executor@demo.invalid' AND kind = 'staff'",
  );
  if (!row) throw new Error('Нет исполнителя');
  return row.unit_id;
}

export interface Pairs {
  first: readonly [web: Part, worker: Part];
  second: readonly [web: Part, worker: Part];
}
