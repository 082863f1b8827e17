/** How a list of rows is sorted: as the file has it; the largest amounts first, whatever their sign; the latest first. */
export const rowOrders = ['file', 'amount', 'date'] as const
export type RowOrder = (typeof rowOrders)[number]
