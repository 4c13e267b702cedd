import { expect, test } from 'vitest';
import { isInn, isOgrn } from './requisites.ts';

test.each([
  ['6600000003', true],
  // The published number of the tax service itself.
  ['7707329152', true],
  ['7707329153', false],
  ['7077329152', false],
  ['770732915', false],
  ['77073291521', false],
  ['77O7329152', false],
  ['', false],
])('ИНН «%s»: %s', (text, isGood) => expect(isInn(text)).toBe(isGood));

test.each([
  ['1047707030513', true],
  ['1047707030514', false],
  ['1047707035013', false],
  ['104770703051', false],
  ['', false],
])('ОГРН «%s»: %s', (text, isGood) => expect(isOgrn(text)).toBe(isGood));
