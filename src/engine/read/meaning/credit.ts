import type { ReadOptions } from '../../../contract/imports.ts'
import { splitNumber } from '../values/number.ts'
import type { ColumnProfile } from './profile.ts'
import type { OpenQuestion } from './questions.ts'

/**
 * What CR and DR behind amounts mean. A seller's books credit what is given back, an account's what came in: the person
 * says it; until then most rows are taken for sales.
 */
export function settleCredit(
  column: ColumnProfile | undefined,
  options: ReadOptions,
): { isPlus: boolean; question: OpenQuestion | null } {
  let credits = 0
  let debits = 0
  let example = ''
  for (const value of column?.values ?? []) {
    if (!/(cr|dr)\.?$/i.test(value)) continue
    const credit = splitNumber(value)?.credit ?? null
    if (credit === true) {
      credits++
      example ||= value
    } else if (credit === false) debits++
  }
  if (column === undefined || credits + debits === 0) return { isPlus: options.credit === 'plus', question: null }
  const proposed = credits > debits && credits > column.values.length / 2 ? 'plus' : 'minus'
  const taken = options.credit ?? proposed
  return {
    isPlus: taken === 'plus',
    question: {
      question: {
        code: 'import.ambiguity.credit',
        params: { column: column.name, example: example || column.values[0]! },
      },
      reason: { code: options.credit === undefined ? `import.assumed.credit_${proposed}` : 'import.assumed.chosen' },
      columns: [column.index],
      settled: options.credit !== undefined,
      options: (['minus', 'plus'] as const).map((each) => ({
        label: { code: `import.option.credit_${each}` },
        assumed: each === taken,
        choose: { credit: each },
        command: `--credit ${each}`,
      })),
    },
  }
}
