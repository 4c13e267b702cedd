/** A number whose incidents are listed, as the feed of networks is asked for them. */

const day = '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';
/** `received:2026-11-01:2026-11-28`; `:alone` leaves out those that became cases; of K7 and K18 a page may follow. */
export const toldIncidents = new RegExp(
  `^(?:(?:open|overdue|received|answered):${day}:${day}(?::alone)?|K(?:7|18):${day}:${day}(?::[0-9a-f-]{36})?)$`,
  'u',
);
