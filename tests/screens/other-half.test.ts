import { lookAtScreens } from '../support/site/screen-tour.ts';
import { listRoutes } from '../support/site/screens.ts';

lookAtScreens(
  [...listRoutes('portal'), ...listRoutes('staff')].filter((_, at) => at % 2 === 1),
  ['/staff/no-such-page'],
);
