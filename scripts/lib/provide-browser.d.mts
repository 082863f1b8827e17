export const noBrowserSentence: string
export function provideBrowser(): string | null
