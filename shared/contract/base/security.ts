import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { sessionState } from './identity.ts';
import { done, id, idParams, name } from './person-fields.ts';

/** What a browser's key program gives and takes: its shape is the browser's, checked by the library. */
const keyOptions = z.record(z.string(), z.unknown());
const keyReply = z.object({ id: z.string().max(2000), type: z.string().max(40) }).loose();

export const enterBySecondFactor = defineRoute({
  id: 'identity.enter-by-second-factor',
  method: 'POST',
  path: '/api/session/second-factor',
  access: 'public',
  beforeOpening: true,
  entry: true,
  summary: 'Второй шаг входа: код из приложения или резервный код',
  body: z.object({ token: z.string().max(100), code: z.string().max(60) }),
  reply: sessionState,
});

export const beginPasskeySignIn = defineRoute({
  id: 'identity.begin-passkey-sign-in',
  method: 'POST',
  path: '/api/session/passkey/options',
  access: 'public',
  beforeOpening: true,
  summary: 'Вход ключом доступа: что подписать',
  reply: z.object({ token: z.string(), options: keyOptions }),
});

export const enterByPasskey = defineRoute({
  id: 'identity.enter-by-passkey',
  method: 'POST',
  path: '/api/session/passkey',
  access: 'public',
  beforeOpening: true,
  summary: 'Вход сотрудника ключом доступа',
  body: z.object({ token: z.string().max(100), response: keyReply }),
  reply: sessionState,
});

export const deviceSession = z.object({
  id: z.string(),
  /** «Chrome, Android». */
  device: z.string(),
  address: z.string(),
  startedAt: instant,
  usedAt: instant,
  isCurrent: z.boolean(),
});
export type DeviceSession = z.infer<typeof deviceSession>;

export const passkey = z.object({
  id: z.string(),
  title: z.string(),
  isSynced: z.boolean(),
  createdAt: instant,
  usedAt: instant.nullable(),
});
export type Passkey = z.infer<typeof passkey>;

export const securityState = z.object({
  /** When the code generator was confirmed; null = there is none. */
  totpSince: instant.nullable(),
  recoveryLeft: z.number(),
  passkeys: z.array(passkey),
  sessions: z.array(deviceSession),
  /** Titles of the person's roles that ask for a second factor. */
  demandedBy: z.array(z.string()),
});
export type SecurityState = z.infer<typeof securityState>;

export const readOwnSecurity = defineRoute({
  id: 'identity.read-own-security',
  method: 'GET',
  path: '/api/me/security',
  access: 'signed-in',
  summary: 'Мой вход: второй фактор, ключи доступа, устройства',
  reply: securityState,
});

export const beginTotp = defineRoute({
  id: 'identity.begin-totp',
  method: 'POST',
  path: '/api/me/totp',
  access: 'staff',
  summary: 'Начать подключение приложения с кодами',
  reply: z.object({
    secret: z.string(),
    uri: z.string(),
    /** The QR code: side in modules and one SVG path. */
    qr: z.object({ size: z.number(), path: z.string() }),
  }),
});

const recovery = z.object({ codes: z.array(z.string()) });

export const confirmTotp = defineRoute({
  id: 'identity.confirm-totp',
  method: 'POST',
  path: '/api/me/totp/confirm',
  access: 'staff',
  summary: 'Подтвердить приложение первым кодом; ответ — резервные коды, показываются один раз',
  body: z.object({ code: z.string().max(20) }),
  reply: recovery,
});

export const removeTotp = defineRoute({
  id: 'identity.remove-totp',
  method: 'DELETE',
  path: '/api/me/totp',
  access: 'staff',
  summary: 'Отключить приложение с кодами',
  reply: done,
});

export const renewRecoveryCodes = defineRoute({
  id: 'identity.renew-recovery-codes',
  method: 'POST',
  path: '/api/me/recovery-codes',
  access: 'staff',
  summary: 'Выпустить новые резервные коды вместо прежних',
  reply: recovery,
});

export const beginPasskey = defineRoute({
  id: 'identity.begin-passkey',
  method: 'POST',
  path: '/api/me/passkeys/options',
  access: 'staff',
  summary: 'Начать добавление ключа доступа',
  reply: z.object({ token: z.string(), options: keyOptions }),
});

export const addPasskey = defineRoute({
  id: 'identity.add-passkey',
  method: 'POST',
  path: '/api/me/passkeys',
  access: 'staff',
  summary: 'Добавить ключ доступа',
  body: z.object({ token: z.string().max(100), title: name, response: keyReply }),
  reply: z.object({ passkey }),
});

export const renamePasskey = defineRoute({
  id: 'identity.rename-passkey',
  method: 'PATCH',
  path: '/api/me/passkeys/:id',
  access: 'staff',
  summary: 'Переименовать ключ доступа',
  params: idParams,
  body: z.object({ title: name }),
  reply: done,
});

export const removePasskey = defineRoute({
  id: 'identity.remove-passkey',
  method: 'DELETE',
  path: '/api/me/passkeys/:id',
  access: 'staff',
  summary: 'Удалить ключ доступа',
  params: idParams,
  reply: done,
});

export const endOwnSession = defineRoute({
  id: 'identity.end-own-session',
  method: 'DELETE',
  path: '/api/me/sessions/:id',
  access: 'signed-in',
  summary: 'Выйти на одном из своих устройств',
  params: idParams,
  reply: done,
});

export const readPersonSecurity = defineRoute({
  id: 'identity.read-person-security',
  method: 'GET',
  path: '/api/people/:id/security',
  access: { permission: 'identity.manage' },
  summary: 'Вход сотрудника: второй фактор и устройства',
  params: idParams,
  reply: securityState,
});

export const endPersonSessions = defineRoute({
  id: 'identity.end-person-sessions',
  method: 'DELETE',
  path: '/api/people/:id/sessions',
  access: { permission: 'identity.manage' },
  summary: 'Закрыть входы сотрудника: все или один',
  params: idParams,
  body: z.object({ sessionId: id.optional() }),
  reply: z.object({ ended: z.number() }),
});

export const resetFactors = defineRoute({
  id: 'identity.reset-factors',
  method: 'DELETE',
  path: '/api/people/:id/factors',
  access: { permission: 'identity.manage' },
  summary: 'Сбросить второй фактор сотрудника, потерявшего телефон или ключ',
  params: idParams,
  reply: done,
});

const securityRules = z.object({ factorRoles: z.array(z.string().max(60)).max(50) });

export const readSecurityRules = defineRoute({
  id: 'identity.read-security-rules',
  method: 'GET',
  path: '/api/security-rules',
  access: { permission: 'identity.manage' },
  summary: 'Каким ролям обязателен второй фактор',
  reply: securityRules,
});

export const setSecurityRules = defineRoute({
  id: 'identity.set-security-rules',
  method: 'PUT',
  path: '/api/security-rules',
  access: { permission: 'identity.manage' },
  summary: 'Задать роли, которым обязателен второй фактор',
  body: securityRules,
  reply: securityRules,
});
