import { ExpectedError } from '../../../contract/errors.ts'
import type { UpliftGroup, UpliftPerson, UpliftProfit, UpliftResult } from '../../../contract/uplift.ts'
import { upliftGroups } from '../../../contract/uplift-groups.ts'
import { getArray, partsToTail, putArray, type AttributeHead, type Parts } from '../../columns/parts.ts'
import { stringAt, strings } from '../../columns/strings.ts'
import { NO_CODE, NO_DAY, type CampaignTail, type StringColumn } from '../../columns/types.ts'
import type { DatasetRules } from '../../dataset/rules.ts'
import { exclusionMask, type Exclusion } from '../../rfm/scope.ts'
import type { CustomerView } from '../../rfm/select-customers.ts'
import { analyseUplift, type UpliftReport } from '../../uplift/analyse.ts'
import { beforeCampaign, type BeforeCampaign } from '../../uplift/before-campaign.ts'
import { describeCampaign, numbersOf, treatmentOf } from '../../uplift/campaign.ts'
import type { Trial } from '../../uplift/curves.ts'
import { Z95 } from '../../uplift/effect.ts'
import { profitCurve } from '../../uplift/profit.ts'
import { trialFeatures } from '../../uplift/trial-features.ts'
import { drive, throwIfStopped, type Stop } from './drive.ts'
import { chunkCount, datasetOf, share, type LayerInput } from './shared.ts'

/** A file of campaign results as it comes from the store. */
export interface CampaignInput {
  readonly parts: Map<string, Uint8Array>
  readonly heads: readonly AttributeHead[]
}

export interface UpliftTask {
  readonly arm: string
  readonly control: string
  readonly outcome: string
  readonly learner: 't' | 'x'
  readonly base: 'linear' | 'trees'
  readonly seed: number
}

/** The orders beside the campaign; null: there are none. */
export interface OrdersBeside {
  readonly layers: readonly LayerInput[]
  readonly rules: DatasetRules
  readonly exclusions: readonly Exclusion[]
}

export type UpliftAnswer = UpliftReport &
  Pick<UpliftResult, 'outcomeType' | 'features' | 'matched'> & {
    /** Orders took part, so that another import of them makes it stale. */
    readonly usesOrders: boolean
  }

/** Fewer people in a group, or fewer outcomes, say nothing. */
const LEAST_PEOPLE = 100
const LEAST_OUTCOMES = 10

function tailOf({ parts, heads }: CampaignInput): CampaignTail {
  return partsToTail('campaign', parts, heads) as CampaignTail
}

/**
 * Answers one question to a campaign.
 * @throws ExpectedError uplift.too_few, CancelledError
 */
function runUplift(
  input: CampaignInput,
  task: UpliftTask,
  orders: OrdersBeside | null,
  stop: Stop,
  onProgress: (fraction: number) => void,
): { readonly answer: UpliftAnswer; readonly parts: Map<string, Uint8Array<SharedArrayBuffer>> } {
  throwIfStopped(stop)
  const tail = tailOf(input)
  const { rows, trial } = trialOf(tail, task)
  const beside: BeforeCampaign =
    orders === null ? { matched: 0, columns: [] } : besideOf(tail, rows, orders, stop, (done) => onProgress(0.2 * done))
  const features = trialFeatures(tail, rows, beside.columns)
  const isBinary = trial.outcome.every((y) => y === 0 || y === 1)
  const { report, scores } = drive(
    analyseUplift(features.matrix, trial, { learner: task.learner, base: task.base, isBinary, seed: task.seed }),
    stop,
    (done) => onProgress(0.2 + 0.8 * done),
  )
  const parts: Parts = new Map()
  putArray(parts, 'rows', rows)
  putArray(parts, 'treated', trial.treated)
  putArray(parts, 'outcome', trial.outcome)
  putArray(parts, 'effect', scores.effect)
  putArray(parts, 'deviation', scores.deviation)
  putArray(parts, 'without', scores.withoutTreatment)
  putArray(parts, 'group', scores.group)
  return {
    answer: {
      ...report,
      notes: [
        ...report.notes,
        { code: beside.columns.length > 0 ? 'uplift.note.orders_before' : 'uplift.note.own_columns' },
        ...features.notes,
      ],
      outcomeType: isBinary ? 'binary' : 'amount',
      features: features.names,
      matched: beside.matched,
      usesOrders: beside.columns.length > 0,
    },
    parts: share(parts),
  }
}

function besideOf(
  tail: CampaignTail,
  rows: Uint32Array,
  { layers, rules, exclusions }: OrdersBeside,
  stop: Stop,
  onProgress: (fraction: number) => void,
): BeforeCampaign {
  const dataset = datasetOf(layers, rules)
  const lastDay = tail.days.reduce((last, day) => Math.max(last, day), NO_DAY)
  // Nothing from the campaign's last day on is even read.
  const scope = {
    from: NO_DAY,
    asOf: lastDay === NO_DAY ? NO_DAY : lastDay - 1,
    mask: exclusionMask(dataset, exclusions),
  }
  const chunks = Math.max(1, 2 * chunkCount(layers))
  return drive(beforeCampaign(dataset, scope, tail, rows), stop, (done) => onProgress(Math.min(1, done / chunks)))
}

