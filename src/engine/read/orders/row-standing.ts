import { isBlank } from '../values/cell-bytes.ts'
import { Standings } from './cell-texts.ts'
import type { OrderStores } from './order-stores.ts'
import type { OrderColumn, ReadPlan } from '../plan.ts'
import type { RejectList, Row } from '../text/rows.ts'
import { cancelStanding, Standing, statusStanding, typeStanding } from '../values/status.ts'

/** What the cells of a row say became of its order. */
export class RowStanding {
  private readonly statuses: Standings
  private readonly cancels: Standings
  private readonly types: Standings
  private readonly at: Readonly<Record<OrderColumn, number>>
  private readonly rejects: RejectList

  constructor(
    at: Readonly<Record<OrderColumn, number>>,
    rejects: RejectList,
    stores: Pick<OrderStores, 'statuses' | 'cancels' | 'types'>,
    meanings: ReadPlan['statuses'],
  ) {
    this.at = at
    this.rejects = rejects
    this.statuses = new Standings(stores.statuses, (text) => statusStanding(text, meanings))
    this.cancels = new Standings(stores.cancels, cancelStanding)
    this.types = new Standings(stores.types, (text) => typeStanding(text, meanings))
  }

  /**
   * @param inherited what the first line of the order said, where this line leaves it blank; null: it stands for itself
   */
  of({ buffer, starts, ends }: Row, inherited: Standing | null): Standing {
    const { status, cancelled } = this.at
    let isSaid = inherited === null
    if (status >= 0) {
      const [start, end] = [starts[status]!, ends[status]!]
      const standing = this.statuses.of(buffer, start, end, this.rejects)
      if (standing !== Standing.counts) return standing
      isSaid ||= !isBlank(buffer, start, end)
    }
    if (cancelled >= 0) {
      const standing = this.cancels.of(buffer, starts[cancelled]!, ends[cancelled]!, this.rejects)
      if (standing !== Standing.counts) return standing
    }
    return isSaid ? Standing.counts : inherited!
  }

  /** What the type of the row itself says. */
  typeOf({ buffer, starts, ends }: Row): Standing {
    const { type } = this.at
    return type < 0 ? Standing.counts : this.types.of(buffer, starts[type]!, ends[type]!, this.rejects)
  }
}
