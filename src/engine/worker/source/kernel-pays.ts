import { createLayerReader } from '../../read/layer-reader.ts'
import type { Inspection } from '../../read/plan.ts'

/** Smaller files are read before the kernel has started, which takes a few milliseconds. */
const LEAST_BYTES = 256 * 1024
/** Bytes of the first rows that it tries. */
export const TRIAL_BYTES = 64 * 1024
/** Rows that it leaves to others cost a fifth more than without it: from this share on that is won back. */
const LEAST_SHARE = 0.6

/**
 * Whether a file is to be read with the kernel, seen by how many of its first rows are for it.
 * @param head the first bytes of the text
 */
export function kernelPays(inspection: Inspection, sizeBytes: number, head: Uint8Array): boolean {
  const { kind, plan } = inspection
  if (sizeBytes < LEAST_BYTES || kind !== 'orders') return false
  const trial = createLayerReader(inspection, { usesKernel: true, keepsRejected: false })
  trial.push(head.subarray(0, plan.skipBytes + TRIAL_BYTES))
  return trial.kernelRows > trial.counts.read * LEAST_SHARE
}
