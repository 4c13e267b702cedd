/** «02.12.2026» of a calendar day. */
export const day = (date: string): string => date.split('-').reverse().join('.');
