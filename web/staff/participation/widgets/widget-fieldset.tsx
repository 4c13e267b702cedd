import type { ReactNode } from 'react';
import {
  type WidgetFields,
  widgetColours,
  widgetLooks,
  widgetOffers,
} from '../../../../shared/contract/participation/widgets.ts';
import { keysOf } from '../../../../shared/known.ts';
import { widgetWords } from '../../../../shared/text/participation/widget-words.ts';
import { ItemsField, RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { LinesField, TextField } from '../../../ui/forms/text-field.tsx';
import type { Form } from '../../../ui/forms/use-form.ts';

export const emptyWidget: WidgetFields = {
  title: '',
  hosts: [],
  offers: ['message'],
  look: 'corner',
  colour: 'malachite',
  label: '',
  posNumber: '',
};

export const checkWidget = ({ title, hosts, offers }: WidgetFields) => ({
  title: title.trim().length < 3 && 'Назовите виджет: где он стоит',
  hosts: hosts.every((one) => one.trim() === '') && 'Впишите хотя бы один сайт',
  offers: offers.length === 0 && 'Отметьте, что предложить',
});

/** All settings of a widget, for a new one and for one that is changed. */
export function WidgetFieldset({ form }: { form: Form<WidgetFields> }): ReactNode {
  return (
    <>
      <TextField form={form} name="title" label="Название" hint="Где он стоит: «Школа № 5»" maxLength={100} />
      <LinesField
        form={form}
        name="hosts"
        label="Сайты, по одному в строке"
        hint="Начало адреса, как в строке браузера: https://school5.example. На других сайтах виджет не откроется."
        rows={3}
      />
      <ItemsField
        form={form}
        name="offers"
        legend="Что предложить"
        choices={widgetOffers.map((value) => ({ value, label: widgetWords.offers[value] }))}
      />
      <RadioField
        form={form}
        name="look"
        legend="Как выглядит"
        choices={widgetLooks.map((value) => ({ value, label: widgetWords.looks[value] }))}
      />
      <SelectField
        form={form}
        name="colour"
        label="Цвет"
        choices={keysOf(widgetColours).map((value) => ({ value, label: widgetWords.colours[value] }))}
      />
      <TextField
        form={form}
        name="label"
        label="Надпись на кнопке"
        optional
        hint="Если пусто: «Сообщить о проблеме», «Проголосовать» или «Что сделано»"
        maxLength={40}
      />
      <TextField
        form={form}
        name="posNumber"
        label="Номер организации в ПОС"
        optional
        hint="Если вписать, рядом встанет кнопка «Написать через Госуслуги». До нажатия с Госуслуг ничего не загружается."
        inputMode="numeric"
        maxLength={12}
      />
    </>
  );
}
