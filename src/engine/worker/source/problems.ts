import { ExpectedError } from '../../../contract/errors.ts'
import type { Inspection } from '../../read/inspect.ts'

/** Throws what stands in the way of reading the file. */
export function throwProblem(inspection: Inspection, name: string): void {
  const problem = inspection.problems[0]
  if (problem === undefined) return
  const params = { name, ...problem.params }
  switch (problem.code) {
    case 'import.problem.no_rows':
      throw new ExpectedError('file.no_rows', params)
    case 'import.problem.no_customer':
      throw new ExpectedError('mapping.no_customer', params)
    case 'import.problem.no_date':
      throw new ExpectedError('mapping.no_date', params)
    case 'import.problem.no_timestamp':
      throw new ExpectedError('mapping.no_timestamp', params)
    case 'import.problem.no_event_type':
      throw new ExpectedError('mapping.no_event_type', params)
    case 'import.problem.no_amount':
      throw new ExpectedError('mapping.no_amount', params)
    case 'import.problem.no_person':
      throw new ExpectedError('mapping.no_person', params)
    case 'import.problem.no_treatment':
      throw new ExpectedError('mapping.no_treatment', params)
    case 'import.problem.no_outcome':
      throw new ExpectedError('mapping.no_outcome', params)
    default:
      throw new Error(`no error for ${problem.code}`)
  }
}
