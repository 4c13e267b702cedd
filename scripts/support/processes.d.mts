/** Waits until the condition holds; false when `ms` milliseconds have passed before it did. */
export function waitUntil(
  condition: () => boolean | Promise<boolean>,
  ms: number,
  stepMs?: number,
): Promise<boolean>;
