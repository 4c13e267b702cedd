import type { ReactNode } from 'react';
import {
  getLedger,
  type OpenPromise,
  type WordOutcome,
  wordOutcomes,
} from '../../../../shared/contract/base/promises.ts';
import { outcomeTitles, promisesSentence } from '../../../../shared/text/city-promises.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { OutLink } from '../../base/parts/papers.tsx';

const tones: Readonly<Record<WordOutcome, Tone>> = {
  broken: 'danger',
  unproven: 'warning',
  kept: 'ok',
  ahead: 'info',
};
const STEP = 50;
const MOST = 300;

/** The ledger as residents read it, though the page be hidden: broken ones first. */
export function LedgerPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const outcome = wordOutcomes.find((one) => one === query.outcome);
  const shown = Number(query.show);
  const limit = Number.isInteger(shown) && shown > STEP && shown <= MOST ? shown : STEP;
  const ledger = useRoute(getLedger, { query: { limit, ...(outcome && { outcome }) } });
  return (
    <Section title="Всё, что обещано со сроком" className="desk__sheet">
      <div className="city-promises__filter">
        <SelectField
          form={bindFields({ outcome: outcome ?? '' }, (patch) => change({ ...patch, show: '' }))}
          name="outcome"
          label="Итог"
          none="любой"
          choices={wordOutcomes.map((value) => ({
            value,
            label: outcomeTitles[value].toLocaleLowerCase('ru'),
          }))}
        />
      </div>
      <Loadable query={ledger} failed="Обещания не загрузились">
        {({ counts, weeksBack, promises, total, next }) => (
          <>
            <p>{promisesSentence(counts, weeksBack)}.</p>
            <Rows promises={promises} />
            {next !== null && limit < MOST && (
              <span>
                <Button onClick={() => change({ show: String(Math.min(limit + STEP, MOST)) })}>
                  Показать ещё {formatNumber(Math.min(total, MOST) - limit)}
                </Button>
              </span>
            )}
          </>
        )}
      </Loadable>
    </Section>
  );
}

function Rows({ promises }: { promises: readonly OpenPromise[] }): ReactNode {
  const formats = useFormats();
  return (
    <DeskTable<OpenPromise>
      caption="Обещания города"
      rows={promises}
      rowKey={({ key }) => key}
      columns={[
        {
          id: 'title',
          head: 'Что обещано',
          isName: true,
          cell: ({ title, place }) => (
            <>
              {title}
              {place && <span className="muted small"> {place}</span>}
            </>
          ),
        },
        {
          id: 'outcome',
          head: 'Итог',
          cell: ({ outcome }) => (
            <Mark tone={tones[outcome]}>{outcomeTitles[outcome].toLocaleLowerCase('ru')}</Mark>
          ),
        },
        {
          id: 'due',
          head: 'Срок',
          cell: ({ dueOn, movedFrom }) =>
            `${formats.date(dueOn)}${movedFrom ? `, был ${formats.date(movedFrom)}` : ''}`,
        },
        { id: 'body', head: 'Кто обещал', cell: ({ body }) => body },
        { id: 'where', head: 'Где', cell: (row) => <Where promise={row} /> },
      ]}
      empty="Обещаний со сроком за эти недели нет."
    />
  );
}

function Where({ promise: { where, link } }: { promise: OpenPromise }): ReactNode {
  if (!link) return where;
  // Pages of the portal open beside the workplace.
  return <OutLink href={link}>{where}</OutLink>;
}
