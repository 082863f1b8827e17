import { useEffect, useState } from 'react'
import type { ErrorBody } from '../../contract/errors.ts'
import type { Input, OperationName, Output } from '../../contract/index.ts'
import type { Progress } from '../../contract/progress.ts'
import { client } from './client.ts'

/** What came of a question; `value` of the question before stands until the next answer is there. */
export interface Answer<Value> {
  readonly value: Value | null
  readonly error: ErrorBody | null
  readonly progress: Progress | null
}

const nothing = { value: null, error: null, progress: null } as const

/**
 * Asks when it appears and whenever the question or the run changes; leaving cancels. null: nothing is asked.
 * @param run asked anew where this changes (the run and its k)
 */
export function useAnswer<Name extends OperationName>(
  name: Name,
  input: Input<Name> | null,
  run: string,
): Answer<Output<Name>> {
  const [answer, setAnswer] = useState<Answer<Output<Name>>>(nothing)
  const question = input === null ? null : JSON.stringify(input)
  useEffect(() => {
    if (question === null) return
    const controller = new AbortController()
    let wanted = true
    void client
      .call(name, JSON.parse(question) as Input<Name>, {
        signal: controller.signal,
        onProgress: (progress) => wanted && setAnswer((before) => ({ ...before, progress })),
      })
      .then((result) => {
        if (!wanted) return
        setAnswer(
          result.ok
            ? { value: result.value, error: null, progress: null }
            : { value: null, error: result.error, progress: null },
        )
      })
    return () => {
      wanted = false
      controller.abort()
    }
  }, [name, question, run])
  return question === null ? nothing : answer
}
