import type { WidgetColour, WidgetLook, WidgetOffer } from '../../contract/participation/widgets.ts';

/** Words of widgets, as residents and as their keepers read them. */
export const widgetWords = {
  /** On the button, by what is offered first. */
  buttons: {
    message: 'Сообщить о проблеме',
    polls: 'Проголосовать',
    done: 'Что сделано',
  } satisfies Record<WidgetOffer, string>,
  /** Over the opened page, where it offers several things. */
  heading: 'Связь с городом',
  /** In the row over a page of the widget. */
  tabs: {
    message: 'Сообщить',
    polls: 'Проголосовать',
    done: 'Что сделано',
  } satisfies Record<WidgetOffer, string>,
  offers: {
    message: 'Сообщить о проблеме',
    polls: 'Проголосовать в опросах, которые идут',
    done: 'Что сделано: решённое по сообщениям и новости',
  } satisfies Record<WidgetOffer, string>,
  looks: {
    corner: 'Кнопка в углу страницы',
    place: 'Кнопка там, где стоит тег',
    block: 'Блок там, где стоит тег',
  } satisfies Record<WidgetLook, string>,
  colours: {
    malachite: 'Малахит',
    blue: 'Синий',
    bronze: 'Бронза',
    graphite: 'Графит',
  } satisfies Record<WidgetColour, string>,
  tryPage:
    'Так виджет выглядит на сайте. Здесь всё работает, но сообщения не отправляются и открытия не считаются.',
};
