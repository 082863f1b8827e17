import { describe, expect, it } from 'vitest'
import { clusterLabels, type LabelInput } from './labels.ts'

const cluster = (
  clusterId: number,
  medianLabel: LabelInput['medianLabel'],
  effects: Readonly<Record<string, number>>,
): LabelInput => ({
  clusterId,
  medianLabel,
  traits: Object.entries(effects).map(([feature, effect]) => ({ feature, effect, mean: 1, overall: 1 })),
})

describe('clusterLabels', () => {
  it('is the R × F name where that is enough', () => {
    expect(clusterLabels([cluster(0, 'Hibernating', {}), cluster(1, 'Loyal', {})])).toEqual(['Hibernating', 'Loyal'])
  })

  it('adds the trait that sets two of a name apart most', () => {
    expect(
      clusterLabels([
        cluster(0, 'Loyal', { recency: -0.5, frequency: 0.6, monetary: 0.2 }),
        cluster(1, 'Loyal', { recency: -0.6, frequency: 0.7, monetary: 1.4 }),
      ]),
    ).toEqual(['Loyal, small baskets', 'Loyal, big baskets'])
  })

  it('speaks of spend where the number of orders differs, too', () => {
    expect(
      clusterLabels([
        cluster(0, 'Loyal', { frequency: 0, monetary: 0 }),
        cluster(1, 'Loyal', { frequency: 1, monetary: 1.4 }),
      ]),
    ).toEqual(['Loyal, low spend', 'Loyal, high spend'])
  })

  it('takes a second trait, then a number, to stay unique', () => {
    const labels = clusterLabels([
      cluster(0, 'At Risk', { recency: 1.5, frequency: 0.1 }),
      cluster(1, 'At Risk', { recency: 1.6, frequency: 0.9 }),
      cluster(2, 'At Risk', { recency: -1.5, frequency: 0.4 }),
      cluster(3, 'New', {}),
      cluster(4, 'New', {}),
      cluster(5, 'New', {}),
    ])
    expect(labels).toEqual([
      'At Risk, longer away, infrequent',
      'At Risk, longer away, frequent',
      'At Risk, more recent',
      'New',
      'New 2',
      'New 3',
    ])
  })

  it('names attributes by their own name', () => {
    expect(
      clusterLabels([cluster(0, 'New', { age: 2, recency: 0 }), cluster(1, 'New', { age: -2, recency: 0 })]),
    ).toEqual(['New, high age', 'New, low age'])
  })
})
