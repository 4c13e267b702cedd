/** Longitude and latitude of the Web Mercator projection as parts of the whole map, 0–1 from the north-west. */
export function projectPoint(lat: number, lon: number): { x: number; y: number } {
  const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI };
}
