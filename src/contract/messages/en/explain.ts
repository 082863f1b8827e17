/** Why a customer is where she is, and what would move her. */
export const explainMessages = {
  'explain.why.no_purchase': 'No purchase before the day everything is measured from, so no scores and no segment.',
  'explain.why.segment': 'Recency {r} and frequency {f} together are called {label}.',
  'explain.why.recency.first':
    'Last order {value:plural:# day|# days} ago: at most {high:num} days give recency {score}.',
  'explain.why.recency.between':
    'Last order {value:plural:# day|# days} ago: more than {low:num} and at most {high:num} days give recency {score}.',
  'explain.why.recency.last':
    'Last order {value:plural:# day|# days} ago: more than {low:num} days give recency {score}.',
  'explain.why.recency.alike': 'Everyone bought last on the same day, so everyone has recency {score}.',
  'explain.why.frequency.first': '{value:plural:One order|# orders}: at most {high:num} give frequency {score}.',
  'explain.why.frequency.between':
    '{value:plural:One order|# orders}: more than {low:num} and at most {high:num} give frequency {score}.',
  'explain.why.frequency.last': '{value:plural:One order|# orders}: more than {low:num} give frequency {score}.',
  'explain.why.frequency.alike': 'Everyone has the same number of orders, so everyone has frequency {score}.',

  'explain.move.order': '{orders:plural:One order|# orders} → {to}',
  'explain.move.order_by': '{orders:plural:One order|# orders} by {date:date} → {to}',
  'explain.move.order_value':
    '{orders:plural:One order of|# orders with} at least {amount:exact}{orders:plural:| in all} → {to} and {value}',
  'explain.move.order_value_by':
    '{orders:plural:One order of|# orders with} at least {amount:exact}{orders:plural:| in all} by {date:date} → {to} and {value}',
  'explain.move.silence': 'No order until {date:date} → {to}',
  'explain.move.quiet': 'Engagement: nothing heard until {date:date} → {to}',
  'explain.move.value': 'Value: {amount:exact} more → {to}',
  'explain.move.time': 'Loyalty: from {date:date} on → {to}',

  'explain.moves.order':
    '{customers:plural:One customer|# customers} of {from} {customers:plural:is|are} {orders:plural:one order|# orders} from {to}.',
  'explain.moves.silence':
    '{customers:plural:One customer|# customers} of {from} {customers:plural:falls|fall} to {to} within {days:int} days without an order.',

  'explain.cluster.recency.high':
    'Longer silent than most: {value:int} days; {cluster:int} in the cluster, {usual:int} usual.',
  'explain.cluster.recency.low':
    'Bought more recently than most: {value:int} days ago; {cluster:int} in the cluster, {usual:int} usual.',
  'explain.cluster.frequency.high':
    'More orders than most: {value:int}; {cluster:num} in the cluster, {usual:num} usual.',
  'explain.cluster.frequency.low':
    'Fewer orders than most: {value:int}; {cluster:num} in the cluster, {usual:num} usual.',
  'explain.cluster.monetary.high':
    'Spends more than most: {value:about}; {cluster:about} in the cluster, {usual:about} usual.',
  'explain.cluster.monetary.low':
    'Spends less than most: {value:about}; {cluster:about} in the cluster, {usual:about} usual.',
  'explain.cluster.other.high': '{feature} above most: {value:num}; {cluster:num} in the cluster, {usual:num} usual.',
  'explain.cluster.other.low': '{feature} below most: {value:num}; {cluster:num} in the cluster, {usual:num} usual.',
} as const
