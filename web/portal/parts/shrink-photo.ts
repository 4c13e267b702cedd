/** Longest side kept, pixels: a number plate, a crack and a sign on a post can be read. */
const LONGEST = 2560;
/** A photo lighter than this goes as it is, bytes. */
const LIGHT = 1_500_000;
const QUALITY = 0.85;

/** The sides a photo is drawn with; its own where it is small enough. */
export function fitSides(width: number, height: number): { width: number; height: number } {
  const share = Math.min(1, LONGEST / Math.max(width, height));
  return { width: Math.round(width * share), height: Math.round(height * share) };
}

/**
 * A photo made lighter on this device before it is sent. Its place has been read by then: what is drawn anew carries none.
 * A file the browser cannot draw, or that came out no lighter, goes as it is.
 */
export async function shrinkPhoto(file: File): Promise<File> {
  if (file.size <= LIGHT || typeof createImageBitmap !== 'function') return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = fitSides(bitmap.width, bitmap.height);
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')!.drawImage(bitmap, 0, 0, width, height);
    bitmap.close();
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
    if (blob.size >= file.size) return file;
    return new File([blob], `${file.name.replace(/\.\w+$/u, '')}.jpg`, {
      type: 'image/jpeg',
      lastModified: file.lastModified,
    });
  } catch {
    return file;
  }
}
