/**
 * MapLibre and its worker, loaded only by screens that draw a map: `const maplibre = await loadMapLibre()`.
 * Rejects where the chunk cannot be fetched; `new Map()` itself throws without WebGL2. Both mean: show the list.
 */
export async function loadMapLibre(): Promise<typeof import('maplibre-gl')> {
  const [maplibre, worker] = await Promise.all([
    import('maplibre-gl'),
    // Version 6 finds its worker only when Vite is told of it by hand.
    import('maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'),
    import('maplibre-gl/dist/maplibre-gl.css'),
  ]);
  maplibre.setWorkerUrl(worker.default);
  return maplibre;
}

/** Russian words for MapLibre's own controls: the `locale` option of a map. */
export const mapLocale: Record<string, string> = {
  'AttributionControl.ToggleAttribution': 'Показать источники',
  'FullscreenControl.Enter': 'На весь экран',
  'FullscreenControl.Exit': 'Выйти из полного экрана',
  'GeolocateControl.FindMyLocation': 'Где я',
  'GeolocateControl.LocationNotAvailable': 'Место не определено',
  'Map.Title': 'Карта',
  'Marker.Title': 'Отметка на карте',
  'NavigationControl.ResetBearing': 'Север вверху',
  'NavigationControl.ZoomIn': 'Ближе',
  'NavigationControl.ZoomOut': 'Дальше',
  'Popup.Close': 'Закрыть',
  'ScaleControl.Feet': 'фт',
  'ScaleControl.Meters': 'м',
  'ScaleControl.Kilometers': 'км',
  'ScaleControl.Miles': 'мили',
  'ScaleControl.NauticalMiles': 'мор. мили',
  'CooperativeGesturesHandler.WindowsHelpText': 'Чтобы менять масштаб, прокручивайте с клавишей Ctrl',
  'CooperativeGesturesHandler.MacHelpText': 'Чтобы менять масштаб, прокручивайте с клавишей ⌘',
  'CooperativeGesturesHandler.MobileHelpText': 'Двигайте карту двумя пальцами',
};
