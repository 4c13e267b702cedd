import type { InitiativeState } from '../../../shared/contract/participation/initiatives.ts';
import type { Tone } from '../../ui/mark.tsx';

export const initiativeTones: Readonly<Record<InitiativeState, Tone>> = {
  waiting: 'quiet',
  refused: 'warning',
  open: 'info',
  reached: 'warning',
  accepted: 'ok',
  declined: 'quiet',
  decided: 'ok',
  ended: 'quiet',
};
