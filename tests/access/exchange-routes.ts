import type { Expectation, RoleId } from './role-ids.ts';

const administrators: readonly RoleId[] = ['admin'];

/** Who may do what with what comes in and goes out; a part of the table of all routes. */
export const exchangeRoutes: Record<string, Expectation> = {
  // Letters hold links and codes: in the demo all read them, else those two.
  'outbox.list-letters': { door: ['admin', 'privacy-officer'] },
  'channels.list-sources': { door: administrators },
  'channels.create-source': { door: administrators },
  'channels.switch-source': { door: administrators },
  'machines.list-keys': { door: administrators },
  'machines.create-key': { door: administrators },
  'machines.revoke-key': { door: administrators },
  'health.read-state': { door: administrators },
  'backups.read-state': { door: administrators },
  'backups.ask': { door: administrators },
  'exchange.list-systems': { door: administrators },
  'exchange.set-system': { door: administrators },
  'outbox.list-letter-channels': { door: administrators },
  'outbox.set-letter-channel': { door: administrators },
  'outbox.try-letter-channel': { door: administrators },
  'outbox.resend-letter': { door: administrators },
  'outbox.settle-letters': { door: administrators },
  'outbox.read-preferences': { door: 'resident' },
  'outbox.set-preferences': { door: 'resident' },
  'outbox.subscribe-push': { door: 'resident' },
  'outbox.unsubscribe-push': { door: 'resident' },
  'outbox.read-unsubscribe': { door: 'anyone' },
  'outbox.unsubscribe': { door: 'anyone' },
};

/** Settings and letters are of the whole installation. */
export const exchangeThings = [
  'machines.revoke-key',
  'exchange.set-system',
  'channels.switch-source',
  'outbox.set-letter-channel',
  'outbox.try-letter-channel',
  'outbox.resend-letter',
];
