import { lookAtScreens } from '../support/screen-tour.ts';
import { listRoutes } from '../support/screens.ts';

lookAtScreens(
  [...listRoutes('portal'), ...listRoutes('staff')].filter((_, at) => at % 2 === 1),
  ['/staff/no-such-page'],
);
