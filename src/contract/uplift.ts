import { z } from 'zod'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'
import { upliftGroups, type UpliftGroup } from './uplift-groups.ts'

export * from './uplift-groups.ts'

/** A figure with its 95 % interval. */
export interface IntervalFigure {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** What a file of campaign results offers to be asked. */
export interface UpliftCampaign {
  readonly importId: string
  readonly fileName: string
  readonly rows: number
  /** Days of the campaign, YYYY-MM-DD; null where the file names none. */
  readonly firstDate: string | null
  readonly lastDate: string | null
  /** Groups in the treatment column, the proposed control group first. */
  readonly arms: readonly { readonly name: string; readonly people: number; readonly proposedControl: boolean }[]
  /** Columns that can be what the campaign was for, the proposed one first. */
  readonly outcomes: readonly {
    readonly column: string
    readonly type: 'binary' | 'amount'
    /** Share of ones, or mean amount. */
    readonly mean: number
    readonly blank: number
  }[]
  /** Columns that describe people: what the models learn from. */
  readonly attributes: readonly string[]
  /** Why it cannot be asked, or null. */
  readonly problem: Note | null
}

export type UpliftLearner = 't' | 'x'
export type UpliftBase = 'linear' | 'trees'

/** One point of the curves: `share` (0–1) of the people with the highest scores were treated. */
export interface UpliftPoint {
  readonly share: number
  /** (mean of the treated − mean of the controls) × share, with its interval; the random line goes straight to the end. */
  readonly uplift: number
  readonly low: number
  readonly high: number
  /** Outcomes of the treated − those of the controls as if they were as many (people × outcome). */
  readonly qini: number
}

export interface UpliftMetrics {
  /** Area between uplift curve and random line, both axes 0–1, × 100 (Devriendt, Moldovan & Verbeke 2018). Its interval is one of 99 % and holds the chance of the fit: the verdict stands on it. */
  readonly qini: IntervalFigure
  /** The same per held-out fold: their mean and standard deviation. */
  readonly qiniOfFolds: { readonly mean: number; readonly deviation: number }
  /** Area under the uplift curve, × 100. */
  readonly auuc: IntervalFigure
  /** scikit-uplift: the area above the random line as a share of the best possible; null for amounts. */
  readonly qiniAuc: number | null
  readonly upliftAuc: number | null
  /** Effect among the top share of scores: of everybody together, and of the top of each group. */
  readonly top10: IntervalFigure
  readonly top30: IntervalFigure
  readonly top10ByGroup: number
  readonly top30ByGroup: number
}

export interface UpliftGroupRow {
  readonly group: UpliftGroup
  readonly people: number
  /** Predicted outcome without the treatment, and predicted change by it. */
  readonly withoutTreatment: number
  readonly predicted: number
  /** What the change was: treated less controls of the group. */
  readonly observed: IntervalFigure
}

export interface UpliftResult {
  readonly resultId: string
  readonly projectId: string
  readonly importId: string
  readonly fileName: string
  readonly createdAt: string
  /** The file is gone or switched off, or the orders have changed since. */
  readonly stale: boolean
  readonly arm: string
  readonly control: string
  readonly outcome: string
  readonly outcomeType: 'binary' | 'amount'
  readonly learner: UpliftLearner
  readonly base: UpliftBase
  readonly seed: number
  readonly folds: number
  readonly treated: { readonly people: number; readonly mean: number }
  readonly controls: { readonly people: number; readonly mean: number }
  /** Mean of the treated less mean of the controls. */
  readonly averageEffect: IntervalFigure
  /** What the models learned from; fields of the orders begin with `rfm_`. */
  readonly features: readonly string[]
  /** People of the two groups found among the customers. */
  readonly matched: number
  readonly metrics: UpliftMetrics
  /** The other learner on the same folds. */
  readonly other: { readonly learner: UpliftLearner; readonly qini: number; readonly qiniOfFolds: number }
  /** `proven`: the interval leaves zero out. */
  readonly verdicts: {
    readonly effect: 'proven' | 'unproven'
    /** Whether the scores tell apart whom it moves more. */
    readonly targeting: 'proven' | 'unproven'
  }
  /** 0 %, 1 % … 100 %. */
  readonly curve: readonly UpliftPoint[]
  readonly groups: readonly UpliftGroupRow[]
  /** Ten groups of equal size, highest score first: predicted and observed effect. */
  readonly deciles: readonly {
    readonly people: number
    readonly predicted: number
    readonly observed: IntervalFigure
  }[]
  /** Sentences on what is proven and what is not, and how it was computed. */
  readonly notes: readonly Note[]
  readonly milliseconds: number
}

export interface ProfitPoint {
  /** Share of the people who are mailed, best scores first, 0–1. */
  readonly share: number
  /** Profit over mailing nobody, for all people of the campaign, with its 95 % interval. */
  readonly profit: number
  readonly low: number
  readonly high: number
}

export interface UpliftProfit {
  readonly people: number
  /** 0 %, 2 % … 100 %. */
  readonly curve: readonly ProfitPoint[]
  readonly best: ProfitPoint
  readonly everybody: ProfitPoint
  /** Profit of the best share over mailing everybody or nobody, whichever is better, with its interval. */
  readonly gain: IntervalFigure
  readonly notes: readonly Note[]
}

export interface UpliftPerson {
  /** 1-based number of the row in the file. */
  readonly row: number
  readonly customerId: string | null
  readonly treated: boolean
  readonly outcome: number
  readonly upliftScore: number
  readonly low: number
  readonly high: number
  readonly withoutTreatment: number
  readonly group: UpliftGroup
}

export const upliftOperations = {
  /** Files of campaign results that are switched on, newest first. */
  'uplift.campaigns': operation<readonly UpliftCampaign[]>()('query', z.strictObject({ projectId: z.string() })),
  /** Learns who is moved by the treatment, and how well that can be told; kept as the campaign's latest result for that arm and outcome. */
  'uplift.run': operation<UpliftResult>()(
    'job',
    z.strictObject({
      importId: z.string(),
      /** What is left out is as proposed by `uplift.campaigns`. */
      control: z.string().max(300).optional(),
      arm: z.string().max(300).optional(),
      outcome: z.string().max(300).optional(),
      learner: z.enum(['t', 'x']).default('t'),
      base: z.enum(['linear', 'trees']).default('linear'),
      seed: z.number().int().min(0).max(0xffffffff).default(1),
    }),
  ),
  /** The kept results of a project, latest first. */
  'uplift.list': operation<readonly UpliftResult[]>()('query', z.strictObject({ projectId: z.string() })),
  'uplift.get': operation<UpliftResult>()('query', z.strictObject({ resultId: z.string() })),
  'uplift.delete': operation<null>()('command', z.strictObject({ resultId: z.string() })),
  /** Whom to mail for the best return. */
  'uplift.profit': operation<UpliftProfit>()(
    'query',
    z.strictObject({
      resultId: z.string(),
      /** Of one contact, in currency units. */
      cost: z.number().min(0).max(1e9),
      /** Outcome 0 or 1: what one is worth, in currency units. Amounts: the part that is left of them, 0–1. */
      margin: z.number().min(0).max(1e9),
    }),
  ),
  'uplift.customers': operation<{ readonly total: number; readonly rows: readonly UpliftPerson[] }>()(
    'query',
    z.strictObject({
      resultId: z.string(),
      groups: z.array(z.enum(upliftGroups)).max(4).optional(),
      /** By score. */
      descending: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
}
