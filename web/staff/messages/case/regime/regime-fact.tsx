import type { ReactNode } from 'react';
import type { RegimeEffect } from '../../../../../shared/contract/base/regimes.ts';
import type { CaseCard } from '../../../../../shared/contract/messages/cases-card.ts';
import './regime.css';

type Decision = NonNullable<CaseCard['regimeDecision']>;

const parts: readonly [keyof Pick<Decision, 'forbids' | 'duties' | 'offers' | 'clocks'>, string][] = [
  ['forbids', 'Нельзя'],
  ['duties', 'Нужно'],
  ['offers', 'Можно'],
  ['clocks', 'Сроки'],
];

/** What the regime brings, each line with its article; what no public text confirmed says so. */
export function RegimeEffects(props: { decision: Decision }): ReactNode {
  const { decision } = props;
  return (
    <div className="regime">
      {parts.map(([part, title]) =>
        decision[part].length === 0 ? null : (
          <section key={part} className={`regime__part regime__part--${part}`}>
            <h3 className="regime__title">{title}</h3>
            <ul className="regime__list">
              {decision[part].map((effect) => (
                <li key={effect.id}>
                  {effect.text} <Legal of={effect} />
                </li>
              ))}
            </ul>
          </section>
        ),
      )}
      {decision.note && <p className="small muted">{decision.note}</p>}
    </div>
  );
}

/** The article, and whether it is confirmed. */
export function Legal(props: { of: Pick<RegimeEffect, 'legal' | 'toVerify'> }): ReactNode {
  return (
    <span className="small muted">
      {props.of.legal}
      {props.of.toVerify && <span className="regime__doubt"> · не подтверждено</span>}
    </span>
  );
}
