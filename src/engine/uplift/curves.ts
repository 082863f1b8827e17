import { ascendingBy } from '../predict/metrics.ts'

/** A treated and a control group after the campaign; one entry a person. */
export interface Trial {
  /** 1: treated, 0: control. */
  readonly treated: Uint8Array
  /** 0 or 1, or an amount. */
  readonly outcome: Float64Array
}

/**
 * Sums over the people with the highest scores, one point for each distinct score, from nobody to everybody
 * (scikit-uplift, `sklift/metrics`).
 */
export interface UpliftCurve {
  /** People so far: 0 … n. */
  readonly people: Float64Array
  /** (mean of the treated − mean of the controls) × people; 0 in place of the mean of an empty group. */
  readonly uplift: Float64Array
  /** Sum of the treated − sum of the controls × treated ÷ controls. */
  readonly qini: Float64Array
}

/** Row numbers, highest score first; equal scores in reverse order, as scikit-uplift sorts. */
export function byScore(score: Float64Array): Uint32Array {
  return ascendingBy(score).reverse()
}

/**
 * @param score the higher, the sooner treated
 * @param order `byScore(score)`
 * @param weight how often each row counts; all 1 where left out. A bootstrap sample is such a set of weights
 */
export function upliftCurve(
  { treated, outcome }: Trial,
  score: Float64Array,
  order: Uint32Array,
  weight?: ArrayLike<number>,
): UpliftCurve {
  const people = [0]
  const uplift = [0]
  const qini = [0]
  let [nT, nC, yT, yC] = [0, 0, 0, 0]
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!
    const w = weight === undefined ? 1 : weight[row]!
    if (treated[row] === 1) {
      nT += w
      yT += w * outcome[row]!
    } else {
      nC += w
      yC += w * outcome[row]!
    }
    if (i + 1 < order.length && score[order[i + 1]!] === score[row]) continue
    people.push(nT + nC)
    uplift.push(((nT === 0 ? 0 : yT / nT) - (nC === 0 ? 0 : yC / nC)) * (nT + nC))
    qini.push(yT - (nC === 0 ? 0 : (yC * nT) / nC))
  }
  return { people: Float64Array.from(people), uplift: Float64Array.from(uplift), qini: Float64Array.from(qini) }
}

/** Area under a curve by trapezoids, above the straight line to its end where `aboveLine`. */
export function areaOf(people: Float64Array, values: Float64Array, aboveLine = false): number {
  let area = 0
  for (let i = 1; i < people.length; i++) area += ((values[i]! + values[i - 1]!) / 2) * (people[i]! - people[i - 1]!)
  return aboveLine ? area - (people.at(-1)! * values.at(-1)!) / 2 : area
}

export interface UpliftAreas {
  /** Area between uplift curve and random line, both axes from 0 to 1 (Devriendt, Moldovan & Verbeke 2018); 0 is random. */
  readonly qini: number
  /** The same without taking the random line off. */
  readonly auuc: number
  /** scikit-uplift's `qini_auc_score` and `uplift_auc_score`: the area above the random line as a share of the best possible; null for amounts. */
  readonly qiniAuc: number | null
  readonly upliftAuc: number | null
  readonly qiniEnd: number
  readonly upliftEnd: number
  /** Area between Qini curve and random line in people × outcomes. */
  readonly qiniArea: number
}

/** Everything that is read off the curves. Cost: O(n log n). */
export function upliftAreas(trial: Trial, score: Float64Array): UpliftAreas {
  const curve = upliftCurve(trial, score, byScore(score))
  const n = trial.treated.length
  const isBinary = trial.outcome.every((y) => y === 0 || y === 1)
  const qiniArea = areaOf(curve.people, curve.qini, true)
  return {
    qini: areaOf(curve.people, curve.uplift, true) / n ** 2,
    auuc: areaOf(curve.people, curve.uplift) / n ** 2,
    qiniAuc: isBinary ? shareOfBest(qiniArea, trial, perfectQini(trial), 'qini') : null,
    upliftAuc: isBinary
      ? shareOfBest(areaOf(curve.people, curve.uplift, true), trial, perfectUplift(trial), 'uplift')
      : null,
    qiniEnd: curve.qini.at(-1)!,
    upliftEnd: curve.uplift.at(-1)!,
    qiniArea,
  }
}

function shareOfBest(area: number, trial: Trial, perfect: Float64Array, which: 'qini' | 'uplift'): number {
  const best = upliftCurve(trial, perfect, byScore(perfect))
  return area / areaOf(best.people, best[which], true)
}

/** Treated who responded first, controls who responded last. */
function perfectQini({ treated, outcome }: Trial): Float64Array {
  return outcome.map((y, i) => (treated[i] === 1 ? y : -y))
}

function perfectUplift({ treated, outcome }: Trial): Float64Array {
  let respondedControls = 0
  let silentTreated = 0
  outcome.forEach((y, i) => {
    if (treated[i] === 0 && y === 1) respondedControls++
    if (treated[i] === 1 && y === 0) silentTreated++
  })
  const byOutcome = respondedControls > silentTreated
  return outcome.map((y, i) => 2 * (y === treated[i] ? 1 : 0) + (byOutcome ? y : treated[i]!))
}

/**
 * Mean of the treated less mean of the controls among the top share of scores: of everybody together (`overall`), or of the
 * treated and of the controls each (`byGroup`). NaN where a group is empty.
 *
 * @param share above 0, at most 1
 */
export function upliftAtTop(
  { treated, outcome }: Trial,
  order: Uint32Array,
  share: number,
  weight?: ArrayLike<number>,
): { readonly overall: number; readonly byGroup: number } {
  const weightOf = (row: number) => (weight === undefined ? 1 : weight[row]!)
  let [allT, allC] = [0, 0]
  for (let i = 0; i < order.length; i++) {
    if (treated[i] === 1) allT += weightOf(i)
    else allC += weightOf(i)
  }
  const all = Math.trunc((allT + allC) * share)
  const [mostT, mostC] = [Math.trunc(allT * share), Math.trunc(allC * share)]
  const overall = { nT: 0, yT: 0, nC: 0, yC: 0 }
  const group = { nT: 0, yT: 0, nC: 0, yC: 0 }
  const add = (sums: typeof overall, isTreated: boolean, n: number, y: number) => {
    if (isTreated) {
      sums.nT += n
      sums.yT += n * y
    } else {
      sums.nC += n
      sums.yC += n * y
    }
  }
  for (let i = 0, seen = 0; i < order.length && (group.nT < mostT || group.nC < mostC || seen < all); i++) {
    const row = order[i]!
    const w = weightOf(row)
    const isTreated = treated[row] === 1
    add(overall, isTreated, Math.max(0, Math.min(w, all - seen)), outcome[row]!)
    add(group, isTreated, Math.min(w, isTreated ? mostT - group.nT : mostC - group.nC), outcome[row]!)
    seen += w
  }
  const difference = ({ nT, yT, nC, yC }: typeof overall) => yT / nT - yC / nC
  return { overall: difference(overall), byGroup: difference(group) }
}
