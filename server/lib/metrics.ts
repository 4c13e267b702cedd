import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

export const httpDuration = new Histogram({
  name: 'otklik_http_request_duration_seconds',
  help: 'Time from the request to the end of the reply, by contract route',
  labelNames: ['route', 'method', 'status'] as const,
  buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [registry],
});

export const jobDuration = new Histogram({
  name: 'otklik_job_duration_seconds',
  help: 'Time of one background job',
  labelNames: ['job', 'result'] as const,
  buckets: [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600],
  registers: [registry],
});
