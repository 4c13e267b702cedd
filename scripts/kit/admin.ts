import { addressOf, type Kit, KitRefusal, runScript, settingsOf } from './kit.ts';

/** A link with the one-time code of the first administrator; null once there is one. */
export async function findAdminLink(kit: Kit): Promise<string | null> {
  const { code, output } = runScript(kit, 'setup-code.ts', [], { isQuiet: true });
  if (code !== 0) throw new KitRefusal('Кода не получить: причина выше. Что неладно — otklik doctor');
  const found = /^\d{4}-\d{4}-\d{4}$/mu.exec(output)?.[0];
  if (found === undefined) return null;
  return `${settingsOf(kit).OTKLIK_URL || addressOf(kit)}/staff/setup#${found}`;
}
