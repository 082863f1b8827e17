import { z } from 'zod'
import type { HealthRows } from './health.ts'
import { operation } from './operation.ts'

/** Rows in another currency than the project's. They count once `projects.update` gives a rate for it. */
export interface CurrencyQuestion {
  readonly currency: string
  readonly rows: number
  /** Names of the files they stand in. */
  readonly files: readonly string[]
  /** open: held back until the person decides. */
  readonly answer: 'open' | 'rate' | 'left_out'
  /** Exact decimal; null without one. */
  readonly rate: string | null
}

/** E-mail addresses that stand at several customer ids. */
export interface PeopleQuestion {
  readonly groups: number
  readonly customers: number
  readonly merged: number
  readonly apart: number
  /** Shared by too many ids to be one person's; merged only one by one. */
  readonly shared: number
}

/** Cancellations that reverse an earlier purchase of the same customer and product over the same amount. */
export interface ReversalQuestion {
  readonly pairs: number
  readonly customers: number
  /** What was bought and reversed. */
  readonly amount: number
  /** Among how many best buyers `topCustomers` were looked for. */
  readonly top: number
  /** Best buyers, by what they bought before returns, who are none without the reversed purchases. */
  readonly topCustomers: readonly {
    readonly customerId: string
    readonly rank: number
    readonly bought: number
    readonly boughtAndKept: number
  }[]
}

export interface ProjectQuestions {
  readonly currencies: readonly CurrencyQuestion[]
  readonly people: PeopleQuestion
  readonly reversals: ReversalQuestion
}

export const personChoices = ['open', 'merged', 'apart'] as const
export type PersonChoice = (typeof personChoices)[number]

/** Customer ids with one e-mail address, with what speaks for one person. */
export interface PersonGroup {
  readonly email: string
  readonly choice: PersonChoice
  /** Whether they are counted as one now. */
  readonly isMerged: boolean
  /** The one that stays first; at most 20. */
  readonly ids: readonly {
    readonly customerId: string
    readonly orders: number
    readonly spend: number
    readonly lastDate: string | null
  }[]
  readonly idTotal: number
}

export const questionOperations = {
  /** What the data leave open and only the person can say. */
  'questions.list': operation<ProjectQuestions>()('job', z.strictObject({ projectId: z.string() })),
  /** Addresses that stand at several ids, those with the highest spend first. */
  'questions.people': operation<{ readonly total: number; readonly groups: readonly PersonGroup[] }>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(50),
    }),
  ),
  /** The rows of cancellations that reverse a purchase: each purchase before its cancellation, the largest amount first. */
  'questions.reversals': operation<HealthRows>()(
    'job',
    z.strictObject({
      projectId: z.string(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
  ),
  /** One person, or several; `open`: as the project's `mergePeople` says. Can be changed at any time. */
  'questions.decidePeople': operation<null>()(
    'command',
    z.strictObject({
      projectId: z.string(),
      emails: z.array(z.string().min(3).max(512)).min(1).max(1000),
      choice: z.enum(personChoices),
    }),
  ),
}
