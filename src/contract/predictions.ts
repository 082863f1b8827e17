import { z } from 'zod'
import type { SegmentLabel } from './analysis.ts'
import type { Note } from './messages.ts'
import { operation } from './operation.ts'

/** Days whose outcomes are known: what is predicted at `cutoff` happens on the `days` days after it. */
export interface PredictionWindow {
  /** The last day that is looked at, YYYY-MM-DD. */
  readonly cutoff: string
  /** The last day of the outcome. */
  readonly until: string
  readonly days: number
  /** Customers with a purchase by the cut-off. */
  readonly customers: number
}

/** Train, choose and calibrate, report: their outcomes never overlap. */
export interface PredictionWindows {
  readonly train: PredictionWindow
  readonly choose: PredictionWindow
  readonly report: PredictionWindow
}

export type ChurnMethod = 'mbg_nbd' | 'logistic' | 'boosted_trees'

/** How well probabilities did on outcomes they had not seen. */
export interface ProbabilityMetrics {
  /** Area under the ROC curve; null where everybody had the same outcome. */
  readonly auc: number | null
  readonly brier: number
  /** Natural logarithm, per customer. */
  readonly logLoss: number
}

/** Customers of similar predicted probability: how many of them did what was predicted. */
export interface ReliabilityBin {
  readonly predicted: number
  readonly observed: number
  readonly customers: number
  /** 95 % interval of `observed`. */
  readonly low: number
  readonly high: number
}

export interface ChurnCandidate {
  readonly method: ChurnMethod
  readonly used: boolean
  /** On the second window; null where it could not be judged. */
  readonly metrics: ProbabilityMetrics | null
  /** Why it could not be used, or null. */
  readonly problem: Note | null
}

/** What a score is made of, strongest first: how much worse the model does without knowing it. */
export interface FeatureWeight {
  readonly feature: string
  /** Share of all features' weight, 0–100. */
  readonly weight: number
  /** +1: more of it raises the probability of no purchase; −1: lowers it; 0: neither throughout. */
  readonly direction: -1 | 0 | 1
}

export interface ChurnPrediction {
  /** Why nobody has a score; null where everybody with a purchase has one. */
  readonly reason: Note | null
  readonly method: ChurnMethod | null
  /** The score is the probability of no purchase in so many days. */
  readonly horizonDays: number
  /** 90th percentile of the days between two purchases, before it is held to 30 … a third of the history. */
  readonly gapPercentile: number | null
  readonly windows: PredictionWindows | null
  readonly candidates: readonly ChurnCandidate[]
  /** On the third window, which no choice has seen. */
  readonly report:
    | (ProbabilityMetrics & {
        /** Share of the customers without a purchase, 0–1. */
        readonly rate: number
        /** Log-loss of telling everybody that same share: what the scores have to beat. */
        readonly logLossOfRate: number
        readonly reliability: readonly ReliabilityBin[]
      })
    | null
  readonly weights: readonly FeatureWeight[]
  /** Below `medium`: low; below `high`: medium. */
  readonly thresholds: { readonly medium: number; readonly high: number }
  readonly risk: { readonly low: number; readonly medium: number; readonly high: number }
  /** Customers by score, twenty bins over 0 … 1. */
  readonly histogram: readonly number[]
  readonly notes: readonly Note[]
}

/** The buying models times Gamma-Gamma, or a regression on features. */
export type ValueMethod = 'mbg_nbd' | 'bg_nbd' | 'boosted_trees'

/** How well expected spend did on spend it had not seen. Money in currency units per customer. */
export interface SpendMetrics {
  readonly meanActual: number
  readonly meanPredicted: number
  /** Mean absolute error, and that of telling everybody the mean of the window before. */
  readonly absoluteError: number
  readonly absoluteErrorOfMean: number
  /** Quasi-Poisson deviance per customer (what the choice is made by), and that of telling everybody the mean. */
  readonly deviance: number
  readonly devianceOfMean: number
  /** Pearson and Spearman correlation of predicted with actual; null where one of them is constant. */
  readonly correlation: number | null
  readonly rankCorrelation: number | null
}

export interface ValueCandidate {
  readonly method: ValueMethod
  readonly used: boolean
  /** On the second window; null where it could not be judged. */
  readonly metrics: SpendMetrics | null
  readonly problem: Note | null
}

export interface ValuePrediction {
  readonly reason: Note | null
  readonly method: ValueMethod | null
  /** clv is the expected net spend of the next so many days. */
  readonly days: number
  readonly windows: PredictionWindows | null
  readonly candidates: readonly ValueCandidate[]
  /** On the third window. */
  readonly report:
    | (SpendMetrics & {
        /** Share of the customers whose actual spend lay within the interval, 0–1. */
        readonly coverage: number
        /** What the interval promises, 0–1. */
        readonly level: number
        /** Share of the customers who spent nothing. */
        readonly zeroShare: number
        readonly averageWidth: number
        /** Predicted and actual mean of ten groups of equal size, lowest prediction first. */
        readonly deciles: readonly {
          readonly predicted: number
          readonly actual: number
          readonly customers: number
        }[]
      })
    | null
  /** From the length of the hold-out to a year: what is expected there is multiplied by it. */
  readonly scale: number | null
  /** Sum of clv over everybody, and the share (0–100) of it that the top tenth holds. */
  readonly total: number
  readonly topTenthShare: number
  readonly notes: readonly Note[]
}

export interface BuyingModel {
  readonly model: 'bg_nbd' | 'mbg_nbd' | 'gamma_gamma'
  /** In the field's own letters: r, alpha, a, b; p, q, v. */
  readonly parameters: readonly {
    readonly name: string
    readonly value: number
    readonly standardError: number | null
  }[]
  readonly logLikelihood: number | null
  readonly customers: number
  /** Why it is not used, or null. */
  readonly problem: Note | null
}

/** Averages of the customers of one R × F segment who have a score. */
export interface SegmentPrediction {
  readonly segmentLabel: SegmentLabel
  readonly customers: number
  readonly churn: number | null
  readonly clv: number | null
}

export interface Predictions {
  readonly runId: string
  readonly asOf: string
  readonly currency: string | null
  readonly stale: boolean
  readonly churn: ChurnPrediction
  readonly value: ValuePrediction
  /** Fitted on everything up to as-of. */
  readonly buying: readonly BuyingModel[]
  readonly segments: readonly SegmentPrediction[]
  readonly milliseconds: number
}

/** What one thing known of a customer does to her score. */
export interface ScoreReason {
  readonly feature: string
  /** Hers, and that of a typical customer (the median). */
  readonly value: number
  readonly typical: number
  /** Added to the score, −1 … 1: the typical score and all effects make hers. */
  readonly effect: number
  /** The same as a sentence. */
  readonly note: Note
}

export interface ChurnExplanation {
  readonly score: number
  /** Score of a customer with the median of everything. */
  readonly typical: number
  readonly horizonDays: number
  /** Strongest first; less than half a point is left out. */
  readonly reasons: readonly ScoreReason[]
}

export const predictionOperations = {
  /** Why a customer (index as in CustomerRow) has her churn score; null where she has none. */
  'predictions.explain': operation<ChurnExplanation | null>()(
    'query',
    z.strictObject({ projectId: z.string(), index: z.number().int().min(0) }),
  ),
  /** What the latest run predicts and how well; null before the first run, and for runs of versions that predicted nothing. */
  'predictions.latest': operation<Predictions | null>()('query', z.strictObject({ projectId: z.string() })),
}
