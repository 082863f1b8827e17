import { analysisMessages } from './en/analysis.ts'
import { cardMessages } from './en/cards.ts'
import { errorMessages } from './en/errors.ts'
import { importMessages } from './en/imports.ts'

/** English texts of everything that crosses a boundary as a code. One file per domain. */
export const en = { ...errorMessages, ...importMessages, ...analysisMessages, ...cardMessages } as const
export type MessageCode = keyof typeof en
