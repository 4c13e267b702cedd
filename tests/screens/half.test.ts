import { lookAtScreens } from '../support/site/screen-tour.ts';
import { listRoutes } from '../support/site/screens.ts';

// Every second screen here, the rest in other-half: the two are looked at side by side.
lookAtScreens(
  [...listRoutes('portal'), ...listRoutes('staff')].filter((_, at) => at % 2 === 0),
  ['/no-such-page'],
);
