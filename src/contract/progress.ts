export const stages = [
  'inspect',
  'unpack',
  'read',
  'store',
  'load',
  'rfm',
  'cluster',
  'predict',
  'similar',
  'profile',
  'write',
  'print',
] as const
export type Stage = (typeof stages)[number]

/** At most ten of these a second for each job. */
export interface Progress {
  readonly stage: Stage
  /** 0–1 within the whole job, or null where the end is not known. */
  readonly fraction: number | null
  readonly rows?: number
  readonly totalRows?: number
  readonly rowsPerSecond?: number
  readonly millisecondsLeft?: number
}
