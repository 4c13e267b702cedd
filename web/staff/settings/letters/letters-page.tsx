import type { ReactNode } from 'react';
import { type ChannelState, listLetterChannels } from '../../../../shared/contract/base/outbox-settings.ts';
import { useRoute } from '../../../lib/query.ts';
import { ButtonLink } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { channelTexts } from './channel-fields.ts';
import { ChannelForm } from './channel-form.tsx';
import '../../base/parts/desk.css';
import './letters.css';

/** «Каналы отправки»: mail server, SMS gateway, MAX, notices in browsers. */
export function LettersPage(): ReactNode {
  const channels = useRoute(listLetterChannels);
  return (
    <StaffPage title="Каналы отправки" hasFinder>
      <div className="desk letters">
        <Loadable query={channels} failed="Каналы не загрузились">
          {(data) => (
            <div className="desk__list">
              {data.isDemo && (
                <p className="note">В демонстрации ничего не уходит, что бы здесь ни было настроено.</p>
              )}
              {data.channels.map((state) => (
                <ChannelPart key={state.channel} state={state} />
              ))}
            </div>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function ChannelPart({ state }: { state: ChannelState }): ReactNode {
  const { title, about } = channelTexts[state.channel];
  return (
    <section className="desk__sheet letters__part">
      <h2 className="section__title">{title}</h2>
      <p className="cluster">
        <Mark tone={state.isActive ? 'ok' : 'quiet'}>{state.isActive ? 'включён' : 'выключен'}</Mark>
        <span className="muted">
          ждут: {state.waiting}, не ушли: {state.dead}
        </span>
        {state.unknown > 0 && (
          <ButtonLink to="/staff/outbox" search={{ state: 'unknown' }}>
            Могли дойти: {state.unknown}, решить
          </ButtonLink>
        )}
      </p>
      <p>{about}</p>
      <ChannelForm state={state} />
    </section>
  );
}
