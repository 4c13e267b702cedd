import type { ReactNode } from 'react';
import { readHelperSettings } from '../../../../shared/contract/messages/helper.ts';
import { useRoute } from '../../../lib/query.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { HelperForm } from './helper-form.tsx';
import '../../base/parts/desk.css';
import '../letters/letters.css';

/** «Черновики текстов»: which language model is asked, if any. */
export function HelperPage(): ReactNode {
  const settings = useRoute(readHelperSettings);
  return (
    <StaffPage title="Черновики текстов" hasFinder>
      <div className="desk letters">
        <Loadable query={settings} failed="Настройки не загрузились">
          {(data) => (
            <section className="desk__sheet letters__part">
              <p className="cluster">
                <Mark tone={data.isActive ? 'ok' : 'quiet'}>{data.isActive ? 'включены' : 'выключены'}</Mark>
                <span className="muted">без них всё работает</span>
              </p>
              <p>
                Языковая модель кратко пересказывает длинное сообщение и предлагает первый черновик ответа.
                Имена, телефоны, документы, квартиры скрываются до отправки. Отправленное хранится год,
                отпечаток — в журнале. Ответ жителю пишет и подписывает человек.
              </p>
              <HelperForm state={data} />
            </section>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}
