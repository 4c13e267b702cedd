/** Gives a file made or fetched by the page to the person, under the name given. */
export function saveFile(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then; a minute is for slow disks.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
