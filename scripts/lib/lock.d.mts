interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly gypfile?: boolean; readonly optional?: boolean; readonly resolved?: string }>
  >
}

export function mendLock(lock: Lock): Lock
export function lockProblems(lock: Lock): string[]
