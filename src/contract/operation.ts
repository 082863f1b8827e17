import type { z } from 'zod'

/** query: reads, never changes; command: changes at once; job: long, reports progress, can be cancelled. */
export type OperationKind = 'query' | 'command' | 'job'

/** One operation: its name is the only channel string there is; everything else is derived from these maps. */
export interface Operation<Input extends z.ZodType = z.ZodType, Output = unknown> {
  readonly kind: OperationKind
  readonly input: Input
  /** Phantom: carries the output type, never a value. */
  readonly output?: Output
}

export function operation<Output>() {
  return <Input extends z.ZodType>(kind: OperationKind, input: Input): Operation<Input, Output> => ({ kind, input })
}

export type InputOf<Op> = Op extends Operation<infer Input, unknown> ? z.input<Input> : never
export type ParsedInputOf<Op> = Op extends Operation<infer Input, unknown> ? z.output<Input> : never
export type OutputOf<Op> = Op extends Operation<z.ZodType, infer Output> ? Output : never
