/** What a treatment does to people. Apart from the schemas, which the engine's threads do not load. */
export const upliftGroups = ['persuadable', 'sure_thing', 'lost_cause', 'sleeping_dog'] as const
export type UpliftGroup = (typeof upliftGroups)[number]
