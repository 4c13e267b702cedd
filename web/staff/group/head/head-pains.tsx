import type { ReactNode } from 'react';
import { classOf, makeScale } from '../../../../shared/charts/heat-scale.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { HeatLegend } from '../../heatmap/figures/heat-legend.tsx';
import type { Sheet } from './head-parts.tsx';

/** Letters of a sphere that a narrow column has room for. */
const MOST_LETTERS = 6;

/** «Здрав.» of «Здравоохранение»: the whole name is said and shown as a hint. */
const clip = (title: string): string =>
  title.length > MOST_LETTERS ? `${title.slice(0, MOST_LETTERS - 1)}.` : title;

/** «Где болит»: what is open now, district by block; each number opens its cases. */
export function HeadPains({ sheet: { blocks, pains } }: { sheet: Sheet }): ReactNode {
  const scale = makeScale(Math.max(0, ...pains.flatMap(({ counts }) => counts)));
  return (
    <Section
      title={
        <>
          Где болит <span className="small muted">открыто сейчас</span>
        </>
      }
      isSmall
    >
      <div className="head-pains">
        <table className="head-pains__table">
          <caption className="aloud">Открытые дела по районам и сферам</caption>
          <thead>
            <tr>
              <td />
              {blocks.map(({ code, title, shortTitle }) => (
                <th key={code} scope="col" title={title}>
                  <span aria-hidden="true">{clip(shortTitle)}</span>
                  <span className="aloud">{title}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pains.map(({ district, title, counts }) => (
              <tr key={district}>
                <th scope="row">{title}</th>
                {counts.map((count, at) => (
                  <td key={blocks[at]?.code} className={`heat heat--${classOf(count, scale)}`}>
                    {count === 0 ? (
                      '·'
                    ) : (
                      <PageLink
                        to="/staff/cases"
                        search={{ districtId: district, block: blocks[at]?.code, stage: 'open' }}
                      >
                        {formatNumber(count)}
                        <span className="aloud">
                          : {blocks[at]?.title}, {title}
                        </span>
                      </PageLink>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <HeatLegend words="Открытых" scale={scale} />
      <p className="small head-more">
        <PageLink to="/staff/heatmap">Тепловая карта</PageLink>
      </p>
    </Section>
  );
}
