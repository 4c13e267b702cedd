import type { AgreementState, MediaLine } from '../../../../shared/contract/monitoring/media.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { Address } from '../../../lib/page-address.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const mediaHref = (id: string): Address => `/staff/media/${id}`;

export const agreementTones: Readonly<Record<AgreementState, Tone>> = {
  open: 'info',
  kept: 'ok',
  broken: 'danger',
  dropped: 'quiet',
};

/** «12 000 на 01.11.2026»: a number of readers means nothing without its day. */
export const reachWords = ({ reach, reachOn }: Pick<MediaLine, 'reach' | 'reachOn'>): string =>
  reach === null || reachOn === null ? 'не записан' : `${formatNumber(reach)} на ${formatDay(reachOn)}`;

export const tasksWords = (count: number): string => counted(count, 'задача', 'задачи', 'задач');
export const agreementsWords = (count: number): string =>
  counted(count, 'договорённость', 'договорённости', 'договорённостей');
