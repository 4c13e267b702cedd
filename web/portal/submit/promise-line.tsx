import type { ReactNode } from 'react';
import { promiseSentence, rangeNote } from '../../../shared/text/promise.ts';
import { useFormats } from '../../lib/format.ts';
import type { Reading } from './use-reading.ts';

/** When the answer will come if it is sent now: by what the server has understood, or that it will be told. */
export function PromiseLine({ reading }: { reading: Reading | undefined }): ReactNode {
  const formats = useFormats();
  if (!reading) return <p>Дату ответа назовём, когда сообщение дойдёт до сервера.</p>;
  const { days, to } = reading.promise;
  return (
    <p>
      <b>{promiseSentence({ days, until: formats.until(to) })}</b>, если отправить сейчас.
      {days.from !== null && ` ${rangeNote}`}
    </p>
  );
}
