import { z } from 'zod';
import { instant } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { done, email, line, name, newPassword, phone } from './person-fields.ts';

/** How well it is known who a resident is, lowest first. */
export const identityLevels = ['anonymous', 'social', 'phone', 'esia_simplified', 'esia_verified'] as const;
export const identityLevel = z.enum(identityLevels);
export type IdentityLevel = z.infer<typeof identityLevel>;

export const cityInfo = z.object({
  id: z.string(),
  title: z.string(),
  /** «администрация Каменск-Уральского городского округа», «в Каменск-Уральском городском округе». */
  genitive: z.string(),
  prepositional: z.string(),
  shortTitle: z.string(),
  region: z.string(),
  /** IANA zone in which days and working hours are counted. */
  zone: z.string(),
  centre: z.object({ lat: z.number(), lon: z.number() }),
  /** West, south, east, north. */
  bbox: z.array(z.number()).length(4),
  /** Of its card; 0 = nobody has filled one in. */
  edition: z.number(),
  /** Address of the picture of its arms; null = the emblem of the program. */
  arms: z.string().nullable(),
  /** In whose name residents are answered, and how to reach it; empty = not said. */
  organisation: z.object({
    full: z.string(),
    address: z.string(),
    phone: z.string(),
    email: z.string(),
    site: z.string(),
  }),
  /** Who answers for personal data; the organisation where nobody else is named. */
  operator: z.object({ name: z.string(), address: z.string(), contact: z.string() }),
});
export type CityInfo = z.infer<typeof cityInfo>;

export const demoSignIn = z.object({
  role: z.string(),
  roleTitle: z.string(),
  name: z.string(),
  email: z.string(),
  password: z.string(),
});
export type DemoSignIn = z.infer<typeof demoSignIn>;

export const sessionState = z.object({
  kind: z.enum(['anonymous', 'staff', 'resident']),
  /** Short form: «Петров П.П.»; a resident's masked contact when they gave no name. */
  name: z.string(),
  person: z
    .object({
      id: z.string(),
      name: z.string(),
      fullName: z.string(),
      position: z.string(),
      unit: z.string(),
      /** Own contacts, unmasked: the person themselves reads them. */
      phone: z.string().nullable(),
      email: z.string().nullable(),
    })
    .nullable(),
  roles: z.array(z.object({ id: z.string(), title: z.string() })),
  permissions: z.array(z.string()),
  /** Ids of the person's units with all units below. */
  units: z.array(z.string()),
  /** Sector blocks and districts the person is limited to; empty = all. */
  blocks: z.array(z.string()),
  districts: z.array(z.string()),
  /** People whose queues the person keeps while they are away. */
  substitutes: z.array(z.object({ id: z.string(), name: z.string() })),
  isDemo: z.boolean(),
  /** The moment whose city this is, out of a copy; null = it lives. */
  asOf: instant.nullable(),
  demoSignIns: z.array(demoSignIn).optional(),
  city: cityInfo,
  /** Before it is, residents see that it is not and whom to call. */
  isPortalOpen: z.boolean(),
  /** No administrator yet: the client shows the first-start form. */
  needsSetup: z.boolean(),
  /** How well it is known who a resident is; `anonymous` for everybody else. */
  level: identityLevel,
  /** Addresses of the screens they keep at hand, in their order; null = not chosen, and for all but staff. */
  pins: z.array(z.string()).nullable(),
  /** The person's role asks for a second factor they have not set up: until then they hold no rights. */
  mustSetUpFactor: z.boolean(),
  /** Only in a reply to the first step of signing in: what else is asked. Nobody is signed in yet. */
  secondFactor: z
    .object({ token: z.string(), methods: z.array(z.enum(['totp', 'passkey', 'recovery'])) })
    .optional(),
});
export type SessionState = z.infer<typeof sessionState>;

export const readSession = defineRoute({
  id: 'identity.read-session',
  method: 'GET',
  path: '/api/session',
  access: 'public',
  beforeOpening: true,
  summary: 'Кто вошёл и что ему доступно',
  reply: sessionState,
});

export const signInByPassword = defineRoute({
  id: 'identity.sign-in-by-password',
  method: 'POST',
  path: '/api/session/password',
  access: 'public',
  beforeOpening: true,
  entry: true,
  summary: 'Вход сотрудника по почте и паролю',
  body: z.object({ email: z.string().trim().max(200), password: z.string().max(200) }),
  reply: sessionState,
});

/** Exactly one of phone and e-mail. */
const contact = { phone: phone.optional(), email: z.string().trim().max(200).optional() };

export const sendSignInCode = defineRoute({
  id: 'identity.send-sign-in-code',
  method: 'POST',
  path: '/api/session/code',
  access: 'public',
  summary: 'Выслать жителю одноразовый код',
  body: z.object(contact),
  reply: z.object({ sentTo: z.string(), expiresAt: instant, resendAt: instant }),
});

export const checkSignInCode = defineRoute({
  id: 'identity.check-sign-in-code',
  method: 'POST',
  path: '/api/session/code/check',
  access: 'public',
  summary: 'Вход жителя по одноразовому коду',
  body: z.object({ ...contact, code: z.string().max(40), name: line.optional() }),
  reply: sessionState,
});

export const signOut = defineRoute({
  id: 'identity.sign-out',
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  beforeOpening: true,
  entry: true,
  summary: 'Выйти на этом устройстве',
  /** Where the browser goes to end the session of the other system too; null = nowhere. */
  reply: done.extend({ leaveTo: z.string().nullable() }),
});

/** Screens a person of staff keeps at hand, at most. */
export const PIN_LIMIT = 5;

export const savePins = defineRoute({
  id: 'identity.save-pins',
  method: 'PUT',
  path: '/api/session/pins',
  access: 'staff',
  summary: 'Закрепить экраны рабочего места',
  body: z.object({
    pins: z
      .array(
        z
          .string()
          .max(100)
          .regex(/^\/(?:staff|head)(?:\/[a-z-]+)*$/u, 'Адрес экрана записан неверно'),
      )
      .max(PIN_LIMIT, 'Закрепить можно пять экранов')
      .refine((pins) => new Set(pins).size === pins.length, 'Экран закреплён дважды')
      .nullable(),
  }),
  reply: done,
});

export const signOutEverywhere = defineRoute({
  id: 'identity.sign-out-everywhere',
  method: 'DELETE',
  path: '/api/sessions',
  access: 'signed-in',
  summary: 'Выйти на всех устройствах',
  reply: done,
});

export const setUp = defineRoute({
  id: 'identity.set-up',
  method: 'POST',
  path: '/api/setup',
  access: 'setup',
  summary: 'Первый запуск: завести администратора по коду с консоли',
  body: z.object({
    code: z.string().max(60),
    person: z.object({ surname: name, givenName: name, patronymic: line.default(''), email }),
    password: newPassword,
  }),
  reply: sessionState,
});

export const setPassword = defineRoute({
  id: 'identity.set-password',
  method: 'POST',
  path: '/api/session/new-password',
  access: 'public',
  beforeOpening: true,
  entry: true,
  summary: 'Задать новый пароль по одноразовой ссылке',
  body: z.object({ token: z.string().max(100), password: newPassword }),
  reply: sessionState,
});
