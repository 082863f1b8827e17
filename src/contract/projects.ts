import { z } from 'zod'
import { operation } from './operation.ts'

/** A day that exists: the 31st of February is none. */
export const isoDate = z.iso.date()
export const currencyCode = z.string().regex(/^[A-Z]{3}$/)

/** One switchable rule that leaves rows or customers out of every number. */
export const exclusionRule = z.strictObject({
  id: z.string().min(1).max(64),
  field: z.enum(['customer', 'product', 'category']),
  /** `product` rules look at the code and the name. Letter case and outer blanks do not count. */
  op: z.enum(['eq', 'contains', 'starts_with']),
  value: z.string().min(1).max(500),
  enabled: z.boolean(),
})
export type ExclusionRule = z.infer<typeof exclusionRule>

/** Who made the cards: printed on them where set. `logo` is a PNG, JPEG or WebP data URL of at most 512 kB. */
export const maker = z.strictObject({
  name: z.string().max(120).nullable(),
  logo: z
    .string()
    .max(700_000)
    .regex(/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/)
    .nullable(),
  /** Printed date; null leaves it out. */
  date: isoDate.nullable(),
})
export type Maker = z.infer<typeof maker>

/** Four ascending cut-points: score 1 up to the first, 5 beyond the last; null: quintiles of the customers. */
const fixedCuts = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .refine(([a, b, c, d]) => a < b && b < c && c < d, { message: 'cut-points must ascend' })
  .nullable()

/** Thresholds of the person's own for recency (days), frequency (orders) and monetary (currency units). */
export const scoreCuts = z.strictObject({ r: fixedCuts, f: fixedCuts, m: fixedCuts })
export type ScoreCuts = z.infer<typeof scoreCuts>

const descending = (list: readonly number[]) => list.every((value, i) => i === 0 || value < list[i - 1]!)
const ascending = (list: readonly number[]) => list.every((value, i) => i === 0 || value > list[i - 1]!)

/** Where the value, loyalty and engagement segments and the churn risk begin. */
export const tierThresholds = z.strictObject({
  /** Least lifetime value (currency units) of VIP, High Value and Medium Value. */
  value: z.tuple([z.number(), z.number(), z.number()]).refine(descending, { message: 'the values must descend' }),
  /** More days than this since sign-up: Loyal, Established. */
  loyalty: z
    .tuple([z.number().int().min(0), z.number().int().min(0)])
    .refine(descending, { message: 'the days must descend' }),
  /** At most so many days since the last event: Active, Recent, Inactive. */
  engagement: z
    .tuple([z.number().int().min(0), z.number().int().min(0), z.number().int().min(0)])
    .refine(ascending, { message: 'the days must ascend' }),
  /** Least churn score (0–1) of a medium and a high risk. */
  churn: z
    .strictObject({ medium: z.number().min(0).max(1), high: z.number().min(0).max(1) })
    .refine(({ medium, high }) => medium < high, { message: 'high must lie above medium' }),
})
export type TierThresholds = z.infer<typeof tierThresholds>

/** Units of the project's currency for one of another, as an exact decimal such as 0.8573; null: its rows are left out. */
export const rates = z.record(
  currencyCode,
  z
    .string()
    .regex(/^\d{1,9}(\.\d{1,10})?$/)
    .refine((text) => /[1-9]/.test(text), { message: 'a rate is more than 0' })
    .nullable(),
)
export type Rates = Readonly<z.infer<typeof rates>>

export interface Project {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly updatedAt: string
  /** ISO 4217; null while neither detected nor chosen: amounts are then shown without a currency. */
  readonly currency: string | null
  /** First day that takes part, or null for everything. */
  readonly analysisFrom: string | null
  /** The day everything is measured from, or null for the default of the definitions. */
  readonly asOf: string | null
  readonly exclusions: readonly ExclusionRule[]
  readonly cuts: ScoreCuts
  readonly tiers: TierThresholds
  readonly maker: Maker
  /** Purchases and the cancellations that reverse them are taken out together. */
  readonly netReversals: boolean
  readonly rates: Rates
  /** Everybody with the same e-mail address is one person, but for those kept apart (`questions.decidePeople`). */
  readonly mergePeople: boolean
  readonly isSample: boolean
  readonly counts: { readonly layers: number; readonly rows: number; readonly customers: number }
}

export const projectPatch = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  currency: currencyCode.nullable().optional(),
  analysisFrom: isoDate.nullable().optional(),
  asOf: isoDate.nullable().optional(),
  exclusions: z.array(exclusionRule).max(500).optional(),
  cuts: scoreCuts.optional(),
  /** null: the reference's. */
  tiers: tierThresholds.nullable().optional(),
  maker: maker.optional(),
  netReversals: z.boolean().optional(),
  /** All of them; a currency that is missing has no answer yet. Emptied when the project's own currency changes. */
  rates: rates.optional(),
  mergePeople: z.boolean().optional(),
})
export type ProjectPatch = z.infer<typeof projectPatch>

export const projectOperations = {
  'projects.list': operation<readonly Project[]>()('query', z.strictObject({})),
  'projects.get': operation<Project>()('query', z.strictObject({ projectId: z.string() })),
  'projects.create': operation<Project>()(
    'command',
    z.strictObject({
      name: z.string().trim().min(1).max(200),
      /** The offered file it is made for: it goes with the file where that is discarded and nothing came in. */
      forFile: z.string().optional(),
    }),
  ),
  'projects.update': operation<Project>()('command', z.strictObject({ projectId: z.string(), patch: projectPatch })),
  'projects.delete': operation<null>()('command', z.strictObject({ projectId: z.string() })),
  /** Makes (or finds) the sample project, imports it and analyses it. */
  'projects.openSample': operation<Project>()('job', z.strictObject({})),
}
