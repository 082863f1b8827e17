/** The text of `src/engine/kernel/kernel-bytes.ts` as its sources give it. */
export function compileKernel(): Promise<string>
