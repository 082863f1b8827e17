import type { OrderColumn, ReadPlan } from '../plan.ts'

/** Index of the column of each role; −1 where there is none. A product's name stands for its code where that is missing. */
export function orderPlaces({ columns }: ReadPlan): Readonly<Record<OrderColumn, number>> {
  const index = (role: OrderColumn): number => columns[role]?.index ?? -1
  return {
    customer_id: index('customer_id'),
    email: index('email'),
    date: index('date'),
    amount: index('amount'),
    unit_price: index('unit_price'),
    quantity: index('quantity'),
    order_id: index('order_id'),
    product: columns.product === undefined ? index('product_name') : index('product'),
    product_name: columns.product === undefined ? -1 : index('product_name'),
    category: index('category'),
    type: index('type'),
    status: index('status'),
    cancelled: index('cancelled'),
    currency: index('currency'),
    discount: index('discount'),
    tax: index('tax'),
    shipping: index('shipping'),
    refund: index('refund'),
    signup_date: -1,
    lifetime_value: -1,
    event_type: -1,
    timestamp: -1,
    event_id: -1,
    event_value: -1,
    product_id: -1,
  }
}