/** The people of the two groups who have an outcome. */
function trialOf(tail: CampaignTail, { arm, control, outcome }: UpliftTask): { rows: Uint32Array; trial: Trial } {
  const treatment = treatmentOf(tail)!
  const values = numbersOf(tail.attributes.find(({ name, role }) => role === 'outcome' && name === outcome)!)
  const names = Array.from({ length: treatment.dictionary.count }, (_, code) => stringAt(treatment.dictionary, code))
  const rows: number[] = []
  treatment.codes.forEach((code, row) => {
    if (code === NO_CODE || Number.isNaN(values[row]!)) return
    if (names[code] === arm || names[code] === control) rows.push(row)
  })
  const trial: Trial = {
    treated: Uint8Array.from(rows, (row) => (names[treatment.codes[row]!] === arm ? 1 : 0)),
    outcome: Float64Array.from(rows, (row) => values[row]!),
  }
  const people = [0, 1].map((which) => trial.treated.reduce((sum, each) => sum + (each === which ? 1 : 0), 0))
  const outcomes = [0, 1].map((which) =>
    trial.outcome.reduce((sum, y, i) => sum + (trial.treated[i] === which && y !== 0 ? 1 : 0), 0),
  )
  if (Math.min(...people) < LEAST_PEOPLE || Math.min(...outcomes) < LEAST_OUTCOMES)
    throw new ExpectedError('uplift.too_few', {
      arm,
      control,
      people: Math.min(...people),
      leastPeople: LEAST_PEOPLE,
      outcomes: Math.min(...outcomes),
      leastOutcomes: LEAST_OUTCOMES,
    })
  return { rows: Uint32Array.from(rows), trial }
}

function profit(parts: Map<string, Uint8Array>, cost: number, margin: number, seed: number): UpliftProfit {
  const trial: Trial = {
    treated: getArray(parts, 'treated', Uint8Array)!,
    outcome: getArray(parts, 'outcome', Float64Array)!,
  }
  return profitCurve(trial, getArray(parts, 'effect', Float64Array)!, cost, margin, seed)
}

/** A result whose people are met by their customer numbers. */
export interface UpliftSource {
  /** Of the result. */
  readonly key: string
  readonly campaign: CampaignInput
  readonly parts: Map<string, Uint8Array>
}

/** Uplift and its 95 % interval per customer; NaN for who was not in the campaign. The first row of hers counts. */
export function upliftOfCustomers({ campaign, parts }: UpliftSource, customers: StringColumn): UpliftColumns {
  const { ids } = tailOf(campaign)
  const rows = getArray(parts, 'rows', Uint32Array)!
  const effect = getArray(parts, 'effect', Float64Array)!
  const deviation = getArray(parts, 'deviation', Float64Array)!
  const place = new Map<string, number>()
  for (let i = 0; i < rows.length; i++) {
    const id = stringAt(ids, rows[i]!)
    if (id !== '' && !place.has(id)) place.set(id, i)
  }
  const places = Array.from(strings(customers), (id) => place.get(id) ?? -1)
  const column = (of: (i: number) => number) => Float64Array.from(places, (i) => (i < 0 ? NaN : of(i)))
  return {
    score: column((i) => effect[i]!),
    low: column((i) => effect[i]! - Z95 * deviation[i]!),
    high: column((i) => effect[i]! + Z95 * deviation[i]!),
  }
}

type UpliftColumns = NonNullable<CustomerView['uplift']>

function people(
  input: CampaignInput,
  parts: Map<string, Uint8Array>,
  groups: readonly UpliftGroup[] | null,
  descending: boolean,
  offset: number,
  limit: number,
): { readonly total: number; readonly rows: readonly UpliftPerson[] } {
  const tail = tailOf(input)
  const group = getArray(parts, 'group', Uint8Array)!
  const effect = getArray(parts, 'effect', Float64Array)!
  const [rows, treated] = [getArray(parts, 'rows', Uint32Array)!, getArray(parts, 'treated', Uint8Array)!]
  const [outcome, without, deviation] = (['outcome', 'without', 'deviation'] as const).map((name) =>
    getArray(parts, name, Float64Array)!,
  ) as [Float64Array, Float64Array, Float64Array]
  const wanted = groups === null ? null : new Set(groups.map((name) => upliftGroups.indexOf(name)))
  const chosen = Uint32Array.from(group.keys()).filter((i) => wanted === null || wanted.has(group[i]!))
  const sign = descending ? -1 : 1
  chosen.sort((a, b) => sign * (effect[a]! - effect[b]!) || a - b)
  return {
    total: chosen.length,
    rows: Array.from(chosen.subarray(offset, offset + limit), (i): UpliftPerson => ({
      row: rows[i]! + 1,
      customerId: stringAt(tail.ids, rows[i]!) || null,
      treated: treated[i] === 1,
      outcome: outcome[i]!,
      upliftScore: effect[i]!,
      low: effect[i]! - Z95 * deviation[i]!,
      high: effect[i]! + Z95 * deviation[i]!,
      withoutTreatment: without[i]!,
      group: upliftGroups[group[i]!]!,
    })),
  }
}

export const upliftTasks = {
  runUplift,
  upliftCampaign: (input: CampaignInput) => describeCampaign(tailOf(input)),
  upliftProfit: profit,
  upliftPeople: people,
}
