declare module 'heic-decode' {
  export interface HeicImage {
    width: number;
    height: number;
    /** Decodes the picture: upright, 4 bytes a pixel. */
    decode: () => Promise<{ width: number; height: number; data: Uint8ClampedArray }>;
  }
  const decode: {
    all: (input: { buffer: Uint8Array }) => Promise<HeicImage[] & { dispose: () => void }>;
  };
  export default decode;
}
