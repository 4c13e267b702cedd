import type { ReactNode } from 'react';
import { normalisePhone } from '../../shared/text/contacts.ts';

/** A phone as it is written, which a press calls; plain words where it is no number alone («доб. 12»). */
export function PhoneLink({ phone }: { phone: string }): ReactNode {
  const number = normalisePhone(phone);
  return number ? <a href={`tel:${number}`}>{phone}</a> : phone;
}
