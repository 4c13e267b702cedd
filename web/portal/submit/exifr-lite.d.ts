/** The small build of exifr: reads GPS of JPEG and HEIC. Its package types only the full one. */
declare module 'exifr/dist/lite.esm.mjs' {
  export function gps(file: Blob): Promise<{ latitude: number; longitude: number } | undefined>;
}
