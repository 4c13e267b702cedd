import type { ReactNode } from 'react';
import {
  addOutageHome,
  type OutageHomes as Homes,
  listOutageHomes,
  removeOutageHome,
} from '../../../shared/contract/messages/outages-open.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useRoute } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { Loadable } from '../../ui/states.tsx';

/** «Отключения у дома»: houses of which the resident gets letters. */
export function OutageHomes(): ReactNode {
  const homes = useRoute(listOutageHomes);
  return (
    <section className="stack" id="outages" aria-labelledby="outage-homes">
      <h2 id="outage-homes">Отключения у дома</h2>
      <Loadable query={homes} failed="Дома не загрузились">
        {(data) =>
          data.email === null ? (
            <p>
              Письма об отключениях идут на e-mail. Войдите по коду на него, и здесь можно будет назвать дом.
            </p>
          ) : (
            <Own data={data} email={data.email} />
          )
        }
      </Loadable>
    </section>
  );
}

function Own({ data, email }: { data: Homes; email: string }): ReactNode {
  const remove = useCommand(removeOutageHome, { done: 'Писем об этом доме больше не будет' });
  return (
    <>
      <p>Письма на {email}: когда у дома что-то отключат, перенесут срок и когда дадут.</p>
      {data.homes.length > 0 && (
        <ul className="stack stack--tight">
          {data.homes.map(({ id, label }) => (
            <li key={id} className="cluster">
              <b>{label}</b>
              <Button kind="quiet" busy={remove.isPending} onClick={() => remove.mutate({ body: { id } })}>
                Убрать<span className="aloud"> {label}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <AddHome />
    </>
  );
}

function AddHome(): ReactNode {
  const add = useCommand(addOutageHome, {
    done: 'Письма об отключениях этого дома включены',
    onDone: () => form.restart({ address: '' }),
  });
  const form = useForm({
    start: { address: '' },
    commands: add,
    isPassing: true,
    check: ({ address }) => ({ address: !address.trim() && 'Впишите улицу и дом' }),
    send: (body) => add.mutate({ body }),
  });
  return (
    <Form
      form={form}
      actions={
        <div>
          <SendButton form={form} kind="plain">
            Получать письма
          </SendButton>
        </div>
      }
    >
      <TextField
        form={form}
        name="address"
        label="Улица и дом"
        hint="Например: Примерная 14"
        maxLength={300}
      />
    </Form>
  );
}
