/** What changed since the previous run, and how much the clusters can be relied on. */
export const driftMessages = {
  'drift.moved':
    '{moved:int} of {known:int} customers known before ({share:pct}) are in another group than in the run of {date:date}; {appeared:plural:one is|# are} new, {gone:plural:one is|# are} gone.',
  'drift.same':
    'All {known:int} customers known before are where they were in the run of {date:date}; {appeared:plural:one is|# are} new, {gone:plural:one is|# are} gone.',
  'stability.stable':
    'Stable: grouped anew from {resamples:int} random samples, customers end up together as they are here (adjusted Rand index {mean:num}, {low:num} to {high:num}).',
  'stability.fair':
    'Fairly stable: grouped anew from {resamples:int} random samples, most customers end up together as they are here (adjusted Rand index {mean:num}, {low:num} to {high:num}). Those near a border may change sides.',
  'stability.shaky':
    'Shaky: grouped anew from {resamples:int} random samples, many customers end up in other groups (adjusted Rand index {mean:num}, {low:num} to {high:num}). Another number of groups may hold better.',
} as const
