import type { RequestLook } from '../../../../shared/contract/pages/gospubliki.ts';
import type { CabinetPerson, RepostState } from '../../../../shared/contract/pages/gospubliki-cabinet.ts';
import type { Tone } from '../../../ui/mark.tsx';

export const requestHref = (id: string) => `/staff/gospubliki/${id}` as const;

export const lookTones: Readonly<Record<RequestLook, Tone>> = {
  received: 'warning',
  accepted: 'info',
  scheduled: 'info',
  objected: 'quiet',
  withdrawn: 'quiet',
  published: 'warning',
  reported: 'ok',
};

export const accessTones: Readonly<Record<CabinetPerson['access'], Tone>> = {
  holds: 'ok',
  soon: 'warning',
  over: 'danger',
  unset: 'warning',
};

export const repostTones: Readonly<Record<RepostState, Tone>> = {
  asked: 'info',
  taken: 'ok',
  refused: 'quiet',
  silent: 'quiet',
};
