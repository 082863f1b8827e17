/** Label of customers who have no purchase in scope. */
export const noPurchase = 'No purchase'
