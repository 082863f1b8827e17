import type { UpliftGroup } from '../../../../contract/uplift.ts'

/** In the order they are shown; a list of its own, so that the page does not load the contract's schemas. */
export const upliftGroupNames: readonly UpliftGroup[] = ['persuadable', 'sure_thing', 'lost_cause', 'sleeping_dog']
