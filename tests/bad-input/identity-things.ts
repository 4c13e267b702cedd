import { EARLIER, one } from './thing-kit.ts';

export const absence = one('absenceId', 'identity.absence', (_, { personId, chairId }) => ({
  person_id: personId,
  substitute_id: chairId,
  from_day: '2027-06-01',
  to_day: '2027-06-10',
  created_at: EARLIER,
}));

export const grant = one('grantId', 'identity.role_grant', (_, { personId }) => ({
  person_id: personId,
  role: 'operator',
  valid_from: '2026-11-01',
  created_at: EARLIER,
}));

export const passkey = one('id', 'identity.passkey', (id, { chairId }) => ({
  person_id: chairId,
  credential_id: id,
  public_key: Buffer.from('x'),
  counter: 0,
  is_synced: false,
  title: 'Телефон',
  created_at: EARLIER,
}));

export const provider = one('id', 'identity.oidc_provider', () => ({
  title: 'Вход',
  audience: 'staff',
  issuer: 'https://login.example.ru',
  client_id: 'x',
  created_at: EARLIER,
  changed_at: EARLIER,
}));

export const session = one('id', 'identity.session', (id, { residentId }) => ({
  user_id: residentId,
  token: id,
  expires_at: '2099-01-01T00:00:00Z',
  created_at: EARLIER,
  updated_at: EARLIER,
}));
