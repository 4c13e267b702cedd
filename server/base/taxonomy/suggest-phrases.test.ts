import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadTaxonomy } from './pack.ts';
import { createSuggester } from './suggest.ts';

const pack = resolve(import.meta.dirname, '../../../packs/base/taxonomy/otklik-2026');

/** Our own short messages and the fact that must come first. */
const phrases: [string, string][] = [
  ['Батареи ледяные, отопления нет третий день', 'housing.heat.absent'],
  ['В квартире холодно, батареи чуть тёплые', 'housing.heat.low'],
  ['Отключили холодную воду без предупреждения', 'housing.water.cold-absent'],
  ['Когда дадут горячую воду?', 'housing.water.hot-absent'],
  ['Из крана течёт ржавая вода', 'housing.water.quality'],
  ['Слабый напор воды на пятом этаже', 'housing.water.pressure'],
  ['Прорвало трубу, вода бежит по улице', 'housing.water.burst'],
  ['В подвале стоит канализация, засор', 'housing.sewer.blockage'],
  ['Протекает крыша над моей квартирой', 'housing.building.roof'],
  ['Огромные сосульки над входом', 'housing.building.icicles'],
  ['Лифт не работает с понедельника', 'housing.entrance.lift'],
  ['В подъезде темно, лампочки перегорели', 'housing.entrance.light'],
  ['Управляющая компания не реагирует на заявки', 'housing.management.inaction'],
  ['Неправильные начисления в квитанции за коммунальные услуги', 'housing.payments.wrong'],
  ['После капремонта стало хуже', 'housing.capital-repair.works'],
  ['Дом признан аварийным, когда расселение?', 'housing.premises.emergency'],
  ['Яма на дороге, пробил колесо', 'roads.pavement.pothole'],
  ['Отремонтируйте дорогу, она вся разбита', 'roads.pavement.broken-road'],
  ['На нашей улице нет асфальта, отсыпьте щебнем', 'roads.pavement.gravel'],
  ['Снег на дороге не чистят неделю', 'roads.winter.snow-road'],
  ['Гололёд, дорогу не посыпают песком', 'roads.winter.ice-road'],
  ['Светофор не работает на перекрёстке', 'roads.signs.traffic-light'],
  ['Нужен лежачий полицейский, машины гоняют', 'roads.safety.bumps'],
  ['Сделайте пешеходный переход', 'roads.safety.crossing'],
  ['Тротуар разбит, плитка провалилась', 'roads.sidewalks.repair'],
  ['Не чистят тротуар от снега', 'roads.sidewalks.snow'],
  ['Стёрлась разметка на проезжей части', 'roads.signs.marking'],
  ['Автобус не пришёл по расписанию', 'transport.schedule.late'],
  ['Маршрутка переполнена, не хватает автобусов', 'transport.schedule.overcrowded'],
  ['Водитель автобуса проехал мимо остановки', 'transport.service.driver'],
  ['В автобусе грязно и холодно', 'transport.service.condition'],
  ['Верните автобусный маршрут, его отменили', 'transport.routes.change'],
  ['Не могу записаться к врачу, нет талонов', 'health.access.appointment'],
  ['Скорая помощь ехала три часа', 'health.access.ambulance'],
  ['Не выдают льготные лекарства по рецепту', 'health.medicines.benefit'],
  ['Не хватает врачей, нет педиатра', 'health.staff.shortage'],
  ['Когда привезут вакцину для прививки ребёнку?', 'health.prevention.vaccination'],
  ['Не дают место в детском саду', 'education.preschool.place'],
  ['В школе плохо кормят детей', 'education.school.food'],
  ['Холодно в школе, дети мёрзнут', 'education.conditions.heating'],
  ['Постройте школу в нашем районе', 'education.further.new-school'],
  ['Отказали в детском пособии', 'social.families.child-benefit'],
  ['Мы многодетная семья, где земельный участок?', 'social.families.large'],
  ['Нет пандуса для инвалидной коляски', 'social.disability.access'],
  ['Муж мобилизован, не пришла выплата семье', 'social.service.families'],
  ['Мусор не вывозят, контейнеры переполнены', 'waste.collection.not-removed'],
  ['Стихийная свалка за гаражами', 'waste.dumps.illegal'],
  ['Начислили за вывоз мусора, хотя никто не живёт', 'waste.payments.fee'],
  ['Поставьте контейнер для раздельного сбора', 'waste.recycling.separate'],
  ['Не горит фонарь возле школы', 'energy.lighting.off'],
  ['Установите уличное освещение, фонарей нет', 'energy.lighting.install'],
  ['Отключили электричество во всём посёлке', 'energy.electricity.outage'],
  ['В подъезде пахнет газом', 'energy.gas.smell'],
  ['Оборванный провод лежит на земле', 'energy.networks.wire'],
  ['Когда проведут газ, газификация обещана', 'energy.gas.supply'],
  ['Открытый люк без крышки на газоне', 'improvement.wells.open-manhole'],
  ['Сухое дерево может упасть на машины', 'improvement.greenery.dangerous-tree'],
  ['Трава по пояс, не косят', 'improvement.greenery.grass'],
  ['Борщевик у забора', 'improvement.greenery.hogweed'],
  ['Сломаны качели на детской площадке', 'improvement.playgrounds.broken'],
  ['Стены дома исписаны граффити', 'improvement.looks.graffiti'],
  ['Забита ливнёвка, вода стоит', 'improvement.wells.storm-drain'],
  ['Двор не чистят от снега', 'improvement.yards.snow'],
  ['Нет урн и лавочек', 'improvement.cleaning.urns'],
  ['Стая бездомных собак у магазина', 'safety.animals.stray'],
  ['Собака укусила ребёнка', 'safety.animals.attack'],
  ['Заброшенное здание может рухнуть', 'safety.hazards.collapse'],
  ['Пьяные хулиганы каждую ночь', 'safety.order.public-places'],
  ['Пропал интернет и сотовая связь', 'other.services.telecom'],
  ['Завод дымит, химический запах', 'other.ecology.air'],
  ['Стройка шумит, застройщик нарушает', 'other.construction.buildings'],
  ['Закрыли бассейн, негде заниматься спортом', 'other.culture.sport'],
];

test(`${phrases.length} everyday messages get the right fact first`, () => {
  const suggest = createSuggester(loadTaxonomy(pack));
  const wrong = phrases.flatMap(([text, want]) => {
    const got = suggest(text).facts[0]?.factId ?? 'ничего';
    return got === want ? [] : [`${text}: ${got} вместо ${want}`];
  });
  expect(phrases.length).toBeGreaterThanOrEqual(60);
  expect(wrong).toEqual([]);
});
