import { z } from 'zod'
import { operation } from './operation.ts'

export const segmentOperations = {
  /** Give an RFM segment (by its label) or a cluster (by its id) a name, a note and a colour of her own; null clears. */
  'segments.describe': operation<null>()(
    'command',
    z.strictObject({
      projectId: z.string(),
      target: z.discriminatedUnion('type', [
        z.strictObject({ type: z.literal('segment'), label: z.string() }),
        z.strictObject({ type: z.literal('cluster'), clusterId: z.number().int().min(0) }),
      ]),
      name: z.string().trim().max(120).nullable().optional(),
      note: z.string().trim().max(2000).nullable().optional(),
      colour: z.number().int().min(0).max(7).nullable().optional(),
    }),
  ),
}
