/** `health.<check>`: what was found in the data; the count stands in front. */
export const healthMessages = {
  'health.rejected': '{rows:plural:row|rows} could not be read',
  'health.without_customer':
    '{rows:plural:row has|rows have} no customer and {rows:plural:takes|take} no part in the segments',
  'health.missing_product': '{rows:plural:row names|rows name} no product',
  'health.missing_category': '{rows:plural:row has|rows have} no category',
  'health.future': '{rows:plural:row lies|rows lie} in the future, the last on {last:date}',
  'health.placeholder_date':
    '{rows:plural:row carries|rows carry} a day that stands for none, such as 1 January 1970 or 1900',
  'health.foreign_waiting':
    '{rows:plural:row is|rows are} in {currencies} and {rows:plural:waits|wait} for a rate: amounts in two currencies are never added up',
  'health.foreign':
    '{rows:plural:row is|rows are} in {currencies}; {waiting:plural:one waits|# wait} for a rate: amounts in two currencies are never added up',
  'health.foreign_decided':
    '{rows:plural:row is|rows are} in {currencies}, converted at your rate or left out as you decided',
  'health.outliers':
    '{rows:plural:purchase is|purchases are} unusually small or large: below {least:about} or above {most:about}, where the median is {median:about}',
  'health.large_returns':
    '{rows:plural:return is|returns are} unusually large: above {most:about}, where the median is {median:about}',
  'health.repeats': '{rows:plural:row is|rows are} equal to an earlier row of the same file',
  'health.shared_orders':
    '{rows:plural:row belongs|rows belong} to {orders:plural:one order that stands|# orders that stand} at more than one customer',
  'health.returns': '{rows:plural:row is a return|rows are returns}',
  'health.zero': '{rows:plural:row has|rows have} an amount of nothing',
  'health.void': '{rows:plural:row is|rows are} cancelled, unpaid or refunded in full',
} as const
