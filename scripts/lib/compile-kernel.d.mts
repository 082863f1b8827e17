export interface KernelModule {
  readonly file: string
  readonly source: string
  readonly constant: string
}

export const kernels: readonly KernelModule[]

/** The text of a module of `src/engine/kernel` as its sources give it. */
export function compileKernel(kernel: KernelModule): Promise<string>
