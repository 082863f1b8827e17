/** Characters that can be pasted; more comes better as a file. Here and not beside the schemas: the page has no zod. */
export const longestPaste = 1_000_000
