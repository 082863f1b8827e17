export const cardMessages = {} as const
