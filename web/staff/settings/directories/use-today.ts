import { localDay } from '../../../../shared/text/dates.ts';
import { useZone } from '../../../lib/session.ts';

/** The municipality's day of today, `YYYY-MM-DD`. */
export const useToday = (): string => localDay(Date.now(), useZone());
