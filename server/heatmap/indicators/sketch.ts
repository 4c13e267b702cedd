import { DDSketch } from '@datadog/sketches-js';

/**
 * Medians and percentiles of many values from counts by bucket. Buckets are those of a DDSketch, so counts of two slices add up,
 * and a quantile is off by this share of itself at most.
 */
export const SKETCH_ERROR = 0.01;

const gamma = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR);
/** Natural logarithm of the ratio of neighbouring buckets: a value lies in bucket ceil(ln(value) / this). */
export const BUCKET_LOG = Math.log(gamma);

/** So many values in a bucket; `bucket` null = zeros. */
export interface BucketCount {
  bucket: number | null;
  count: number;
}

/** The value that stands for a bucket: none in it is farther than the error. */
const middleOf = (bucket: number): number => (2 * gamma ** bucket) / (gamma + 1);

/** A sketch of counted buckets; two of them merge by `merge`. */
export function sketchOf(counts: readonly BucketCount[]): DDSketch {
  const sketch = new DDSketch({ relativeAccuracy: SKETCH_ERROR });
  for (const { bucket, count } of counts)
    if (count > 0) sketch.accept(bucket === null ? 0 : middleOf(bucket), count);
  return sketch;
}

/** The value at a quantile; null of nothing. */
export const quantileOfSketch = (sketch: DDSketch, quantile: number): number | null =>
  sketch.count === 0 ? null : sketch.getValueAtQuantile(quantile);
