import type { PersonGroup, ReversalQuestion } from '../../../contract/questions.ts'
import { peopleQuestion, personGroups, reversalQuestion, type PeopleFindings } from '../../changes/questions.ts'
import { plainRules, type DatasetRules } from '../../dataset/rules.ts'
import { throwIfStopped, type Stop } from './drive.ts'
import { rowsInOrder, type FoundRows, type RowsPage } from './health.ts'
import { datasetOf, datasetOnce, type LayerInput } from './shared.ts'

/** What the rows leave open. @param upTo last day that takes part, since 1970-01-01 */
export function askQuestions(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  upTo: number,
  digits: number,
  stop: Stop,
): { readonly people: PeopleFindings; readonly reversals: ReversalQuestion } {
  throwIfStopped(stop)
  const dataset = datasetOf(layers, { ...rules, netUpTo: null })
  const people = peopleQuestion(dataset.sharedEmails(), rules.people)
  throwIfStopped(stop)
  return { people, reversals: reversalQuestion(dataset, upTo, digits) }
}

/** Both rows of each cancellation that reverses a purchase, as `questions.reversals` lists them. Cost: two scans a page. */
export function reversalRows(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  upTo: number,
  { offset, limit, digits }: Omit<RowsPage, 'order'>,
  stop: Stop,
): FoundRows {
  throwIfStopped(stop)
  const dataset = datasetOnce(layers, { ...rules, netUpTo: null })
  const pairs = dataset.reversals(upTo)
  pairs.sort((a, b) => b.amount - a.amount || a.purchaseRow - b.purchaseRow)
  const wanted = pairs.flatMap(({ purchaseRow, returnRow }) => [purchaseRow, returnRow]).slice(offset, offset + limit)
  return { total: 2 * pairs.length, rows: rowsInOrder(dataset, wanted, digits) }
}

/** A page of the people who stand under several ids. */
export function listPeople(
  layers: readonly LayerInput[],
  rules: DatasetRules,
  digits: number,
  page: { readonly offset: number; readonly limit: number },
  stop: Stop,
): { readonly total: number; readonly groups: readonly PersonGroup[] } {
  throwIfStopped(stop)
  const dataset = datasetOf(layers, { ...rules, netUpTo: null, people: plainRules.people })
  const groups = dataset.sharedEmails()
  throwIfStopped(stop)
  return { total: groups.length, groups: personGroups(dataset, groups, rules.people, digits, page) }
}
