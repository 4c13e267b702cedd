import { z } from 'zod';
import { defineRoute } from '../route.ts';
import { identityLevel, sessionState } from './identity.ts';
import { idParams, line, name } from './person-fields.ts';

const audience = z.enum(['staff', 'resident']);

export const listProviders = defineRoute({
  id: 'identity.list-providers',
  method: 'GET',
  path: '/api/session/providers',
  access: 'public',
  beforeOpening: true,
  summary: 'Через какие системы можно войти',
  query: z.object({ audience }),
  reply: z.object({ providers: z.array(z.object({ id: z.string(), title: z.string() })) }),
});

export const beginOutside = defineRoute({
  id: 'identity.begin-outside',
  method: 'POST',
  path: '/api/session/outside/:id',
  access: 'public',
  beforeOpening: true,
  summary: 'Начать вход через другую систему: куда перейти',
  params: idParams,
  reply: z.object({ url: z.string() }),
});

export const finishOutside = defineRoute({
  id: 'identity.finish-outside',
  method: 'POST',
  path: '/api/session/outside',
  access: 'public',
  beforeOpening: true,
  summary: 'Закончить вход: с чем вернулись из другой системы',
  body: z.object({
    state: z.string().max(200),
    code: z.string().max(4000).default(''),
    issuer: z.string().max(500).default(''),
    error: z.string().max(200).default(''),
  }),
  reply: sessionState,
});

const claimName = z.string().trim().max(100);
export const usualClaims = {
  email: 'email',
  phone: 'phone_number',
  surname: 'family_name',
  givenName: 'given_name',
  patronymic: 'middle_name',
  /** Set = the level is given only when this claim is true; otherwise the simplified one. */
  verified: '',
};
export const claimMap = z.object({
  email: claimName.default(usualClaims.email),
  phone: claimName.default(usualClaims.phone),
  surname: claimName.default(usualClaims.surname),
  givenName: claimName.default(usualClaims.givenName),
  patronymic: claimName.default(usualClaims.patronymic),
  verified: claimName.default(usualClaims.verified),
});

const providerFields = {
  title: name,
  audience,
  issuer: z.url({ protocol: /^https?$/, error: 'Адрес начинается с https://' }).max(300),
  clientId: name,
  scope: line.default('openid profile email'),
  claims: claimMap.default(usualClaims),
  level: identityLevel.exclude(['anonymous']).default('esia_verified'),
  asksFactor: z.boolean().default(false),
  /** Signing out ends the session there too. */
  endsOutside: z.boolean().default(false),
  mayBePrivate: z.boolean().default(false),
  isActive: z.boolean().default(false),
};

export const providerInput = z.object({
  ...providerFields,
  /** Empty = keep the present one. */
  clientSecret: z.string().max(500).default(''),
});
export type ProviderInput = z.input<typeof providerInput>;

export const provider = z.object({ id: z.string(), ...providerFields, hasSecret: z.boolean() });
export type Provider = z.infer<typeof provider>;

export const listProviderSettings = defineRoute({
  id: 'identity.list-provider-settings',
  method: 'GET',
  path: '/api/sign-in-providers',
  access: { permission: 'identity.manage' },
  summary: 'Системы входа и их настройки',
  reply: z.object({
    providers: z.array(provider),
    /** What to register there as the address to return to. */
    returnTo: z.object({ staff: z.string(), resident: z.string() }),
    /** The same for the address after signing out. */
    leaveTo: z.object({ staff: z.string(), resident: z.string() }),
  }),
});

export const createProvider = defineRoute({
  id: 'identity.create-provider',
  method: 'POST',
  path: '/api/sign-in-providers',
  access: { permission: 'identity.manage' },
  summary: 'Подключить систему входа',
  body: providerInput,
  reply: z.object({ provider }),
});

export const editProvider = defineRoute({
  id: 'identity.edit-provider',
  method: 'PUT',
  path: '/api/sign-in-providers/:id',
  access: { permission: 'identity.manage' },
  summary: 'Изменить систему входа',
  params: idParams,
  body: providerInput,
  reply: z.object({ provider }),
});

export const checkProvider = defineRoute({
  id: 'identity.check-provider',
  method: 'POST',
  path: '/api/sign-in-providers/:id/check',
  access: { permission: 'identity.manage' },
  summary: 'Проверить, отвечает ли система входа и что она умеет',
  params: idParams,
  reply: z.object({ authorization: z.string(), hasPkce: z.boolean() }),
});

export const listLevelRules = defineRoute({
  id: 'identity.list-level-rules',
  method: 'GET',
  path: '/api/identity-levels',
  access: 'public',
  summary: 'По каким темам нужно подтвердить, кто вы',
  reply: z.object({
    rules: z.array(
      z.object({
        category: z.string(),
        level: identityLevel,
        why: z.string(),
        basis: z.string(),
        toVerify: z.boolean(),
      }),
    ),
  }),
});
