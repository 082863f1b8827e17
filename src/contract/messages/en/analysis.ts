export const analysisMessages = {} as const
