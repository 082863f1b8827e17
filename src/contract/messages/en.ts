import { analysisMessages } from './en/analysis.ts'
import { cardMessages } from './en/cards.ts'
import { errorMessages } from './en/errors.ts'
import { driftMessages } from './en/drift.ts'
import { explainMessages } from './en/explain.ts'
import { healthMessages } from './en/health.ts'
import { importMessages } from './en/imports.ts'
import { predictionMessages } from './en/predictions.ts'
import { similarMessages } from './en/similar.ts'
import { upliftMessages } from './en/uplift.ts'

/** English texts of everything that crosses a boundary as a code. One file per domain. */
export const en = {
  ...errorMessages,
  ...importMessages,
  ...healthMessages,
  ...analysisMessages,
  ...cardMessages,
  ...predictionMessages,
  ...similarMessages,
  ...explainMessages,
  ...driftMessages,
  ...upliftMessages,
} as const
export type MessageCode = keyof typeof en
