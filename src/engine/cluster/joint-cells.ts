/** The common refinement of some labellings: rows that agree in all of them form a cell. */
export interface JointCells {
  /** Rows ordered by cell; cells ordered by their labels in the first labelling, then in the next … */
  readonly order: Uint32Array
  /** cells + 1 positions in `order`. */
  readonly start: Uint32Array
  readonly labellings: readonly {
    /** Index of the labelling. */
    readonly index: number
    /** Runs of neighbouring cells with the same label: run r is the cells runStart[r] … runStart[r + 1] − 1. */
    readonly runStart: Uint32Array
    readonly runLabel: Uint8Array
  }[]
}

/**
 * Joins labellings, in order, into as few common refinements as keep each at `mostCells` cells or fewer (a labelling alone
 * may have more).
 *
 * @param labellings one label 0 … 254 a row, each
 */
export function jointCells(labellings: readonly Uint8Array[], rows: number, mostCells: number): JointCells[] {
  const joined: JointCells[] = []
  let members: number[] = []
  let cells: Uint32Array = new Uint32Array(rows)
  let count = 1
  for (let index = 0; index < labellings.length; index++) {
    let refined = refine(cells, labellings[index]!)
    if (refined.count > mostCells && members.length > 0) {
      joined.push(sortByCell(cells, count, members, labellings))
      members = []
      refined = refine(new Uint32Array(rows), labellings[index]!)
    }
    cells = refined.cells
    count = refined.count
    members.push(index)
  }
  if (members.length > 0) joined.push(sortByCell(cells, count, members, labellings))
  return joined
}

/** Splits cells by a labelling; new cells are numbered in order of appearance. */
function refine(cells: Uint32Array, labels: Uint8Array): { cells: Uint32Array; count: number } {
  const known = new Map<number, number>()
  const refined = new Uint32Array(cells.length)
  for (let row = 0; row < cells.length; row++) {
    const key = cells[row]! * 256 + labels[row]!
    let cell = known.get(key)
    if (cell === undefined) {
      cell = known.size
      known.set(key, cell)
    }
    refined[row] = cell
  }
  return { cells: refined, count: known.size }
}

function sortByCell(
  cells: Uint32Array,
  count: number,
  members: readonly number[],
  labellings: readonly Uint8Array[],
): JointCells {
  const firstRow = new Uint32Array(count)
  for (let row = cells.length - 1; row >= 0; row--) firstRow[cells[row]!] = row
  const sorted = Array.from({ length: count }, (_, cell) => cell).sort((a, b) => {
    for (const index of members) {
      const difference = labellings[index]![firstRow[a]!]! - labellings[index]![firstRow[b]!]!
      if (difference !== 0) return difference
    }
    return a - b
  })
  const rank = new Uint32Array(count)
  for (const [place, cell] of sorted.entries()) rank[cell] = place

  const start = new Uint32Array(count + 1)
  for (const cell of cells) start[rank[cell]! + 1]!++
  for (let place = 0; place < count; place++) start[place + 1]! += start[place]!
  const next = start.slice(0, count)
  const order = new Uint32Array(cells.length)
  for (let row = 0; row < cells.length; row++) order[next[rank[cells[row]!]!]!++] = row
  return {
    order,
    start,
    labellings: members.map((index) => ({
      index,
      ...runsOf(sorted.map((cell) => labellings[index]![firstRow[cell]!]!)),
    })),
  }
}

function runsOf(labelOfCell: readonly number[]): { runStart: Uint32Array; runLabel: Uint8Array } {
  const starts: number[] = []
  const labels: number[] = []
  for (const [cell, label] of labelOfCell.entries()) {
    if (labels.at(-1) === label) continue
    starts.push(cell)
    labels.push(label)
  }
  starts.push(labelOfCell.length)
  return { runStart: Uint32Array.from(starts), runLabel: Uint8Array.from(labels) }
}
