/** Colours of the ground; points and heat laid over it are the screen's own. */
export interface GroundColours {
  outside: string;
  ground: string;
  /** Where houses stand, on the schematic. */
  built: string;
  park: string;
  building: string;
  water: string;
  road: string;
  roadEdge: string;
  mainRoad: string;
  mainRoadEdge: string;
  border: string;
  grid: string;
  label: string;
}
